import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from shell.answers import Examined
from shell.control import serving
from shell.event import Listening
from shell.ui.app import ShellApp
from shell.ui.doctor import AWAY, DoctorView
from shell.wire import Examine, Found, Looks
from tests.shell.stand import until
from tests.shell.ui.past import EXAMINED, Frame, Past, framed, outside, reads, screen


@dataclass
class Slow(Past):
    """Examines until it is let go."""

    done: asyncio.Event = field(default_factory=asyncio.Event)
    answer: Examined = EXAMINED

    async def looked(self, request: Looks) -> Found:
        found = await super().looked(request)
        if isinstance(request, Examine):
            await self.done.wait()
            return self.answer
        return found


@pytest.fixture
def past(short_folder: Path) -> Slow:
    return Slow(short_folder / "private.sock")


async def examined(pilot: Pilot[None]) -> None:
    await reads(pilot, "✗ 1 part fails, 1 note: 4 parts examined", "✗ fails")


@pytest.mark.parametrize(("key", "how", "words"), [("r", "examine", "please be quiet"), ("s", "examine silently", "without sounds")])
async def test_a_key_examines_and_it_is_shown_that_it_runs(past: Slow, key: str, how: str, words: str) -> None:
    async with framed(past, DoctorView) as pilot:
        await reads(pilot, "Press r to examine", "Press s", "Nothing was examined yet.")
        await pilot.press(key)
        await reads(pilot, "… Examining", words, "0 s so far")
        await pilot.press("r", "s")
        past.done.set()
        await examined(pilot)
        assert past.told == [how]


async def test_its_keys_work_within_the_whole_screen_and_other_letters_are_typed(past: Slow) -> None:
    past.session.publish(Listening(0, 0.0))
    async with serving(past.path, past.session, past), ShellApp(past.path).run_test(size=(120, 40)) as pilot:
        await pilot.press("f7")
        await reads(pilot, "Press r to examine")
        await pilot.press("s")
        await until(lambda: past.told == ["examine silently"])
        await pilot.press("o", "s")
        await until(lambda: pilot.app.screen.query_one("#words", Input).value == "os")
        past.done.set()
        await examined(pilot)


async def test_the_seconds_go_on_while_it_runs(past: Slow) -> None:
    async with framed(past, DoctorView) as pilot:
        await pilot.press("s")
        await reads(pilot, "1 s so far")
        past.done.set()
        await examined(pilot)


async def test_the_last_findings_stay_when_the_view_is_shown_again_or_an_examination_goes_wrong(past: Slow) -> None:
    past.done.set()
    async with framed(past, DoctorView) as pilot:
        await pilot.press("s")
        await examined(pilot)
        await pilot.app.query_one(DoctorView).shown()
        await examined(pilot)
        past.answer = Examined(why="a turn is running")
        await pilot.press("s")
        await reads(pilot, "! It could not be examined: a turn is running", "✗ fails")


async def test_it_can_be_begun_by_voice(past: Slow) -> None:
    past.done.set()
    async with framed(past, DoctorView, text="silently") as pilot:
        await examined(pilot)
        assert past.told == ["examine silently"]


@pytest.mark.parametrize("size", [(80, 12), (80, 18), (120, 33), (320, 82)])
async def test_everything_is_inside_the_screen_and_the_rest_is_turned_to(past: Slow, size: tuple[int, int]) -> None:
    past.done.set()
    async with framed(past, DoctorView, size) as pilot:
        await pilot.press("s")
        await examined(pilot)
        assert outside(pilot) == []
        pilot.app.query_one(DoctorView).turn("bottom")
        await reads(pilot, "voice and ears")


async def test_without_a_daemon_it_is_said(short_folder: Path) -> None:
    app = Frame(short_folder / "nobody.sock", DoctorView)
    async with app.run_test(size=(120, 33)) as pilot:
        await app.view.shown()
        await pilot.press("r")
        await reads(pilot, AWAY[:40])
        await until(lambda: "Nothing was examined yet." in screen(pilot))
