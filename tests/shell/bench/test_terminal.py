import os
import time
from pathlib import Path

import pytest

from shell.bench.terminal import in_terminal, text_of
from shell.errors import ShellError
from tests.shell.stand import running_pids

ECHO = """
import sys, termios, tty
tty.setraw(0)
size = termios.tcgetwinsize(0)
sys.stdout.write(f"\\x1b[?2026$p{size[1]}x{size[0]} ready")
sys.stdout.flush()
answer = sys.stdin.read(11)
while key := sys.stdin.read(1):
    sys.stdout.write("\\x1b[?2026h\\x1b[3;4H\\x1b[1mgot\\x1b[0m " + key + (answer[-1] if key == "?" else "") + "\\x1b[?2026l")
    sys.stdout.flush()
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "echoing.py").write_text(ECHO)
    return {**os.environ, "PYTHONPATH": str(tmp_path)}


async def test_a_key_s_answer_is_timed_when_its_frame_is_complete(environment: dict[str, str]) -> None:
    async with in_terminal("echoing", [], environment) as (terminal, begun):
        shown = await terminal.shown("120x40 ready")
        assert begun < shown <= time.monotonic()
        assert 0 < await terminal.press(b"a", "got a") < 5000
        assert 0 < await terminal.press(b"?", r"got \?y") < 5000  # the question about frames was answered


async def test_what_never_comes_is_told_with_what_came(environment: dict[str, str]) -> None:
    async with in_terminal("echoing", [], environment) as (terminal, _):
        await terminal.shown("ready")
        terminal.limit_s = 0.2
        with pytest.raises(ShellError, match=r"never showed 'got b'; last: .*got a"):
            await terminal.press(b"a", "got b")


async def test_the_program_ends_with_the_block(environment: dict[str, str]) -> None:
    mark = f"SAYSO_TEST_MARK={os.urandom(8).hex()}"
    name, _, value = mark.partition("=")
    async with in_terminal("echoing", [], environment | {name: value}) as (terminal, _):
        await terminal.shown("ready")
        assert len(running_pids(mark)) == 1

    assert not running_pids(mark)


@pytest.mark.parametrize(
    ("painted", "text"),
    [
        (b"\x1b[?2026h\x1b[1;1H\x1b[31mone\x1b[0m\x1b[2;1Htwo\x1b[?2026l", "\none\ntwo"),
        (b"\x1b[?2026hhalf a frame", ""),
        (b"\x1b[?2026hwhole\x1b[?2026l\x1b[?2026hhalf", "whole"),
        (b"no frames \x1b]0;title\x07at all", "no frames at all"),
        (b"cut \xe2\x80", "cut "),
    ],
)
def test_only_complete_frames_count_and_codes_are_no_text(painted: bytes, text: str) -> None:
    assert text_of(painted) == text
