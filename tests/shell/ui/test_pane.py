from textual.app import App, ComposeResult

from shell.ui.pane import Pane


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield Pane()


async def test_a_long_text_is_paged_and_a_new_one_begins_at_its_top() -> None:
    async with Shown().run_test(size=(40, 10)) as pilot:
        pane = pilot.app.query_one(Pane)
        pane.tell("\n".join(f"line {number}" for number in range(100)))
        await pilot.pause()
        for where, at in (("page down", 10), ("bottom", 90), ("page up", 80), ("top", 0), ("bottom", 90)):
            pane.turn(where)
            await pilot.pause()
            assert pane.scroll_offset.y == at, where
        pane.tell("\n".join(f"other {number}" for number in range(100)))
        await pilot.pause()
        assert pane.scroll_offset.y == 0
