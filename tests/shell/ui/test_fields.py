import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from shell.answers import Setting
from shell.ui.fields import Choice, Entry, Field, Wanted, about, name_of, named
from tests.shell.ui.past import SETTINGS

MODEL, PAUSE, MICROPHONE = SETTINGS.settings[:3]
MANY = Setting("speaker", "b", "Which.", ("", *(f"a very long name of a loudspeaker {number}" for number in range(9)), "b"))


class Shown(App[None]):
    def __init__(self, *settings: Setting) -> None:
        super().__init__()
        self._settings_shown = settings
        self.wanted: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        for setting in self._settings_shown:
            yield Field(setting)

    def on_wanted(self, event: Wanted) -> None:
        self.wanted.append((event.key, event.value))


def told(field: Field) -> str:
    return str(field.query_one(".about", Static).render())


@pytest.mark.parametrize(("keys", "values"), [(["right"], ["tiny.en"]), (["left"], ["tiny.en"]), (["space", "space"], ["tiny.en", "base"])])
async def test_left_right_and_space_go_through_the_values(keys: list[str], values: list[str]) -> None:
    app = Shown(MODEL)
    async with app.run_test() as pilot:
        app.query_one(Choice).focus()
        await pilot.press(*keys)
        await pilot.pause()
        assert app.wanted == [("model", value) for value in values]


async def test_the_value_that_holds_has_a_sign_and_many_values_are_shown_one_at_a_time() -> None:
    app = Shown(MODEL, MANY)
    async with app.run_test(size=(80, 20)) as pilot:
        model, many = app.query(Choice)
        assert str(model.render()) == "● base   ○ tiny.en"
        assert str(many.render()) == "‹ b ›  11 of 11"
        many.focus()
        await pilot.press("right")
        assert str(many.render()) == "‹ the desktop's default ›  1 of 11"


async def test_what_is_typed_is_wanted_with_enter_only() -> None:
    app = Shown(PAUSE, MODEL)
    async with app.run_test() as pilot:
        entry = app.query_one(Entry)
        entry.focus()
        await pilot.press("enter", "backspace", "5", "tab")
        await pilot.pause()
        assert app.wanted == []
        assert entry.value == "400"
        entry.focus()
        await pilot.press("end", "backspace", "5", "enter")
        await pilot.pause()
        assert app.wanted == [("endpoint_ms", "405")]


async def test_a_refusal_stands_beside_the_field_and_the_old_value_in_it() -> None:
    app = Shown(PAUSE)
    async with app.run_test():
        field, entry = app.query_one(Field), app.query_one(Entry)
        entry.value = "9"
        field.hold(PAUSE, "endpoint_ms must be from 250 to 1500")
        assert entry.value == "400"
        assert told(field) == "! Not set: endpoint_ms must be from 250 to 1500. It stays 400."
        assert field.has_class("-refused")
        field.hold(PAUSE)
        assert told(field) == about(PAUSE)
        assert not field.has_class("-refused")


def test_it_is_said_what_a_setting_may_be_and_when_it_takes_effect() -> None:
    assert "From 250 to 1500" in about(PAUSE)
    assert about(MODEL).endswith("Takes effect when Sayso starts again.")
    assert "starts again" not in about(PAUSE)


def test_keys_and_values_are_named_in_words() -> None:
    assert name_of("endpoint_ms") == "Pause that ends a command"
    assert name_of("ears.wake_word") == "Wake word"
    assert [named("", "stop_key"), named("", "speaker"), named("wake word")] == ["none", "the desktop's default", "after “computer”"]
    assert [named(value) for value in ("true", "false", "", "dark")] == ["yes", "no", "the desktop's default", "dark"]
