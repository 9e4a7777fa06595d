from pathlib import Path

import pytest

from shell.config import Config, load
from shell.errors import BadConfig


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    assert load(file) == Config()


def test_what_is_set_holds_and_the_rest_stays(file: Path) -> None:
    file.write_text('model = "tiny.en"\nanswer_s = 7\n')

    assert load(file) == Config(model="tiny.en", answer_s=7)


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
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
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(file: Path, text: str, line: int, complaint: str) -> None:
    file.write_text(text)

    with pytest.raises(BadConfig) as caught:
        load(file)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert complaint in str(caught.value)
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
