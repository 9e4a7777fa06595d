from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot

from shell.answers import Setting, Settings
from shell.control import serving
from shell.ui.fieldlist import FieldList
from shell.ui.fields import Field
from shell.ui.settings import SettingsView
from shell.ui.view import Wear
from tests.shell.stand import until
from tests.shell.ui.past import SETTINGS, Frame, Past, framed, reads


class Wearing(Frame):
    """A frame whose look can be changed."""

    worn: tuple[Setting, ...] = ()

    def on_wear(self, message: Wear) -> None:
        self.worn = message.settings


@pytest.fixture
def past(short_folder: Path) -> Past:
    return Past(short_folder / "private.sock")


def focused(pilot: Pilot[None]) -> str:
    return next((field.setting.key for field in pilot.app.query(Field) if field.control.has_focus), "")


async def begun(pilot: Pilot[None]) -> None:
    await until(lambda: focused(pilot) == "model")


@pytest.mark.parametrize("size", [(80, 18), (120, 33)])
async def test_up_and_down_go_from_field_to_field_and_keep_them_in_sight(past: Past, size: tuple[int, int]) -> None:
    async with framed(past, SettingsView, size) as pilot:
        await begun(pilot)
        for setting in SETTINGS.settings[1:]:
            await pilot.press("down")
            await pilot.pause()
            assert focused(pilot) == setting.key
            assert pilot.app.focused is not None
            assert pilot.app.focused.region in pilot.app.query_one(FieldList).region
        await pilot.press("down")
        await reads(pilot, "Everything stays on this computer.")
        await pilot.press("up")
        assert focused(pilot) == SETTINGS.settings[-2].key


async def test_a_value_is_set_and_read_back(past: Past) -> None:
    async with framed(past, SettingsView) as pilot:
        await begun(pilot)
        await pilot.press("right")
        await reads(pilot, "● tiny.en")
        await pilot.press("down", "end", "backspace", "5", "enter")
        await until(lambda: past.told == ["set model tiny.en", "set endpoint_ms 405"])
        await reads(pilot, "405")


async def test_what_is_refused_is_said_and_stays_as_it_was(past: Past) -> None:
    past.refusal = "model: there is no room for it"
    async with framed(past, SettingsView) as pilot:
        await begun(pilot)
        await pilot.press("right")
        await reads(pilot, "! Not set: model: there is no room", "● base")


async def test_a_change_of_the_look_is_worn_at_once_and_no_other_is(past: Past) -> None:
    app = Wearing(past.path, SettingsView)
    async with serving(past.path, past.session, past), app.run_test(size=(120, 33)) as pilot:
        await app.view.shown()
        await begun(pilot)
        await pilot.press("right")
        await reads(pilot, "● tiny.en")
        assert app.worn == ()
        await pilot.press("down", "down", "down", "down", "right")
        await until(lambda: any(setting == msgspec.structs.replace(SETTINGS.settings[4], value="light") for setting in app.worn))


async def test_other_choices_make_another_field_in_the_same_place(past: Past) -> None:
    async with framed(past, SettingsView) as pilot:
        await begun(pilot)
        plugged = tuple(
            msgspec.structs.replace(one, choices=("", "usb mic"), value="usb mic") if one.key == "microphone" else one for one in SETTINGS.settings
        )
        past.settings = Settings(plugged)
        pilot.app.query_one(FieldList).read()
        await reads(pilot, "● usb mic")
        await until(lambda: [field.setting.key for field in pilot.app.query(Field)] == [one.key for one in SETTINGS.settings])
