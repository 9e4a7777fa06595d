import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from speech.audio import Chunk, Clip, silence
from speech.errors import DeviceLost, DeviceReturned, NoDevice
from speech.intake import Intake
from speech.messages import Device, Level, Report
from speech.wavfile import FileMicrophone


class Plug(FileMicrophone):
    """A microphone that a test pulls out and that takes as long to open as the test wants."""

    def __init__(self) -> None:
        super().__init__(Clip(silence(0.1)), "plug")
        self.there = True
        self.opens = 0
        self.streams = 0
        self.opening = asyncio.Event()
        self.slow = asyncio.Event()
        """Cleared: opening waits."""
        self.slow.set()
        self.ended = asyncio.Event()

    async def find(self) -> str:
        if not self.there:
            raise NoDevice("microphone", "pulled out")
        return self.device

    async def open(self) -> None:
        self.opens += 1
        self.opening.set()
        await self.slow.wait()
        await self.find()
        self.streams, self.ended = 1, asyncio.Event()

    async def close(self) -> None:
        self.streams = 0
        self.ended.set()

    async def pull(self) -> None:
        self.there = False
        self.ended.set()


class Room:
    """An intake and what it told and heard."""

    def __init__(self, plug: Plug, muted: bool = False) -> None:
        self.plug = plug
        self.reports: asyncio.Queue[Report] = asyncio.Queue()
        self.heard = asyncio.Event()
        self.intake = Intake(plug, self._hear, self.reports.put, muted)

    async def _hear(self, microphone: object) -> None:
        self.heard.set()
        await self.plug.ended.wait()
        raise DeviceLost("microphone", self.plug.device, "ended")

    async def until(self, why: str) -> Report:
        """The next Level with this reason, or Device with this state."""
        async with asyncio.timeout(5):
            while True:
                report = await self.reports.get()
                if (isinstance(report, Level) and report.why == why) or (isinstance(report, Device) and report.state == why):
                    return report


@asynccontextmanager
async def running(room: Room) -> AsyncIterator[str]:
    name = await room.intake.begin()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(room.intake.run())
        yield name
        task.cancel()


async def test_a_mute_while_it_is_being_opened_closes_it_before_anything_is_heard() -> None:
    room = Room(Plug())
    async with running(room):
        await room.heard.wait()
        await room.intake.mute(True)
        await room.until("muted")
        room.heard.clear()
        room.plug.opening.clear()
        room.plug.slow.clear()
        await room.intake.mute(False)
        await room.plug.opening.wait()
        await room.intake.mute(True)
        room.plug.slow.set()
        await room.until("muted")
        assert (room.plug.streams, room.heard.is_set()) == (0, False)
        await room.intake.mute(False)
        await room.heard.wait()
        assert room.plug.streams == 1
    assert room.reports.empty()


async def test_a_mute_ends_the_pause_before_the_next_try_and_no_try_comes() -> None:
    room = Room(Plug())
    async with running(room):
        await room.heard.wait()
        await room.plug.pull()
        await room.until("lost")
        while room.plug.opens < 4:  # the pauses have grown to a second
            await room.until("lost")
        begun = asyncio.get_running_loop().time()
        await room.intake.mute(True)
        await room.until("muted")
        assert asyncio.get_running_loop().time() - begun < 0.5
        room.plug.there, tried = True, room.plug.opens
        await room.until("muted")
        assert (room.plug.opens, room.plug.streams) == (tried, 0)
        room.heard.clear()
        await room.intake.mute(False)
        assert (await room.until("back")) == Device("microphone", "back", "plug", "")
        await room.heard.wait()


async def test_closed_and_opened_again_at_once_nothing_was_lost() -> None:
    room = Room(Plug())
    async with running(room):
        await room.heard.wait()
        room.heard.clear()
        await room.intake.mute(True)
        await room.intake.mute(False)
        await room.heard.wait()
        assert room.reports.empty()
        await room.plug.pull()
        lost = await room.until("lost")
        assert isinstance(lost, Device)


async def test_started_muted_it_is_not_opened_until_it_is_wanted() -> None:
    room = Room(Plug(), muted=True)
    async with running(room) as name:
        await room.until("muted")
        assert (name, room.plug.opens) == ("plug", 0)
        await room.intake.mute(False)
        await room.heard.wait()


async def test_started_without_one_it_is_lost_with_what_to_do_and_taken_when_it_comes() -> None:
    plug = Plug()
    plug.there = False
    room = Room(plug)
    async with running(room) as name:
        lost = await room.until("lost")
        assert name == ""
        assert isinstance(lost, Device)
        assert "connect one" in lost.detail
        plug.there = True
        await room.until("back")
        await room.heard.wait()


class Headset(Plug):
    """A named microphone for which another stands in until it is there."""

    def __init__(self) -> None:
        super().__init__()
        self.note = "“headset” is not there"

    async def __anext__(self) -> Chunk:
        await self.ended.wait()
        if self.there:
            raise DeviceReturned("microphone", "headset")
        raise DeviceLost("microphone", "headset", "pulled out")

    async def open(self) -> None:
        await super().open()
        self.note = "" if self.opens > 1 else self.note


class Hall(Room):
    """A room in which the sound is listened to until it ends."""

    finished = 0

    async def _hear(self, microphone: object) -> None:
        self.heard.set()
        async for _ in microphone:  # type: ignore[attr-defined]
            pass
        self.finished += 1


async def test_the_stand_in_is_told_and_so_is_the_named_one_when_it_is_taken_back_without_a_loss() -> None:
    room = Hall(Headset())
    async with running(room):
        assert await room.until("back") == Device("microphone", "back", "plug", "“headset” is not there")
        await room.heard.wait()
        room.plug.ended.set()
        assert await room.reports.get() == Device("microphone", "back", "plug", "")
    assert room.finished == 1


async def test_when_it_goes_away_the_sound_ends_and_what_was_heard_is_finished_before_it_is_told() -> None:
    room = Hall(Headset())
    async with running(room):
        await room.heard.wait()
        assert (await room.until("back")).detail
        await room.plug.pull()
        assert isinstance(await room.until("lost"), Device)
        assert room.finished == 1


async def test_another_microphone_in_the_middle_of_the_sound_is_told_while_it_goes_on() -> None:
    room = Hall(FileMicrophone(Clip(silence(0.5)), "first", trailing_s=0.0))  # type: ignore[arg-type]
    chunks = 0

    async def hear(microphone: object) -> None:
        nonlocal chunks
        async for _ in microphone:  # type: ignore[attr-defined]
            chunks += 1
            if chunks == 3:
                room.plug.device, room.plug.note = "second", "“first” is gone"
        room.heard.set()

    room.intake = Intake(room.plug, hear, room.reports.put)
    async with running(room):
        await room.heard.wait()
        assert await room.reports.get() == Device("microphone", "back", "second", "“first” is gone")
    assert chunks == 16
