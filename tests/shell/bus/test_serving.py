import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from dbus_next.constants import NameFlag
from dbus_next.message import Message

from agent.display.desk import Desk
from agent.gate import Answer, ConsentKind, Question
from shell.bus.client import BusClient, on_bus
from shell.bus.connection import connected_to, listen
from shell.bus.interface import NAME, NO_QUESTION, ONLY_REFUSED
from shell.bus.serving import serving
from shell.client import connected
from shell.consent import SpokenConsent
from shell.control import serving as serving_privately
from shell.event import Answered, Asked, Attention, Device, Event, Heard, Level, Listening, Partial
from shell.session import QUEUE, Session
from shell.voice import Voice
from shell.wire import Listen, Now, Reload
from speech.link import open_daemon_end, open_ears_end
from tests.shell.bus.test_interface import Desktop
from tests.shell.buses import OwnBus
from tests.shell.stand import ScriptedEars, Stand, until


def desk_on(address: str) -> Desk:
    return Desk("", {"DBUS_SESSION_BUS_ADDRESS": address} if address else {}, frozenset(), "")


def bus_states(session: Session) -> list[str]:
    return [device.state for device in session.state.devices if device.kind == "bus"]


@contextlib.asynccontextmanager
async def watched(client: BusClient) -> AsyncGenerator[list[Now | Event]]:
    """What a program on the bus is told, as it comes."""
    got: list[Now | Event] = []

    async def follow() -> None:
        async for event in client.watch():
            got.append(event)

    async with asyncio.TaskGroup() as group:
        following = group.create_task(follow())
        await until(lambda: bool(got))
        yield got
        following.cancel()


async def test_events_come_in_order_without_levels_and_digits(short_folder: Path) -> None:
    desktop = Desktop()
    with OwnBus(short_folder) as bus:
        async with serving(desk_on(bus.address), desktop.session, desktop):
            await until(lambda: bus_states(desktop.session) == ["in use"])
            async with on_bus(bus.address) as client, watched(client) as got:
                sent = [
                    Listening(0, 1.0),
                    Level(0, 1.0, 0.5),
                    Heard(1, 2.0, "hi"),
                    Partial(1, 2.0, "pay"),
                    Asked(1, 3.0, "challenge", "Pay?", "4719"),
                ]
                for event in (*sent, Partial(1, 4.0, "confirm four seven one nine"), Answered(1, 5.0), Partial(2, 6.0, "again")):
                    desktop.session.publish(event)
                await until(lambda: any(event == Partial(2, 6.0, "again") for event in got))

    assert [type(event).__name__ for event in got[1:]] == ["Listening", "Heard", "Partial", "Asked", "Answered", "Partial"]
    assert "4719" not in str(got)
    assert "four seven" not in str(got)


def heed(message: Message, changed: list[dict[str, object]]) -> None:
    if message.member == "PropertiesChanged":
        changed.append({name: value.value for name, value in message.body[1].items()})


async def test_changed_properties_are_signalled_and_only_those(short_folder: Path) -> None:
    desktop, changed = Desktop(), list[dict[str, object]]()
    with OwnBus(short_folder) as bus:
        async with serving(desk_on(bus.address), desktop.session, desktop), connected_to(bus.address) as connection:
            await until(lambda: bus_states(desktop.session) == ["in use"])
            connection.add_message_handler(lambda message: heed(message, changed))
            await listen(connection, f"type='signal',sender='{NAME}',member='PropertiesChanged'")
            desktop.session.publish(Listening(0, 1.0))
            await until(lambda: any(one.get("State") == "listening" for one in changed))
            desktop.session.publish(Heard(0, 1.0, "x"))
            desktop.session.publish(Asked(0, 1.0, "yes", "Shall I?"))
            desktop.session.publish(Device(0, 1.0, "speaker", "lost", "Box"))
            await until(lambda: any("speaker" in str(one.get("Devices")) for one in changed))

    assert not any(set(one) - {"State", "Question", "Devices"} for one in changed)
    assert any(one.get("Question") == "Shall I?" for one in changed)


async def test_without_a_bus_it_says_so_once_and_goes_on(short_folder: Path) -> None:
    desktop = Desktop()
    async with serving(desk_on(""), desktop.session, desktop):
        await until(lambda: bus_states(desktop.session) == ["missing"])


async def test_a_bus_that_comes_late_dies_and_comes_back_is_served_each_time(short_folder: Path) -> None:
    desktop, told = Desktop(), list[str]()
    desktop.session.record(lambda event: told.append(event.state) if isinstance(event, Device) else None)
    bus = OwnBus(short_folder)
    async with serving(desk_on(bus.address), desktop.session, desktop), serving_privately(short_folder / "p", desktop.session, desktop):
        await until(lambda: told == ["lost"])
        with bus:
            await until(lambda: bus_states(desktop.session) == ["back"])
        await until(lambda: bus_states(desktop.session) == ["lost"])
        async with connected(short_folder / "p") as private:
            assert await private.say("the private socket goes on") == 7
        with bus:
            await until(lambda: bus_states(desktop.session) == ["back"])
            async with on_bus(bus.address) as client:
                assert await client.say("here again") == 7

    assert told == ["lost", "back", "lost", "back"]


async def test_a_name_that_is_taken_is_told_and_becomes_ours_when_it_is_free(short_folder: Path) -> None:
    desktop = Desktop()
    with OwnBus(short_folder) as bus:
        async with connected_to(bus.address) as other:
            await other.request_name(NAME, NameFlag.DO_NOT_QUEUE)
            async with serving(desk_on(bus.address), desktop.session, desktop):
                await until(lambda: bus_states(desktop.session) == ["taken"])
                await other.release_name(NAME)
                await until(lambda: bus_states(desktop.session) == ["back"])
                async with on_bus(bus.address) as client:
                    assert await client.say("ours") == 7


async def test_nobody_takes_the_name_away(short_folder: Path) -> None:
    desktop = Desktop()
    with OwnBus(short_folder) as bus:
        async with serving(desk_on(bus.address), desktop.session, desktop), connected_to(bus.address) as other:
            await until(lambda: bus_states(desktop.session) == ["in use"])
            got = await other.request_name(NAME, NameFlag.REPLACE_EXISTING | NameFlag.DO_NOT_QUEUE)

            assert got.name == "EXISTS"


async def test_a_bus_that_hangs_holds_nobody_up_and_hears_later_that_it_missed_some(short_folder: Path) -> None:
    desktop, told = Desktop(), list[str]()
    desktop.session.record(lambda event: told.append(event.state) if isinstance(event, Device) else None)
    with OwnBus(short_folder) as bus:
        async with serving(desk_on(bus.address), desktop.session, desktop):
            await until(lambda: bus_states(desktop.session) == ["in use"])
            bus.freeze()
            longest = 0.0
            for number in range(3 * QUEUE):
                begun = time.monotonic()
                desktop.session.publish(Heard(number, 1.0, "x" * 2000))
                await asyncio.sleep(0)
                longest = max(longest, time.monotonic() - begun)
            bus.thaw()
            await until(lambda: "behind" in told)
            async with on_bus(bus.address) as client:
                assert await client.say("it goes on") == 7

    assert longest < 0.5


@contextlib.asynccontextmanager
async def questioned(session: Session, answer_s: float = 5.0) -> AsyncGenerator[SpokenConsent]:
    """The real consent with ears that say what they are told at once."""
    ours, theirs = socket.socketpair()
    ears, voice = ScriptedEars(await open_ears_end(theirs)), Voice(await open_daemon_end(ours), session)

    async def hear() -> None:
        async for _ in voice.reports():
            pass

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(ears.obey()), group.create_task(hear())]
        yield SpokenConsent(session, voice, answer_s)
        for task in tasks:
            task.cancel()
    await ears.link.close()
    await voice.quit()


class Asking(Desktop):
    """A service whose answers go to the real consent, as the daemon's do."""

    consent: SpokenConsent

    def answered(self, text: str, by: str = "ui") -> bool:
        return self.consent.answer_typed(text, by)


async def _asked(kind: ConsentKind, answers: list[str], folder: Path) -> tuple[Answer, list[str]]:
    """What becomes of a real question when a program on a real bus answers it; {digits} stands for the right ones."""
    desktop, digits = Asking(), list[str]()
    desktop.session.record(lambda event: digits.append(event.digits) if isinstance(event, Asked) else None)
    with OwnBus(folder) as bus:
        async with questioned(desktop.session, 1.0) as consent, serving(desk_on(bus.address), desktop.session, desktop):
            desktop.consent = consent
            await until(lambda: bus_states(desktop.session) == ["in use"])
            async with on_bus(bus.address) as client, asyncio.TaskGroup() as group:
                asking = group.create_task(consent.ask(Question(kind, "", "pay nine pounds")))
                await until(lambda: bool(digits) and consent.open and not desktop.session.state.speaking)
                why = [await client.answer(answer.format(digits=" ".join(digits[-1]), joined=digits[-1])) for answer in answers]
                return await asking, why


@pytest.mark.parametrize("answer", ["confirm {digits}", "Confirm {joined}.", "yes", "ok", "{joined}", "confirm", "yes, confirm {digits}"])
async def test_the_bus_never_grants_a_challenge_not_even_with_the_right_digits(short_folder: Path, answer: str) -> None:
    given, why = await _asked(ConsentKind.CHALLENGE, [answer, answer, answer], short_folder)

    assert why == [ONLY_REFUSED] * 3
    assert not given.granted
    assert given.by == "silence"  # what was sent counts as no try either: a program cannot lock the user out


@pytest.mark.parametrize("answer", ["no", "cancel", "stop", "Stop everything.", "no, confirm {digits}"])
async def test_the_bus_may_refuse_a_challenge(short_folder: Path, answer: str) -> None:
    given, why = await _asked(ConsentKind.CHALLENGE, [answer], short_folder)

    assert why == [""]
    assert not given.granted
    assert given.by == "bus"


async def test_the_bus_may_answer_a_yes(short_folder: Path) -> None:
    given, why = await _asked(ConsentKind.YES, ["yes"], short_folder)

    assert (given.granted, given.by, why) == (True, "bus", [""])


async def test_an_answer_when_nothing_is_asked_is_returned(short_folder: Path) -> None:
    desktop = Desktop(taken=False)
    with OwnBus(short_folder) as bus:
        async with serving(desk_on(bus.address), desktop.session, desktop):
            await until(lambda: bus_states(desktop.session) == ["in use"])
            async with on_bus(bus.address) as client:
                assert await client.answer("yes") == NO_QUESTION


@pytest.mark.parametrize("way", ["answer", "say"])
async def test_no_money_moves_by_the_bus_whichever_way_the_right_digits_come(stand: Stand, short_folder: Path, way: str) -> None:
    with OwnBus(short_folder) as bus:
        async with serving(desk_on(bus.address), stand.session, stand.service):
            await until(lambda: bus_states(stand.session) == ["in use"])
            async with on_bus(bus.address) as client:
                turn = await client.say("pay the rent")
                words = f"confirm {' '.join((await stand.asked()).digits)}"
                if way == "answer":
                    assert await client.answer(words) == ONLY_REFUSED
                else:
                    await client.say(words)
                assert await stand.ended(turn) in ("refused", "stopped")

    assert not (stand.home / "rent paid.txt").exists()


async def test_the_daemon_s_own_service_is_what_the_bus_reaches(stand: Stand, short_folder: Path) -> None:
    (stand.home / "letter.txt").write_text("dear")
    with OwnBus(short_folder) as bus:
        async with serving(desk_on(bus.address), stand.session, stand.service):
            await until(lambda: bus_states(stand.session) == ["in use"])
            async with on_bus(bus.address) as client, watched(client) as got:
                turn = await client.say("delete letter for good")
                await stand.asked()
                assert await client.answer("yes") == ""
                assert await stand.ended(turn) == "done"
                assert await client.order(Listen(False)) == ""
                await until(lambda: any(isinstance(event, Attention) and event.asleep for event in got))
                assert await client.order(Reload()) == ""

    assert not (stand.home / "letter.txt").exists()
    assert {type(event).__name__ for event in got} >= {"Now", "Heard", "Understood", "Planned", "Asked", "Answered", "Acted", "Ended"}


@pytest.mark.parametrize("after", range(12))
async def test_it_ends_when_it_is_told_to_just_as_the_name_is_ours(short_folder: Path, after: int) -> None:
    desktop, ours = Desktop(), asyncio.Event()
    desktop.session.record(lambda event: ours.set() if isinstance(event, Device) and event.kind == "bus" else None)
    with OwnBus(short_folder) as bus:
        async with asyncio.timeout(2):
            async with serving(desk_on(bus.address), desktop.session, desktop):
                while not ours.is_set():  # tick by tick, so that `after` counts from the very tick  # noqa: ASYNC110
                    await asyncio.sleep(0)
                for _ in range(after):
                    await asyncio.sleep(0)


async def test_it_ends_at_whatever_tick_it_is_told_to(short_folder: Path) -> None:
    desktop, ours, ticks = Desktop(), asyncio.Event(), 0
    desktop.session.record(lambda event: ours.set() if isinstance(event, Device) and event.kind == "bus" else None)
    with OwnBus(short_folder) as bus:
        while not ours.is_set():
            async with asyncio.timeout(2):
                async with serving(desk_on(bus.address), desktop.session, desktop):
                    for _ in range(ticks):
                        await asyncio.sleep(0)
            ticks += 1 + ticks // 40
    assert ticks
