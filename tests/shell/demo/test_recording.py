from pathlib import Path

from PIL import Image

from shell import script
from shell.demo.recording import SCRIPT, recorded


async def test_a_spoken_session_becomes_a_film_and_a_text(tmp_path: Path) -> None:
    (tmp_path / "short.toml").write_text('[[turn]]\nsay = "Please go to sleep now."\nexpect = "done"\n')

    results = await recorded(tmp_path, tmp_path / "short.toml")

    assert [(result.outcome, result.trouble) for result in results] == [("done", "")]
    assert "You      “Please go to sleep now”" in (tmp_path / "session.txt").read_text()
    assert "Sayso    “Good night." in (tmp_path / "session.txt").read_text()
    with Image.open(tmp_path / "session.webp") as film:
        assert film.n_frames >= 3
        film.seek(film.n_frames - 1)
        assert len(film.convert("RGB").getcolors(1 << 24) or ()) > 100  # a terminal with text in it, not an empty screen


def test_the_session_of_the_docs_can_be_played() -> None:
    lines = script.read(SCRIPT)

    assert any("{challenge}" in line.say for line in lines)
    assert all(line.expect for line in lines)
