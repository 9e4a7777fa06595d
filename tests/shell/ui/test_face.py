from pathlib import Path

import pytest
from textual.content import Content
from textual.widgets import Input

from shell.event import Heard, Partial
from shell.ui import big
from shell.ui.picks import PickList
from shell.ui.statebar import Word
from shell.ui.transcript import Caption
from tests.shell.stand import until
from tests.shell.ui.house import house, living


@pytest.mark.parametrize(("size", "scale"), [((80, 24), 1), ((120, 40), 2), ((320, 90), 4)])
async def test_the_state_grows_with_the_screen(short_folder: Path, size: tuple[int, int], scale: int) -> None:
    async with house(short_folder) as at, living(at, size) as pilot:
        shown = pilot.app.query_one(Word).render()

        assert isinstance(shown, Content)
        assert shown.plain.split("\n") == big.drawn("listening", scale, "listening")


async def test_a_letter_typed_anywhere_goes_to_the_line(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at, (120, 40)) as pilot:
        await until(lambda: bool(pilot.app.query_one("#phrases PickList", PickList).picks))
        await pilot.press("tab", "tab")
        assert isinstance(pilot.app.focused, PickList)
        await pilot.press(*"hi you")

        assert pilot.app.query_one("#words", Input).value == "hi you"
        assert pilot.app.focused is pilot.app.query_one("#words")


async def test_big_type_draws_what_was_heard(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at) as pilot:
        caption = pilot.app.query_one(Caption)
        assert not caption.display
        pilot.app.action_look("larger")
        at.tell(Heard(1, 1.0, "open it"))
        await until(lambda: caption.display and caption.text == "open it")
        await pilot.pause()
        assert caption.size.height == big.height(1)


async def test_the_lists_go_when_there_is_no_room(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at, (120, 40)) as pilot:
        assert pilot.app.query_one("#beside").display
        await pilot.resize_terminal(90, 30)
        await pilot.pause()
        assert not pilot.app.query_one("#beside").display
        await pilot.resize_terminal(40, 10)  # far too small, and yet it must not fall over
        at.tell(Partial(0, 1.0, "hello there"))
        await pilot.pause()
