from pathlib import Path

import msgspec
import pytest

from shell.answers import Policies
from shell.control import serving
from shell.ui.policies import PoliciesView
from shell.ui.policylist import AWAY, PolicyList
from tests.shell.stand import until
from tests.shell.ui.past import POLICIES, Frame, Past, framed, reads, screen


@pytest.fixture
def past(short_folder: Path) -> Past:
    return Past(short_folder / "private.sock")


async def test_folders_and_intents_are_listed_with_their_consent(past: Past) -> None:
    async with framed(past, PoliciesView) as pilot:
        await reads(pilot, "5 intents in 3 folders.", "apps · comes with Sayso", "payments · your own", "rent", "# asked first: digits to read out")


async def test_what_is_wrong_stands_on_top(past: Past) -> None:
    past.policies = msgspec.structs.replace(POLICIES, why="payments/intents.toml:3: unknown key")
    async with framed(past, PoliciesView) as pilot:
        await reads(pilot, "! The files on disk are wrong", "intents.toml:3: unknown key")


async def test_reading_again_says_what_came_of_it(past: Past) -> None:
    async with framed(past, PoliciesView) as pilot:
        await reads(pilot, "5 intents in 3 folders.")
        past.policies = Policies(POLICIES.folders[:2])
        await pilot.press("r")
        await reads(pilot, "Read again: 4 intents in 2 folders.")
        assert past.told == ["reload"]
        past.refusal = "payments/rules.cedar:1: unexpected token"
        await pilot.press("r")
        await reads(pilot, "! Not read again", "the policies from before stay in", "rules.cedar:1")
        assert pilot.app.query_one(PolicyList).has_class("-trouble")


async def test_without_a_daemon_it_is_said(short_folder: Path) -> None:
    app = Frame(short_folder / "nobody.sock", PoliciesView)
    async with app.run_test(size=(120, 33)) as pilot:
        await app.view.shown()
        await reads(pilot, AWAY)
        await pilot.press("r", "down", "enter")
        await until(lambda: "Not read again" in screen(pilot))


async def test_a_daemon_that_comes_is_asked_again(past: Past) -> None:
    app = Frame(past.path, PoliciesView)
    async with app.run_test(size=(120, 33)) as pilot:
        await app.view.shown()
        await reads(pilot, AWAY)
        async with serving(past.path, past.session, past):
            await reads(pilot, "5 intents in 3 folders.")
