import asyncio
import socket
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

import pytest

from shell.event import Event, Quiet, Said
from shell.session import Session
from shell.voice import CUT_S, Voice
from speech.expectation import Expectation
from speech.link import open_daemon_end, open_ears_end
from speech.messages import Attend, Expect, Hold, Hush, Mute, Quit, Report, Speak, Started
from tests.shell.stand import ScriptedEars, until


@dataclass
class Talk:
    """A voice and the ears it talks to."""

    voice: Voice
    ears: ScriptedEars
    events: list[Event] = field(default_factory=list[Event])
    reports: list[Report] = field(default_factory=list[Report])

    async def listen(self) -> None:
        async for report in self.voice.reports():
            self.reports.append(report)


@pytest.fixture
async def talk() -> AsyncGenerator[Talk]:
    ours, theirs = socket.socketpair()
    session = Session()
    made = Talk(Voice(await open_daemon_end(ours), session), ScriptedEars(await open_ears_end(theirs)))
    session.record(made.events.append)
    async with asyncio.TaskGroup() as group:
        group.create_task(made.ears.obey())
        group.create_task(made.listen())
        yield made
        await made.voice.quit()
        await made.ears.link.close()


async def test_saying_ends_when_the_sentence_has_sounded(talk: Talk) -> None:
    assert await talk.voice.say("Hello.")
    assert [type(event) for event in talk.events] == [Said, Quiet]
    assert isinstance(talk.events[0], Said)
    assert talk.events[0].text == "Hello."


async def test_hush_ends_every_sentence_at_once(talk: Talk) -> None:
    talk.ears.hold = True
    async with asyncio.TaskGroup() as group:
        said = [group.create_task(talk.voice.say(text)) for text in ("One.", "Two.")]
        await until(lambda: len(talk.events) == 2)
        await talk.voice.hush()

    assert [task.result() for task in said] == [False, False]
    assert [event.finished for event in talk.events if isinstance(event, Quiet)] == [False, False]


async def test_orders_arrive_as_they_were_given(talk: Talk) -> None:
    await talk.voice.expect(Expectation(words=("Calculator",)))
    await talk.voice.mute(True)
    await talk.voice.attend("wake word", 8.0)
    talk.voice.hold(True)
    await talk.voice.hush()
    await until(lambda: len(talk.ears.orders) == 5)

    assert talk.ears.orders == [Expect(Expectation(words=("Calculator",))), Mute(True), Attend("wake word", 8.0), Hold(True), Hush()]


async def test_other_reports_are_passed_on(talk: Talk) -> None:
    await talk.ears.link.send(Started(1.5))
    await until(lambda: talk.reports == [Started(1.5)])

    assert talk.events == []


async def test_when_the_ears_are_gone_nobody_waits_for_them(talk: Talk) -> None:
    talk.ears.hold = True
    async with asyncio.TaskGroup() as group:
        said = group.create_task(talk.voice.say("One."))
        await until(lambda: len(talk.events) == 1)
        await talk.ears.link.close()

    assert said.result() is False
    async with asyncio.timeout(5):
        assert await talk.voice.say("Two.") is False
        await talk.voice.hush()


async def test_ears_that_hang_keep_nobody_who_stops(talk: Talk) -> None:
    ours, theirs = socket.socketpair()
    voice = Voice(await open_daemon_end(ours), Session())  # nobody reads at the other end
    async with asyncio.TaskGroup() as group:
        said = group.create_task(voice.say("One."))
        behind = group.create_task(_flood(voice))
        await until(lambda: not behind.done() and voice._link._turn.locked())
        async with asyncio.timeout(CUT_S / 2):
            await voice.hush()
            voice.hold(True)
        assert not said.done()
        async with asyncio.timeout(CUT_S * 3):
            assert await said is False
        behind.cancel()
    theirs.close()
    await voice.quit()


async def _flood(voice: Voice) -> None:
    """More than the socket takes."""
    while True:
        await voice.expect(Expectation(phrases=("x" * 50_000,)))


async def test_quit_tells_the_ears_to_end(talk: Talk) -> None:
    await talk.voice.quit()
    await until(lambda: talk.ears.orders == [Quit()])

    assert await talk.voice.say("Anybody?") is False
    assert not any(isinstance(order, Speak) for order in talk.ears.orders)
