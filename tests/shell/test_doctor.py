from pathlib import Path

from shell.doctor import examine


async def test_every_part_is_tried_and_what_is_missing_has_a_fix(environment: dict[str, str]) -> None:
    findings = {finding.part: finding for finding in await examine(environment)}

    assert list(findings) == ["models", "voice and ears", "configuration", "policies", "ledger", "microphone", "speaker", "display", "accessibility"]
    assert all(bool(finding.fix) is not finding.ok for finding in findings.values())
    assert all("\n" not in finding.detail and finding.ms >= 0 for finding in findings.values())
    for part in ("models", "voice and ears", "configuration", "policies", "ledger"):
        assert findings[part].ok, findings[part]
    for part in ("display", "accessibility"):
        assert not findings[part].ok


async def test_a_bad_configuration_is_found_and_named(environment: dict[str, str], home: Path) -> None:
    file = home / ".config" / "sayso" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("speed = 3\n")
    found = next(finding for finding in await examine(environment) if finding.part == "configuration")

    assert not found.ok
    assert f"{file}:1: speed" in found.detail
    assert str(file) in found.fix


async def test_trying_the_ledger_leaves_none_behind(environment: dict[str, str], home: Path) -> None:
    await examine(environment)

    assert list(home.rglob("ledger*")) == []
