import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from shell.chronicle import Chronicle
from shell.event import Acting, Answered, Asked, Ended, Event, Heard, Listening, Quiet, Said
from shell.wire import Now

READY, HEARD, DONE = Listening(0, 0.0), Heard(1, 1.0, "hi"), Ended(1, 2.0, "done", "Did it.")
SAID, QUIET = Said(1, 3.0, "Did it."), Quiet(1, 4.0)
ASKED, ANSWERED = Asked(1, 1.5, "yes", "Sure?"), Answered(1, 1.9)


def after(*events: Event) -> Chronicle:
    made = Chronicle()
    made.events.extend(events)
    return made


@pytest.mark.parametrize(
    ("events", "idle"),
    [
        ((), False),
        ((Listening(0, 0.0, speech=True),), False),
        ((READY,), True),
        ((READY, HEARD), False),
        ((READY, HEARD, DONE), False),
        ((READY, HEARD, DONE, SAID), False),
        ((READY, HEARD, DONE, SAID, QUIET), True),
        ((READY, HEARD, ASKED, SAID, QUIET), False),
        ((READY, HEARD, Ended(1, 2.0, "stopped", "")), True),
        ((READY, HEARD, Ended(1, 2.0, "stopped", ""), Heard(2, 3.0, "stop"), Ended(2, 3.0, "stopped", "Stopped."), SAID, QUIET), True),
        ((READY, HEARD, DONE, SAID, Quiet(1, 4.0, finished=False)), True),
        ((READY, SAID), False),
    ],
)
def test_it_is_idle_once_every_turn_has_ended_and_was_told(events: tuple[Event, ...], idle: bool) -> None:
    assert after(*events).idle() is idle


@pytest.mark.parametrize(
    ("events", "asked"),
    [
        ((ASKED,), False),
        ((ASKED, SAID), False),
        ((ASKED, SAID, QUIET), True),
        ((ASKED, SAID, QUIET, ANSWERED), False),
        ((ASKED, SAID, QUIET, ASKED), False),
        ((ASKED, SAID, QUIET, ASKED, SAID, QUIET), True),
        ((QUIET,), False),
    ],
)
def test_a_question_is_asked_once_it_was_read_out(events: tuple[Event, ...], asked: bool) -> None:
    assert after(*events).asked() is asked


def test_speaking_and_acting_are_moments() -> None:
    begun = Acting(1, 1.0, 1, "open it")

    assert after(SAID).speaking()
    assert not after(SAID, QUIET).speaking()
    assert after(HEARD, begun).acting_since(1)
    assert not after(HEARD, begun).acting_since(2)
    assert not after(HEARD, begun, DONE).acting_since(0)
    assert after(HEARD, SAID, Heard(2, 5.0, "x")).of_turn(1) == [HEARD, SAID]


async def follow(chronicle: Chronicle, source: "asyncio.Queue[Now | Event | None]") -> None:
    async def events() -> AsyncIterator[Now | Event]:
        while (event := await source.get()) is not None:
            yield event

    await chronicle.follow(events(), lambda event: None)


async def test_waiting_ends_when_the_moment_comes_at_its_limit_or_with_the_daemon() -> None:
    chronicle, source = Chronicle(), asyncio.Queue[Now | Event | None]()
    async with asyncio.TaskGroup() as group:
        group.create_task(follow(chronicle, source))
        waiting = group.create_task(chronicle.until(chronicle.idle, 5.0))
        source.put_nowait(READY)
        assert await waiting is True
        begun = time.monotonic()
        assert await chronicle.until(chronicle.asked, 0.05) is False
        assert time.monotonic() - begun < 2
        never = group.create_task(chronicle.until(chronicle.asked, 60.0))
        source.put_nowait(None)
        assert await never is False

    assert chronicle.over
    assert chronicle.events == [READY]


@pytest.mark.parametrize(("mode", "idle"), [("starting", False), ("listening", True)])
async def test_joining_a_daemon_late_counts_as_having_seen_it_listen(mode: str, idle: bool) -> None:
    chronicle, source = Chronicle(), asyncio.Queue[Now | Event | None]()
    source.put_nowait(Now(mode, "", 0))
    source.put_nowait(None)
    await follow(chronicle, source)

    assert chronicle.idle() is idle
