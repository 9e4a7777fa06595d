import pytest
from textual import on
from textual.message import Message

from shell.ui.picks import Group, Pick, PickList, chosen
from shell.ui.view import Do, Fill
from tests.shell.ui.house import Stage

PICKS = (
    Pick("open the calculator", "open the calculator"),
    Pick("Firefox", "switch to Firefox", "● running"),
    Pick("delete {file}", "delete {file}"),
)


class Noting(Stage):
    """Notes what is chosen."""

    @on(Do)
    @on(Fill)
    def note(self, message: Message) -> None:
        self.got.append(message)


@pytest.mark.parametrize(("at", "kind", "text"), [(0, Do, "open the calculator"), (1, Do, "switch to Firefox"), (2, Fill, "delete ")])
async def test_choosing_does_it_or_asks_for_what_is_missing(at: int, kind: type[Message], text: str) -> None:
    app = Noting(Group("Say", "say"))
    async with app.run_test() as pilot:
        app.query_one(Group).fill(PICKS, 1)
        app.query_one(PickList).focus()
        await pilot.press("home", *["down"] * at, "enter")
        await pilot.pause()

        assert [(type(message), getattr(message, "text", "")) for message in app.got] == [(kind, text)]


async def test_items_are_numbered_through_and_what_goes_on_is_a_word() -> None:
    app = Stage(Group("Say", "say"))
    async with app.run_test():
        group = app.query_one(Group)

        assert group.fill(PICKS, 8) == 11
        assert [str(option.prompt) for option in app.query_one(PickList).options][:2] == [" 8  open the calculator", " 9  Firefox  ● running"]


async def test_an_empty_group_is_not_there_and_more_is_said() -> None:
    app = Stage(Group("Apps", "apps"))
    async with app.run_test():
        group = app.query_one(Group)
        group.fill((), 1)
        assert not group.display
        group.fill(PICKS, 1, 54)
        assert group.display
        assert str(group.query_one(".caption").render()) == "Apps (54 more)"


async def test_the_highlight_stays_when_the_list_is_filled_again() -> None:
    app = Stage(Group("Say", "say"))
    async with app.run_test():
        group, picks = app.query_one(Group), app.query_one(PickList)
        group.fill(PICKS, 1)
        picks.highlighted = 2
        group.fill(PICKS, 1)
        assert picks.highlighted == 2
        group.fill(PICKS[:1], 1)
        assert picks.highlighted == 0


def test_a_window_with_brackets_in_its_title_is_text() -> None:
    assert isinstance(chosen(Pick("Notes [draft]", "switch to Notes [draft]")), Do)
