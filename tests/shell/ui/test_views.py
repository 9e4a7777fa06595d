import importlib
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from shell.event import Heard
from shell.ui.daemon import Daemon
from shell.ui.plan import PlanView
from shell.ui.view import View
from shell.ui.views import FIRST, VIEWS, Views, made
from tests.shell.ui.house import house, living


@pytest.mark.parametrize("name", VIEWS)
def test_each_is_a_view_of_that_name(name: str) -> None:
    view = made(name, Daemon(Path("/nowhere"), [].append, [].append))

    assert isinstance(view, View)
    assert view.id == name
    assert view.title


class Only(App[None]):
    """An app of the views alone."""

    def compose(self) -> ComposeResult:
        yield Views(Daemon(Path("/nowhere"), [].append, [].append))


async def test_only_what_is_shown_is_there() -> None:
    async with Only().run_test() as pilot:
        views = pilot.app.query_one(Views)
        assert {view.id for view in views.query(View)} == set(FIRST)
        await views.show("plan")

        assert views.view.id == "plan"
        assert [view.id for view in views.query(View) if view.display] == ["plan"]


async def test_all_of_them_are_told_what_happens(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at) as pilot:
        for name in VIEWS:
            await pilot.app.query_one(Views).show(name)
        pilot.app.query_one(Views).happened(Heard(3, 1.0, "open it"))
        await pilot.pause()

        assert str(pilot.app.query_one(PlanView).query_one("#sentence").render()) == "“open it”"


def test_modules_are_named_as_they_are() -> None:
    for place in VIEWS.values():
        module, _, kind = place.partition(":")
        assert hasattr(importlib.import_module(f"shell.ui.{module}"), kind)
