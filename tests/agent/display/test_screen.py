import struct
from pathlib import Path

from agent.display.screen import Picture


def test_a_picture_becomes_a_png_of_its_size(tmp_path: Path) -> None:
    Picture(bytes(range(18)), 3, 2).save(tmp_path / "a.png")
    data = (tmp_path / "a.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (3, 2)
