import os
from pathlib import Path

from shell import checkup
from tests.shell.stand import running_pids


async def test_what_the_doctor_finds_is_read_from_its_report(environment: dict[str, str]) -> None:
    found = await checkup.examined(environment, silent=True)

    assert found.why == ""
    assert {"configuration", "policies", "ledger", "display"} <= {check.part for check in found.checks}
    assert {check.state for check in found.checks} <= {"ok", "note", "fail"}
    display = next(check for check in found.checks if check.part == "display")
    assert display.state == "fail"  # there is none in this environment
    assert display.fix


async def test_a_doctor_that_takes_too_long_is_ended_and_named(environment: dict[str, str], tmp_path: Path) -> None:
    found = await checkup.examined(environment | {"SAYSO_TEST": str(tmp_path)}, silent=True, limit_s=0.05)

    assert "did not end within" in found.why
    assert "sayso doctor" in found.why
    assert running_pids(f"SAYSO_TEST={tmp_path}") == []


async def test_a_doctor_that_breaks_is_one_line(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nsys.stderr.write('first\\nsayso: it broke\\n')\nsys.stderr.flush()\nimport os\nos._exit(1)\n"
    )
    found = await checkup.examined(environment | {"PYTHONPATH": str(tmp_path)}, silent=True)

    assert found.why == "the doctor broke: it broke"


async def test_devices_are_lists_of_names(environment: dict[str, str]) -> None:
    found = await checkup.devices(dict(os.environ))

    assert found.keys() == {"microphone", "speaker"}
    assert all(isinstance(name, str) for names in found.values() for name in names)


async def test_without_an_answer_in_time_there_are_no_names(environment: dict[str, str]) -> None:
    assert await checkup.devices(environment, limit_s=0.01) == {"microphone": [], "speaker": []}
