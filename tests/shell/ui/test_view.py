from pathlib import Path

import pytest
from textual.app import ComposeResult
from textual.widgets import Static

from shell.event import Heard
from shell.ui.daemon import Daemon
from shell.ui.view import View
from tests.shell.ui.house import Stage


class LongView(View):
    title = "Long"
    DEFAULT_CSS = "LongView { overflow-y: auto; } LongView Static { height: auto; }"

    def compose(self) -> ComposeResult:
        yield Static("\n".join(str(number) for number in range(200)))


def view() -> LongView:
    return LongView(Daemon(Path("/nowhere"), [].append, [].append))


def test_its_id_is_its_name() -> None:
    assert view().id == "long"


@pytest.mark.parametrize(
    ("before", "where", "rows"), [("top", "page down", 24), ("bottom", "top", 0), ("top", "bottom", 177), ("bottom", "page up", 153)]
)
async def test_it_turns_by_pages(before: str, where: str, rows: int) -> None:
    async with Stage(view()).run_test(size=(80, 24)) as pilot:
        shown = pilot.app.query_one(LongView)
        pilot.app.animation_level = "none"
        shown.turn(before)
        await pilot.pause()
        shown.turn(where)
        await pilot.pause()

        assert shown.scroll_y == pytest.approx(rows, abs=3)


async def test_what_it_does_not_do_itself_does_no_harm() -> None:
    async with Stage(view()).run_test() as pilot:
        shown = pilot.app.query_one(LongView)
        await shown.shown("taxes")
        shown.happened(Heard(1, 0.0, "hi"))

        assert shown.numbered(1) is None
