from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, RichLog, Static

from shell.control import serving
from shell.event import Acting, Answered, Asked, Ended, Event, Heard, Listening, Quiet, Said
from shell.session import Session
from shell.ui.app import ShellApp
from tests.shell.stand import until


@dataclass
class Daemon:
    """A control server whose session a test drives."""

    path: Path
    session: Session = field(default_factory=Session)
    told: list[str] = field(default_factory=list[str])

    async def said(self, text: str) -> int:
        self.told.append(f"say {text}")
        return 1

    def answered(self, text: str) -> bool:
        self.told.append(f"answer {text}")
        return True

    async def stopped(self, everything: bool) -> None:
        self.told.append("stop")


@pytest.fixture
async def daemon(short_folder: Path) -> AsyncGenerator[Daemon]:
    made = Daemon(short_folder / "private.sock")
    made.session.publish(Listening(0, 0.0))
    async with serving(made.path, made.session, made):
        yield made


def shown(pilot: "Pilot[None]", widget: str) -> str:
    return str(pilot.app.query_one(widget, Static).render())


def log(pilot: "Pilot[None]") -> str:
    return "\n".join(strip.text for strip in pilot.app.query_one("#log", RichLog).lines)


async def connected(pilot: "Pilot[None]") -> None:
    await until(lambda: "LISTENING" in shown(pilot, "#state"))


@pytest.mark.parametrize(
    ("event", "word"),
    [
        (Heard(1, 0.0, "hi"), "THINKING"),
        (Acting(1, 0.0, 1, "open it"), "ACTING"),
        (Asked(1, 0.0, "yes", "Sure?"), "ASKING"),
        (Answered(1, 0.0), "THINKING"),
        (Ended(1, 0.0, "done", "Did it."), "LISTENING"),
    ],
)
async def test_the_state_is_one_large_word_that_follows_the_events(daemon: Daemon, event: Event, word: str) -> None:
    app = ShellApp(daemon.path)
    async with app.run_test() as pilot:
        await connected(pilot)
        daemon.session.publish(Acting(1, 0.0, 1, "x") if word != "ACTING" else Heard(1, 0.0, "x"))
        daemon.session.publish(event)
        await until(lambda: word in shown(pilot, "#state"))
        assert pilot.app.query_one("#state").has_class(word.lower())


async def test_what_is_typed_is_said_and_the_line_is_empty_again(daemon: Daemon) -> None:
    async with ShellApp(daemon.path).run_test() as pilot:
        await connected(pilot)
        await pilot.press(*"hello", "enter")
        await until(lambda: daemon.told == ["say hello"])
        await pilot.press("space", "enter")

        assert pilot.app.query_one("#words", Input).value == ""
        assert daemon.told == ["say hello"]


async def test_an_open_question_stands_large_and_what_is_typed_answers_it(daemon: Daemon) -> None:
    async with ShellApp(daemon.path).run_test() as pilot:
        await connected(pilot)
        daemon.session.publish(Asked(1, 0.0, "yes", "Delete it for good?"))
        await until(lambda: pilot.app.query_one("#question").has_class("open"))
        assert "Delete it for good?" in shown(pilot, "#question")
        assert "Say yes or no." in shown(pilot, "#question")
        await pilot.press(*"no", "enter")
        await until(lambda: daemon.told == ["answer no"])
        daemon.session.publish(Answered(1, 0.0, False, "ui", "no"))
        await until(lambda: not pilot.app.query_one("#question").has_class("open"))
        await pilot.press(*"hi", "enter")
        await until(lambda: daemon.told == ["answer no", "say hi"])


async def test_the_digits_stand_in_the_question_and_nowhere_once_it_is_answered(daemon: Daemon) -> None:
    async with ShellApp(daemon.path).run_test() as pilot:
        await connected(pilot)
        daemon.session.publish(Asked(1, 0.0, "challenge", "Pay?", "4719"))
        await until(lambda: "4 7 1 9" in shown(pilot, "#question"))
        daemon.session.publish(Answered(1, 0.0, True, "voice", "confirm ••••"))
        await until(lambda: not pilot.app.query_one("#question").has_class("open"))
        await until(lambda: "answer" in log(pilot))

        assert "4719" not in log(pilot)
        assert "4 7 1 9" not in shown(pilot, "#question")


async def test_a_face_that_joins_while_a_question_is_open_shows_it(daemon: Daemon) -> None:
    daemon.session.publish(Asked(1, 0.0, "yes", "Delete it for good?"))
    async with ShellApp(daemon.path).run_test() as pilot:
        await until(lambda: "Delete it for good?" in shown(pilot, "#question"))
        await pilot.press(*"no", "enter")
        await until(lambda: daemon.told == ["answer no"])
        assert "ASKING" in shown(pilot, "#state")


async def test_keys_stop_and_help(daemon: Daemon) -> None:
    async with ShellApp(daemon.path).run_test() as pilot:
        await connected(pilot)
        await pilot.press("escape", "f1")
        await until(lambda: daemon.told == ["stop", "say what can I say"])
        assert pilot.app.is_running


async def test_words_on_the_screen_are_never_read_as_markup(daemon: Daemon) -> None:
    async with ShellApp(daemon.path).run_test() as pilot:
        await connected(pilot)
        for event in (Heard(1, 0.0, "[red]open[/red] [x"), Asked(1, 0.0, "yes", "Delete [b]it[/b]?"), Said(1, 0.0, "[/]"), Quiet(1, 0.0)):
            daemon.session.publish(event)
        await until(lambda: "[/]" in log(pilot))

        assert "[red]open[/red] [x" in log(pilot)
        assert "Delete [b]it[/b]?" in shown(pilot, "#question")


async def test_it_ends_with_the_daemon(short_folder: Path) -> None:
    daemon = Daemon(short_folder / "private.sock")
    daemon.session.publish(Listening(0, 0.0))
    app = ShellApp(daemon.path)
    async with app.run_test() as pilot:
        async with serving(daemon.path, daemon.session, daemon):
            app.exit()
        assert pilot.app is app

    assert not app.is_running


async def test_without_a_daemon_it_says_so_and_ends(short_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with ShellApp(short_folder / "nobody.sock").run_test() as pilot:
        await until(lambda: not pilot.app.is_running)

    assert capsys.readouterr().err == "sayso is not running here; start it with `sayso run`\n"
