from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Input

from shell.control import serving
from shell.ui.daemon import Daemon
from shell.ui.tryout import TryLine
from tests.shell.stand import until
from tests.shell.ui.past import TRIED, Past


class Shown(App[None]):
    def __init__(self, socket: Path) -> None:
        super().__init__()
        self.following = Daemon(socket, lambda message: None, lambda why: None)
        self.found: list[TryLine.Found] = []

    def compose(self) -> ComposeResult:
        yield TryLine(self.following)

    def on_try_line_found(self, event: TryLine.Found) -> None:
        self.found.append(event)


async def test_what_is_typed_is_tried_and_never_said(short_folder: Path) -> None:
    past = Past(short_folder / "private.sock")
    app = Shown(past.path)
    async with serving(past.path, past.session, past), app.run_test() as pilot:
        app.query_one(Input).focus()
        await pilot.press(*"pay the rent", "enter")
        await until(lambda: bool(app.found))
        assert app.found[0].tried == TRIED
        app.query_one(TryLine).attempt("   ")
        await pilot.pause()
        assert past.told == ["try pay the rent"]


async def test_without_a_daemon_nothing_is_found_and_the_words_stay(short_folder: Path) -> None:
    app = Shown(short_folder / "nobody.sock")
    async with app.run_test() as pilot:
        app.query_one(TryLine).attempt("pay the rent")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.found == []
        assert app.query_one(Input).value == "pay the rent"
