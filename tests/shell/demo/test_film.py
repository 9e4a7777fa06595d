from pathlib import Path

from PIL import Image

from agent.display.screen import Picture
from shell.demo.film import LAST_S, LONGEST_S, STRIP, Caption, Film, durations_ms

RED, BLUE = b"\xff\x00\x00", b"\x00\x00\xff"


def picture(colour: bytes) -> Picture:
    return Picture(colour * 320 * 200, 320, 200)


def film() -> Film:
    made = Film()
    for at, colour, text in ((0.0, RED, ""), (0.5, RED, ""), (1.0, RED, "Hello."), (2.0, BLUE, "Hello."), (60.0, BLUE, "Good night.")):
        made.add(at, picture(colour), Caption(text, by_user=text == "Hello."))
    return made


def test_only_what_changed_is_kept() -> None:
    assert [shot.at for shot in film().shots] == [0.0, 1.0, 2.0, 60.0]


def test_a_long_wait_is_cut_short() -> None:
    assert durations_ms(film().shots) == [1000, 1000, int(LONGEST_S * 1000), int(LAST_S * 1000)]


def test_the_film_has_its_pictures_with_the_words_below(tmp_path: Path) -> None:
    film().save(tmp_path / "film.webp")

    with Image.open(tmp_path / "film.webp") as found:
        assert (found.n_frames, found.size) == (4, (320, 200 + STRIP))
        found.seek(1)
        words = found.convert("RGB").crop((0, 200, 320, 200 + STRIP)).getextrema()
        assert max(high for _, high in words) > 150
        found.seek(0)
        silent = found.convert("RGB").crop((0, 200, 320, 200 + STRIP)).getextrema()
        assert max(high for _, high in silent) < 80


def test_what_was_there_for_a_moment_only_is_left_out(tmp_path: Path) -> None:
    made = Film()
    for at, colour in ((0.0, RED), (1.0, BLUE), (1.05, RED), (3.0, BLUE)):
        made.add(at, picture(colour), Caption())

    made.save(tmp_path / "film.webp")

    with Image.open(tmp_path / "film.webp") as found:
        assert found.n_frames == 2  # red, then blue; what flashed between is gone
