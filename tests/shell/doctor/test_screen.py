import asyncio
import os
import signal
import socket
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

from agent.display import x11
from shell.doctor.case import Case
from shell.doctor.finding import Answer
from shell.doctor.screen import ScreenChecks
from tests.shell.doctor.conftest import assert_failed, changed


@asynccontextmanager
async def _server(*options: str) -> AsyncGenerator[tuple[str, asyncio.subprocess.Process]]:
    """An X server without a window manager."""
    ours, theirs = os.pipe()
    command = ("Xvfb", "-displayfd", str(theirs), "-nolisten", "tcp", "-noreset", "-ac", *options)
    process = await asyncio.create_subprocess_exec(*command, pass_fds=[theirs], stderr=asyncio.subprocess.DEVNULL)
    os.close(theirs)
    with os.fdopen(ours) as told:
        number = (await asyncio.to_thread(told.readline)).strip()
    try:
        yield f":{number}", process
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        await process.wait()


async def _all(case: Case) -> list[Answer]:
    screen = ScreenChecks(case)
    return [await screen.display(), await screen.window_manager(), await screen.hands()]


async def test_a_whole_desk_works_and_the_hands_say_how_fast(case: Case) -> None:
    answers = await _all(case)

    assert [answer.state for answer in answers] == ["ok"] * 3, answers
    assert answers[0].detail == f"{case.desk.display}, 1280×800, with XTEST, SHAPE and DAMAGE"
    assert "typed “Sayso ü 42” (" in answers[2].detail


async def test_no_display_and_wayland_are_told_apart(case: Case) -> None:
    none, gone = changed(case, DISPLAY=""), changed(case, DISPLAY=":987")
    answers = await _all(none)
    assert_failed(answers[0], "DISPLAY is not set", fix="X11 (Xorg) session")
    assert all("not tried" in answer.detail for answer in answers[1:])
    assert_failed((await _all(gone))[0], ":987 cannot be opened", fix="sayso run --virtual")
    assert_failed((await _all(changed(none, WAYLAND_DISPLAY="wayland-0")))[0], "Wayland", "not yet served", fix="X11 (Xorg) session")
    assert_failed((await _all(changed(case, WAYLAND_DISPLAY="wayland-0")))[0], "Wayland", "only the windows of old programs", fix="X11")


async def test_a_server_without_xtest_and_without_a_manager_is_named(case: Case) -> None:
    async with _server("-extension", "XTEST", "-extension", "DAMAGE") as (display, _):
        display_answer, manager, hands = await _all(changed(case, DISPLAY=display))
    assert_failed(display_answer, "without XTEST", fix="-extension XTEST")
    assert_failed(manager, "none answers", fix="openbox &")
    assert hands.state == "note"
    async with _server("-extension", "DAMAGE") as (display, _):
        display_answer, *_ = await _all(changed(case, DISPLAY=display))
    assert (display_answer.state, "no DAMAGE" in display_answer.detail) == ("note", True)


async def test_a_server_that_hangs_does_not_hang_the_doctor(case: Case) -> None:
    async with _server() as (display, process):
        process.send_signal(signal.SIGSTOP)
        begun = time.monotonic()
        answers = await _all(changed(case, DISPLAY=display))
        assert time.monotonic() - begun < 6
    assert_failed(answers[0], "does not answer", fix="log out")


async def test_with_the_keyboard_held_by_another_nothing_is_typed(case: Case) -> None:
    holder = x11.connect(case.desk.display)
    holder.screen().root.grab_keyboard(False, x11.X.GrabModeAsync, x11.X.GrabModeAsync, x11.X.CurrentTime)
    holder.sync()
    *_, hands = await _all(case)
    holder.close()

    assert_failed(hands, "nothing was typed", fix="close what is in front")


async def test_a_running_sayso_that_does_not_say_it_rests_is_left_alone(case: Case) -> None:
    case.place.socket.parent.mkdir(parents=True, exist_ok=True)
    with socket.socket(socket.AF_UNIX) as busy:  # takes connections and never answers, like one that is busy
        busy.bind(str(case.place.socket))
        busy.listen()
        *_, hands = await _all(replace(case, running=True))
    case.place.socket.unlink()

    assert hands.state == "note"
    assert "just doing something" in hands.detail
