import struct
from pathlib import Path

from agent.display.screen import Picture
from agent.observation import Box


def test_a_picture_becomes_a_png_of_its_size(tmp_path: Path) -> None:
    Picture(bytes(range(18)), 3, 2).save(tmp_path / "a.png")
    data = (tmp_path / "a.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (3, 2)


def test_hidden_parts_are_grey_and_told_and_the_rest_stays() -> None:
    plain = Picture(bytes(range(36)), 4, 3)
    veiled = plain.without([Box(2, 1, 9, 9), Box(-5, 0, 6, 1)])

    kept = [(x, y) for y in range(3) for x in range(4) if veiled.rgb[(y * 4 + x) * 3 :][:3] == plain.rgb[(y * 4 + x) * 3 :][:3]]
    assert kept == [(1, 0), (2, 0), (3, 0), (0, 1), (1, 1), (0, 2), (1, 2)]
    assert veiled.rgb.count(b"\x80\x80\x80") == 5
    assert veiled.hidden == (Box(2, 1, 9, 9), Box(-5, 0, 6, 1))
    assert plain.without([]) is plain
