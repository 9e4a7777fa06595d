from textual.content import Content

from shell.ui.app import ShellApp
from shell.ui.keyline import KEYS, KeyLine, fitting
from tests.shell.ui.house import Stage


def test_at_80_columns_the_important_keys_are_there() -> None:
    assert [key for key, _, _ in fitting(76)] == ["F1", "F2", "F3", "F4", "Esc", "^L", "^O", "^P"]


def test_wide_all_of_them_are() -> None:
    assert fitting(200) == KEYS


async def test_it_fits_its_line() -> None:
    async with Stage(KeyLine()).run_test(size=(80, 24)) as pilot:
        shown = pilot.app.query_one(KeyLine).render()

        assert isinstance(shown, Content)
        assert len(shown.plain.rstrip()) <= 76


def test_every_key_shown_does_what_it_says() -> None:
    bound = {binding.key: binding.action for binding in ShellApp.BINDINGS if not isinstance(binding, tuple)}
    names = {"Esc": "escape", "^L": "ctrl+l", "^O": "ctrl+o", "^R": "ctrl+r"}
    for key, _, action in KEYS:
        if key != "^P":
            assert f"app.{bound[names.get(key, key.lower())]}" == action
