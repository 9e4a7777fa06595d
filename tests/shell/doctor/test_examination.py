from pathlib import Path

from shell.doctor import Finding, Manner, examine

PARTS = [
    "configuration", "policies", "ledger", "models", "room", "recognition", "sound server", "microphone", "speaker", "voice to ears",
    "display", "window manager", "hands", "session bus", "accessibility", "notifications", "service unit", "sayso",
]  # fmt: skip


async def test_every_part_is_told_as_it_comes_and_what_is_missing_has_a_fix(environment: dict[str, str], home: Path) -> None:
    told: list[str | Finding] = []
    findings = await examine(environment, Manner(silent=True, begun=told.append, found=told.append))

    assert [finding.part for finding in findings] == PARTS
    assert told == [one for finding in findings for one in (finding.part, finding)]
    assert all("\n" not in finding.detail and finding.detail and finding.ms >= 0 for finding in findings)
    assert all(finding.fix for finding in findings if not finding.ok)
    assert [finding.part for finding in findings if not finding.ok] == ["sound server", "display"]
    assert list(home.rglob("ledger*")) == []
