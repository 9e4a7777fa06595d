from pathlib import Path

import pytest
from textual.widgets import Tree

from shell.answers import Policies
from shell.event import Reloaded
from shell.ui.pane import Pane
from shell.ui.policies import PoliciesView
from tests.shell.stand import until
from tests.shell.ui.past import POLICIES, Past, framed, outside, reads, screen

SIZES = [(80, 18), (120, 33), (320, 82)]


@pytest.fixture
def past(short_folder: Path) -> Past:
    return Past(short_folder / "private.sock")


@pytest.mark.parametrize("size", SIZES)
async def test_keys_choose_and_the_chosen_one_is_shown_in_full(past: Past, size: tuple[int, int]) -> None:
    async with framed(past, PoliciesView, size) as pilot:
        await reads(pilot, "5 intents", "2 intents in /usr/share/sayso/policies/apps")
        await pilot.press("down")
        await reads(pilot, "apps.open", "“open {app}”")
        assert outside(pilot) == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_sentence_is_tried_out(past: Past, size: tuple[int, int]) -> None:
    async with framed(past, PoliciesView, size) as pilot:
        await pilot.press("slash", *"pay the rent", "enter")
        await reads(pilot, "# asked first: digits to read out", "Understood as payments.rent", "1. open the bank")
        view = pilot.app.query_one(PoliciesView)
        view.turn("bottom")
        await reads(pilot, "This was a trial: nothing was done.")
        assert past.told == ["try pay the rent"]


async def test_a_sentence_can_be_tried_from_outside(past: Past) -> None:
    async with framed(past, PoliciesView, text="gibberish") as pilot:
        await reads(pilot, "– not understood", "I did not understand that.")


async def test_the_voice_turns_the_pages_of_the_list(past: Past) -> None:
    past.policies = Policies(POLICIES.folders * 8)
    async with framed(past, PoliciesView) as pilot:
        await reads(pilot, "40 intents")
        view, tree = pilot.app.query_one(PoliciesView), pilot.app.query_one(Tree)
        for where, moved in (("page down", 1), ("bottom", 1), ("page up", -1), ("top", -1)):
            before = tree.scroll_offset.y + tree.cursor_line
            view.turn(where)
            await until(lambda before=before, moved=moved: (tree.scroll_offset.y + tree.cursor_line - before) * moved > 0)


async def test_policies_that_were_read_again_elsewhere_are_shown(past: Past) -> None:
    async with framed(past, PoliciesView) as pilot:
        await reads(pilot, "5 intents")
        past.policies = Policies(POLICIES.folders[:1])
        pilot.app.query_one(PoliciesView).happened(Reloaded(0, 0.0, 2))
        await reads(pilot, "2 intents in 1 folder.")


async def test_it_says_where_own_ones_live_and_how_to_make_one(past: Past) -> None:
    async with framed(past, PoliciesView) as pilot:
        await reads(pilot, "sayso/policies", "sayso policy new")
        pilot.app.query_one(Pane).focus()
        await pilot.press("down")
        assert "sayso policy new" in screen(pilot)
