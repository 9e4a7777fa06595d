import json

from tests.shell.stand import Sayso


def test_without_a_desktop_it_fails_and_every_failure_has_its_fix(sayso: Sayso) -> None:
    ran = sayso("doctor", "--json")
    found = json.loads(ran.out)

    assert (ran.code, ran.err) == (1, "")
    assert found["ok"] is False
    assert all(one["fix"] for one in found["findings"] if not one["ok"])


def test_people_get_a_line_a_part(sayso: Sayso) -> None:
    ran = sayso("doctor", env={"SAYSO_MODELS": "/nonexistent"})

    assert ran.code == 1
    assert "✗ models" in ran.out
    assert "fix: sayso models fetch" in ran.out
    assert "✓ policies" in ran.out
    assert "Traceback" not in ran.out + ran.err
