import os
import stat
from pathlib import Path

import pytest

from shell.config import KINDS, Config, Look, load
from shell.preferences import shown, write

OWN = """# Made by hand.
answer_s = 8   # seconds

# My good microphone.
microphone = "USB"

[ui]  # how it looks
big = true
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sayso" / "config.toml"


@pytest.fixture
def written(file: Path) -> Path:
    file.parent.mkdir()
    file.write_text(OWN)
    return file


def test_everything_that_can_be_set_is_shown_as_text() -> None:
    config = Config(microphone="Gone", answer_s=7.5, ui=Look(theme="light", still=True))
    found = {one.key: one for one in shown(config, {"microphone": ["USB", "Webcam"], "speaker": []})}

    assert found.keys() == KINDS.keys()
    assert all(one.about for one in found.values())
    assert {key: one.value for key, one in found.items()} == {
        "model": "base", "endpoint_ms": "400", "microphone": "Gone", "speaker": "", "answer_s": "7.5", "speech_rate": "1",
        "listen": "always", "hold_key": "Scroll_Lock", "stop_key": "Pause",
        "ui.theme": "light", "ui.contrast": "false", "ui.big": "false", "ui.still": "true", "ui.indicator": "true",
    }  # fmt: skip
    assert found["microphone"].choices == ("", "USB", "Webcam", "Gone")
    assert found["speaker"].choices == ("",)
    assert found["model"].choices == ("base", "tiny.en")
    assert found["ui.big"].choices == ("false", "true")
    assert (found["endpoint_ms"].low, found["endpoint_ms"].high) == (250, 1500)
    assert (found["ui.theme"].low, found["ui.theme"].high) == (None, None)
    at_once = ["listen", "hold_key", "stop_key", "ui.theme", "ui.contrast", "ui.big", "ui.still"]
    assert [key for key, one in found.items() if not one.restart] == at_once


@pytest.mark.parametrize("key", KINDS)
def test_every_value_that_is_shown_can_be_set_again(file: Path, key: str) -> None:
    value = next(one.value for one in shown(Config(), {}) if one.key == key)

    assert write(file, key, value) == ""
    assert load(file) == Config()


def test_the_pace_of_speech_goes_in_steps_to_its_ends(file: Path) -> None:
    paces = list[float]()
    for step in ("faster", "faster", " slower ", "1.9", "faster", "faster", "0.7", "slower", "slower"):
        assert write(file, "speech_rate", step) == ""
        paces.append(load(file).speech_rate)

    assert paces == [1.2, 1.4, 1.2, 1.9, 2.0, 2.0, 0.7, 0.6, 0.6]
    assert "0.6 to 2.0" in write(file, "speech_rate", "3")
    assert write(file, "answer_s", "faster") == "answer_s must be a number"


def test_the_key_that_is_listened_to_cannot_be_taken_away(file: Path) -> None:
    assert write(file, "listen", "key") == ""
    assert write(file, "hold_key", "") == 'with listen = "key" there must be a hold_key: without one nothing would be heard'
    assert load(file).hold_key == "Scroll_Lock"
    assert write(file, "hold_key", "F9") == ""


def test_setting_a_key_keeps_comments_and_order(written: Path) -> None:
    assert write(written, "answer_s", "12.5") == ""
    assert written.read_text() == OWN.replace("= 8 ", "= 12.5 ")


def test_a_new_key_goes_where_it_is_read_back_from(written: Path) -> None:
    for key, value in (("model", "tiny.en"), ("ui.theme", "light"), ("endpoint_ms", "500")):
        assert write(written, key, value) == "", key

    assert load(written) == Config("tiny.en", 500, "USB", "", 8, ui=Look("light", big=True))
    kept = written.read_text()
    assert all(line in kept for line in ("# Made by hand.", "# My good microphone.", "[ui]  # how it looks", "answer_s = 8   # seconds"))


def test_a_file_that_is_not_there_is_made_for_this_user_only(file: Path) -> None:
    assert write(file, "ui.big", "on") == ""

    assert load(file) == Config(ui=Look(big=True))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_every_spelling_of_yes_and_no_is_taken(file: Path) -> None:
    for text, meant in (("true", True), ("off", False), ("Yes", True), (" NO ", False)):
        assert write(file, "ui.still", text) == ""
        assert load(file).ui.still is meant


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("speed", "3", "speed: unknown key; known are model, "),
        ("ui", "3", "ui: must be a table"),
        ("ui.colour", "red", "ui.colour: unknown key"),
        ("model", "large", "model must be one of base, tiny.en"),
        ("endpoint_ms", "249", "endpoint_ms must be from 250 to 1500"),
        ("endpoint_ms", "400.5", "endpoint_ms must be a whole number"),
        ("endpoint_ms", "soon", "endpoint_ms must be a whole number"),
        ("answer_s", "nan", "answer_s must be from 5"),
        ("answer_s", "", "answer_s must be a number"),
        ("listen", "sometimes", "listen must be one of always, wake word, key"),
        ("stop_key", "Fn", "stop_key must be keys by their X names"),
        ("stop_key", "Scroll_Lock", "hold_key and stop_key must be different keys"),
        ("ui.big", "1", "ui.big must be true or false"),
        ("ui.theme", "true", "ui.theme must be one of dark, light"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_nothing_is_written(written: Path, key: str, value: str, why: str) -> None:
    said = write(written, key, value)

    assert said.startswith(why)
    assert "\n" not in said
    assert written.read_text() == OWN


@pytest.mark.parametrize("broken", ["answer_s = \n", "speed = 3\n", "answer_s = 'x'\n"])
def test_a_file_with_a_mistake_is_left_alone_and_named(written: Path, broken: str) -> None:
    written.write_text(broken)

    assert write(written, "ui.big", "true").startswith(f"{written}:")
    assert written.read_text() == broken


def test_the_mode_and_the_ends_of_lines_stay(written: Path) -> None:
    written.write_bytes(OWN.replace("\n", "\r\n").encode())
    written.chmod(0o640)
    assert write(written, "answer_s", "9") == ""

    assert stat.S_IMODE(written.stat().st_mode) == 0o640
    assert written.read_bytes() == OWN.replace("= 8 ", "= 9 ").replace("\n", "\r\n").encode()


def test_a_link_to_the_real_file_stays_a_link(written: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    written.rename(real)
    written.symlink_to(real)
    assert write(written, "answer_s", "9") == ""

    assert written.is_symlink()
    assert load(real).answer_s == 9


@pytest.mark.parametrize("text", ['a "quoted" name', "hall \\ mic", "日本 🎤", "x\ny"])
def test_any_name_of_a_device_comes_back_as_it_was(file: Path, text: str) -> None:
    assert write(file, "microphone", text) == ""
    assert load(file).microphone == text


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "sayso").write_text("")
    said = write(tmp_path / "sayso" / "config.toml", "ui.big", "true")

    assert "cannot be written" in said
    assert "\n" not in said


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_leaves_the_file(written: Path) -> None:
    written.parent.chmod(0o500)

    assert "cannot be written" in write(written, "answer_s", "9")
    assert written.read_text() == OWN
