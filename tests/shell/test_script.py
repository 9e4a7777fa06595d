from pathlib import Path

import pytest

from shell.demo.scratch import SCRIPT
from shell.errors import BadScript
from shell.script import Line, read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "script.toml"


def test_turns_are_read_in_order_with_their_defaults(file: Path) -> None:
    file.write_text('[[turn]]\nsay = "Open it."\n[[turn]]\nwhen = "asked"\nsay = "Yes."\nexpect = "done"\n')

    assert read(file) == [Line(say="Open it."), Line(say="Yes.", when="asked", expect="done")]


def test_a_sound_file_lies_beside_the_script(file: Path) -> None:
    (file.parent / "hello.wav").write_bytes(b"RIFF")
    file.write_text('[[turn]]\nwav = "hello.wav"\n')

    assert read(file) == [Line(wav=str(file.parent / "hello.wav"))]


def test_the_demonstration_is_a_script() -> None:
    assert len(read(SCRIPT)) > 3


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "has [[turn]] tables and nothing else"),
        ("turn = []", "has [[turn]] tables and nothing else"),
        ("turn = 'hello'", "has [[turn]] tables and nothing else"),
        ("[turn]\nsay = 'x'", "has [[turn]] tables and nothing else"),
        ("turn = ['hello']", "turn 1: must be a [[turn]] table"),
        ("speed = 3\n[[turn]]\nsay = 'x'", "has [[turn]] tables and nothing else"),
        ("[[turn]]\nsya = 'x'", "turn 1: sya: unknown key; known are"),
        ("[[turn]]\nsay = 3", "turn 1: say: must be a text"),
        ("[[turn]]\nsay = 'x'\n[[turn]]\n", "turn 2: needs either say or wav"),
        ("[[turn]]\nsay = '  '", "turn 1: needs either say or wav"),
        ("[[turn]]\nsay = 'x'\nwav = 'y'", "turn 1: needs either say or wav"),
        ("[[turn]]\nsay = 'x'\nwhen = 'later'", "turn 1: when: must be one of idle, asked, speaking, acting"),
        ("[[turn]]\nsay = 'x'\nexpect = 'fine'", "turn 1: expect: must be one of done"),
        ("[[turn]]\nsay = 'x'\nexpect_said = '('", "turn 1: expect_said: "),
        ("[[turn]]\nwav = 'nothing.wav'", "turn 1: wav: there is no file"),
        ("[[turn]\n", "(at line 1"),
    ],
)
def test_a_mistake_is_named_with_file_turn_and_key(file: Path, text: str, complaint: str) -> None:
    file.write_text(text)

    with pytest.raises(BadScript) as caught:
        read(file)
    assert str(caught.value).startswith(str(file))
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_file_a_folder_and_no_text_are_said_plainly(file: Path, tmp_path: Path) -> None:
    with pytest.raises(BadScript, match="there is no script"):
        read(file)
    with pytest.raises(BadScript, match="cannot be read as text"):
        read(tmp_path)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(BadScript, match="cannot be read as text"):
        read(file)
