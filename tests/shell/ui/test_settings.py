from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from shell.control import serving
from shell.ui.fieldlist import FieldList
from shell.ui.settings import AWAY, HOW, SettingsView, kept
from tests.shell.stand import until
from tests.shell.ui.past import SETTINGS, Frame, Past, framed, outside, reads


@pytest.fixture
def past(short_folder: Path) -> Past:
    return Past(short_folder / "private.sock")


@pytest.mark.parametrize("size", [(80, 18), (120, 33), (320, 82)])
async def test_every_setting_is_shown_with_its_value(past: Past, size: tuple[int, int]) -> None:
    async with framed(past, SettingsView, size) as pilot:
        await reads(pilot, "Recogniser", "● base", "Pause that ends a command", "400", "Microphone", "the desktop's default")
        assert outside(pilot) == []
        pilot.app.query_one(SettingsView).turn("bottom")
        await reads(pilot, "What Sayso keeps, and where", "sayso history --erase", "Sound is not kept")


async def test_the_voice_turns_the_pages(past: Past) -> None:
    async with framed(past, SettingsView, (80, 18)) as pilot:
        await reads(pilot, "Recogniser")
        view, place = pilot.app.query_one(SettingsView), pilot.app.query_one(FieldList)
        assert isinstance(place, VerticalScroll)
        for where, far in (("page down", False), ("bottom", True), ("page up", False), ("top", True)):
            before = place.scroll_offset.y
            view.turn(where)
            await until(lambda before=before: place.scroll_offset.y != before)
            assert not far or place.scroll_offset.y in (0, place.max_scroll_y)


async def test_without_a_daemon_it_is_said(short_folder: Path) -> None:
    app = Frame(short_folder / "nobody.sock", SettingsView)
    async with app.run_test(size=(80, 18)) as pilot:
        await app.view.shown()
        await reads(pilot, AWAY)
        await pilot.press("down", "up", "space")


async def test_a_daemon_that_comes_is_asked_again(past: Past) -> None:
    app = Frame(past.path, SettingsView)
    async with app.run_test(size=(80, 18)) as pilot:
        await app.view.shown()
        await reads(pilot, AWAY)
        async with serving(past.path, past.session, past):
            await reads(pilot, HOW, "● base")


def test_it_is_said_where_everything_is_and_how_it_is_erased() -> None:
    environ = {"HOME": "/home/ann", "XDG_STATE_HOME": "/var/ann", "SAYSO_MODELS": "/models"}
    text = kept(SETTINGS.path, environ).plain

    for words in (SETTINGS.path, "/home/ann/.config/sayso", "/var/ann/sayso/ledger.db", "/models", "sayso history --erase", "stays on this computer"):
        assert words in text
    assert "/home/ann/.local/share/sayso/models" in kept("", {"HOME": "/home/ann"}).plain
    assert "/home/ann/.config/sayso/config.toml" in kept("", {"HOME": "/home/ann"}).plain
