import argparse
import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest

from shell import control, paths
from shell.cli import talk
from shell.errors import NotRunning, ShellError
from shell.event import Device, Heeding, Reloaded
from speech.messages import Hold as HoldOrder
from tests.shell.stand import Sayso, Stand, until


@pytest.fixture
async def running(stand: Stand, short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Stand]:
    """A daemon of which this process's own environment knows."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_folder))
    socket = paths.of({"XDG_RUNTIME_DIR": str(short_folder)}).socket
    paths.private_folder(socket.parent)
    async with control.serving(socket, stand.session, stand.service):
        yield stand


async def run(command: Callable[[argparse.Namespace], int], *text: str, **more: bool | str) -> int:
    """One command as the command line runs it, in a thread of its own."""
    given = {"text": list(text), "wait": False, "json": False, "all": False} | more
    return await asyncio.to_thread(command, argparse.Namespace(**given))


async def test_a_sentence_is_done_and_its_outcome_is_the_exit_code(running: Stand, capsys: pytest.CaptureFixture[str]) -> None:
    assert await run(talk.say, "make a folder", "called taxes", wait=True) == 0
    assert capsys.readouterr().out == "Made the folder taxes.\n"
    assert (running.home / "taxes").is_dir()
    assert await run(talk.say, "make a folder called taxes", json=True) == 6
    assert json.loads(capsys.readouterr().out)["outcome"] == "not_done"


async def test_without_waiting_it_returns_at_once(running: Stand, capsys: pytest.CaptureFixture[str]) -> None:
    assert await run(talk.say, "make a folder called taxes") == 0
    assert await running.ended(1) == "done"
    assert capsys.readouterr().out == ""


async def test_a_question_is_shown_and_answered_from_another_terminal(running: Stand, capsys: pytest.CaptureFixture[str]) -> None:
    (running.home / "letter.txt").write_text("dear")
    async with asyncio.TaskGroup() as group:
        said = group.create_task(run(talk.say, "delete letter for good", wait=True))
        await running.asked()
        assert await run(talk.answer, "no") == 0

    assert said.result() == 7
    assert "Delete letter.txt, 4 bytes, for good?" in capsys.readouterr().err
    with pytest.raises(ShellError, match="not taken: no question is open"):
        await run(talk.answer, "yes")


async def test_a_sentence_cut_off_by_the_next_does_not_leave_its_caller_waiting(running: Stand) -> None:
    (running.home / "letter.txt").write_text("dear")
    async with asyncio.TaskGroup() as group:
        said = group.create_task(run(talk.say, "delete letter for good", wait=True))
        await running.asked()
        assert await run(talk.say, "make a folder called taxes", wait=True) == 0

    assert said.result() == 0
    assert (running.home / "letter.txt").exists()


async def test_stop_ends_what_runs(running: Stand) -> None:
    (running.home / "letter.txt").write_text("dear")
    await run(talk.say, "delete letter for good")
    await running.asked()

    assert await run(talk.stop, all=True) == 0
    assert await running.ended(1) == "stopped"


@pytest.mark.parametrize("words", [("say", "hello"), ("say", "--wait", "hello"), ("answer", "yes"), ("stop",), ("stop", "--all")])
def test_without_a_daemon_each_says_how_to_start_one(sayso: Sayso, words: tuple[str, ...]) -> None:
    assert sayso(*words).complains(str(NotRunning()))


async def test_sleep_mute_and_status(running: Stand, capsys: pytest.CaptureFixture[str]) -> None:
    assert await run(talk.status) == 0
    assert capsys.readouterr().out.splitlines() == ["listening", "microphone  in use: mic", "speaker     in use: speaker"]
    assert await run(talk.listen, switch="off") == 0
    assert await run(talk.status, json=True) == 0
    assert json.loads(capsys.readouterr().out)["mode"] == "asleep"
    assert await run(talk.mute, switch="on") == 0
    assert running.session.state.mode == "muted"
    assert await run(talk.mute, switch="off") == await run(talk.listen, switch="on") == 0
    assert running.session.state.mode == "listening"
    assert await run(talk.reload) == 0
    assert isinstance(running.last(Reloaded), Reloaded)


async def test_without_a_microphone_nobody_is_told_that_it_listens(running: Stand, capsys: pytest.CaptureFixture[str]) -> None:
    running.session.publish(Device(0, 1.0, "microphone", "lost", "mic", "unplugged"))
    assert await run(talk.status) == 0
    assert capsys.readouterr().out.splitlines()[0] == "no microphone"


async def test_the_key_for_talking_can_be_held_by_a_program(running: Stand) -> None:
    assert [await run(talk.hold, switch=switch) for switch in ("on", "off")] == [0, 0]
    await until(lambda: running.ears.orders[-2:] == [HoldOrder(True), HoldOrder(False)])


async def test_the_status_says_what_to_do_first_where_not_everything_is_heeded(running: Stand, capsys: pytest.CaptureFixture[str]) -> None:
    running.session.publish(Heeding(0, 1.0, False, "say “computer”"))
    assert await run(talk.status) == 0
    assert capsys.readouterr().out.splitlines()[0] == "listening: say “computer”"
    running.session.publish(Heeding(0, 1.0, True, "say “computer”"))
    assert await run(talk.status) == 0
    assert capsys.readouterr().out.splitlines()[0] == "listening"
    assert await run(talk.status, json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["mode"], told["heeds"], told["cue"]) == ("listening", True, "say “computer”")
