import json
import os
import pty
import subprocess
import sys

from shell.cli.doctor import lines_of
from shell.doctor import Finding
from tests.shell.stand import ROOT, Sayso


def test_without_a_desktop_it_fails_and_every_failure_has_its_fix(sayso: Sayso) -> None:
    ran = sayso("doctor", "--json", "--silent")
    found = json.loads(ran.out)

    assert (ran.code, ran.err) == (1, "")
    assert found["ok"] is False
    assert all(one["fix"] for one in found["findings"] if not one["ok"])
    assert {one["state"] for one in found["findings"]} == {"ok", "note", "fail"}


def test_people_get_calm_lines_and_what_to_do(sayso: Sayso) -> None:
    ran = sayso("doctor", "--silent", env={"SAYSO_MODELS": "/nonexistent"})

    assert ran.code == 1
    assert "\n✗ models " in ran.out
    assert "→ sayso models fetch base voice" in ran.out
    assert "\n✓ policies " in ran.out
    assert " ".join(ran.out.split()).endswith("What to do stands after each arrow.")
    # Only what must stay whole to be copied, a path, may be longer.
    assert all(len(line) <= 80 or max(map(len, line.split())) > 40 for line in ran.out.splitlines())
    assert "Traceback" not in ran.out + ran.err


def test_a_line_keeps_its_columns_and_steps_have_lines_of_their_own() -> None:
    text = lines_of(Finding("hands", "fail", "word " * 30, "first; second", 1234))
    first, *rest = text.splitlines()

    assert first.startswith("✗ hands          word")
    assert first.endswith("   1.2 s")
    assert len(first) == 80
    assert [line.strip() for line in rest[-2:]] == ["→ first", "→ second"]
    assert all(line.startswith(" " * 17) for line in rest)
    assert lines_of(Finding("hands", "ok", "fine", "", 7)).endswith(" 7 ms")


def test_on_a_terminal_a_line_is_there_before_its_check_is_done(environment: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "shell", "doctor", "--silent"]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL):
        os.close(theirs)
        shown = b""
        try:
            while more := os.read(ours, 4096):
                shown += more
        except OSError:  # how a terminal ends
            pass
    os.close(ours)
    assert "… recognition\r\x1b[K✓ recognition".encode() in shown
