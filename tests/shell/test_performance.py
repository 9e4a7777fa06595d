import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shell.chronicle import Chronicle
from shell.errors import ShellError
from shell.event import Answered, Asked, Ended, Event, Heard, Listening, Quiet, Said
from shell.performance import Patience, Performance
from shell.script import AGAIN, Line
from shell.wire import Now


class Stage:
    """A daemon of a few lines: what is played is heard at once, "delete" is asked about."""

    def __init__(self) -> None:
        self.chronicle = Chronicle()
        self.source: asyncio.Queue[Now | Event | None] = asyncio.Queue()
        self.played: list[str] = []
        self.turn = 0

    async def sound(self, line: Line, digits: str) -> Path:
        return Path(line.say.replace("{challenge}", digits))

    async def play(self, path: Path) -> None:
        text = str(path)
        self.played.append(text)
        if text == "mumble":
            return
        if text == "die":
            self.tell(None)
        elif text.startswith("confirm"):
            self.tell(Answered(self.turn, 2.0, True, "voice", "yes"), *self.end("done"))
        else:
            self.turn += 1
            self.tell(Heard(self.turn, 1.0, text))
            question = Asked(self.turn, 1.0, "challenge", "Sure?", "••••")
            self.tell(*((question, Said(self.turn, 1.0, "Sure?"), Quiet(self.turn, 1.0)) if text == "delete" else self.end("done")))

    def end(self, outcome: str) -> tuple[Event, ...]:
        return Ended(self.turn, 2.0, outcome, "Well."), Said(self.turn, 2.0, "Well."), Quiet(self.turn, 2.0)

    def tell(self, *events: Event | None) -> None:
        for event in events:
            self.source.put_nowait(event)

    async def events(self) -> AsyncIterator[Now | Event]:
        while (event := await self.source.get()) is not None:
            yield event

    async def perform(self, *lines: Line) -> list[tuple[str, str]]:
        async with asyncio.TaskGroup() as group:
            following = group.create_task(self.chronicle.follow(self.events(), lambda event: None))
            results = await Performance(self.chronicle, self, self.play, lambda: "4719", Patience(0.2, 0.05)).run(lines, lambda line: None)
            following.cancel()
        return [(result.outcome, result.heard) for result in results]


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    made.tell(Listening(0, 0.0))
    return made


async def test_lines_are_spoken_one_after_the_other_and_an_answer_belongs_to_its_turn(stage: Stage) -> None:
    found = await stage.perform(Line("open"), Line("delete"), Line("confirm {challenge}", when="asked"), Line("close"))

    assert stage.played == ["open", "delete", "confirm 4719", "close"]
    assert found == [("done", "open"), ("done", "delete"), ("done", "delete"), ("done", "close")]


async def test_what_is_not_heard_comes_to_nothing_and_the_next_goes_on(stage: Stage) -> None:
    assert await stage.perform(Line("mumble"), Line("open")) == [("nothing", ""), ("done", "open")]


async def test_a_moment_that_never_comes_is_left_out(stage: Stage) -> None:
    assert await stage.perform(Line("open"), Line("confirm", when="asked"), Line("close")) == [("done", "open"), ("unspoken", ""), ("done", "close")]
    assert stage.played == ["open", "close"]


async def test_a_daemon_that_never_listens_is_said_so(stage: Stage) -> None:
    stage.source.get_nowait()
    with pytest.raises(ExceptionGroup) as caught:
        await stage.perform(Line("open"))

    assert isinstance(caught.value.exceptions[0], ShellError)
    assert "did not begin to listen" in str(caught.value.exceptions[0])


async def test_a_daemon_that_dies_is_no_success_though_nothing_was_expected(stage: Stage) -> None:
    with pytest.raises(ExceptionGroup) as caught:
        await stage.perform(Line("open"), Line("die"), Line("close"))

    assert isinstance(caught.value.exceptions[0], ShellError)
    assert "ended before the script was over" in str(caught.value.exceptions[0])


async def test_an_answer_that_was_understood_is_not_given_again(stage: Stage) -> None:
    found = await stage.perform(Line("delete"), Line("confirm {challenge}", when="asked"), Line("confirm {challenge}", when=AGAIN), Line("close"))

    assert stage.played == ["delete", "confirm 4719", "close"]
    assert found == [("done", "delete"), ("done", "delete"), ("done", "close")]
