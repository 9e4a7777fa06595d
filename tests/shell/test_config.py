from pathlib import Path

import pytest

from shell.config import CHOICES, KINDS, LIMITS, Config, Look, complaint, load
from shell.errors import BadConfig


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert load(file) == Config()


def test_what_is_set_holds_and_the_rest_stays(file: Path) -> None:
    file.write_text('model = "tiny.en"\nanswer_s = 7\n')

    assert load(file) == Config(model="tiny.en", answer_s=7)


def test_a_key_may_be_none_and_a_chord_is_one_however_it_is_written(file: Path) -> None:
    file.write_text('listen = "wake word"\nhold_key = ""\nstop_key = "super + F9"\n')

    assert load(file) == Config(listen="wake word", hold_key="", stop_key="super + F9")


def test_the_look_is_a_table_of_its_own(file: Path) -> None:
    file.write_text('answer_s = 7\n\n[ui]\ntheme = "light"\nbig = true\n')

    assert load(file) == Config(answer_s=7, ui=Look(theme="light", big=True))


def test_every_key_has_a_kind_and_its_default_is_allowed() -> None:
    assert set(KINDS) == {
        "model",
        "endpoint_ms",
        "microphone",
        "speaker",
        "answer_s",
        "speech_rate",
        "listen",
        "hold_key",
        "stop_key",
        "ui.theme",
        "ui.contrast",
        "ui.big",
        "ui.still",
        "ui.indicator",
    }
    assert LIMITS.keys() | CHOICES.keys() <= KINDS.keys()
    assert complaint("ui.big", False) == ""
    assert complaint("endpoint_ms", True) == "must be a whole number"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("\nspeed = 3\n", 2, "speed: unknown key"),
        ("# x\n\n[sound]\nx = 1\n", 3, "sound: unknown key"),
        ("\n[[sound]]\nx = 1\n", 2, "sound: unknown key"),
        ("\nsound.x = 1\n", 2, "sound: unknown key"),
        ('model = "base"\n"quick" = 1\n', 2, "quick: unknown key"),
        ("endpoint_ms = 249", 1, "must be from 250 to 1500"),
        ("endpoint_ms = 400.5", 1, "must be a whole number"),
        ("endpoint_ms = true", 1, "must be a whole number"),
        ("answer_s = nan", 1, "must be from 5"),
        ("answer_s = inf", 1, "must be from 5"),
        ("answer_s = '9'", 1, "must be a number"),
        ("model = 3", 1, "must be a text"),
        ("model = 'large'", 1, "must be one of base, tiny.en"),
        ("listen = 'never'", 1, "listen: must be one of always, wake word, key"),
        ("stop_key = 3", 1, "stop_key: must be a text"),
        ("\nhold_key = 'Fn'", 2, 'hold_key: must be keys by their X names, such as "Pause" or "Ctrl+Alt+Escape"; \'Fn\' is none'),
        ("listen = 'key'\nhold_key = ''\n", 2, 'hold_key: with listen = "key" there must be a hold_key'),
        ("model = 'base'\nstop_key = 'scroll_lock'\n", 2, "stop_key: hold_key and stop_key must be different keys"),
        ("\nui = 3\n", 2, "ui: must be a table: [ui]"),
        ("[ui]\nbig = true\n\ncolour = 'red'\n", 4, "ui.colour: unknown key; known are model, "),
        ("model = 'base'\n[ui]\ntheme = 'blue'\n", 3, "ui.theme: must be one of dark, light"),
        ("[ui]\nbig = 1\n", 2, "ui.big: must be true or false"),
        ("model = 'base'\nui.big = 'yes'\n", 2, "ui.big: must be true or false"),
        ("model = 'base'\nui = { theme = 'dark', still = 0 }\n", 2, "ui.still: must be true or false"),
        ("[ui.theme]\nx = 1\n", 1, "ui.theme: must be a text"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(file: Path, text: str, line: int, problem: str) -> None:
    file.write_text(text)

    with pytest.raises(BadConfig) as caught:
        load(file)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"model = \n", b"\xff\xfe\x00", b"model = 'base'\nmodel = 'base'\n"])
def test_what_is_no_toml_is_named_with_its_file(file: Path, content: bytes) -> None:
    file.write_bytes(content)

    with pytest.raises(BadConfig, match=str(file)):
        load(file)


def test_a_folder_is_no_configuration(file: Path) -> None:
    file.mkdir()

    with pytest.raises(BadConfig, match=str(file)):
        load(file)
