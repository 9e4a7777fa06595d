import os
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from shell.presence.typeface import BOLD, FIRST, OTHERS, Typeface, found


@pytest.fixture(scope="module", params=["fonts", "none", "broken"])
def face(request: pytest.FixtureRequest) -> Typeface:
    files = {"fonts": found(os.environ, FIRST)[:1], "none": [], "broken": [Path(__file__), Path("/nonexistent.ttf")]}[str(request.param)]
    return Typeface(16, files)


def ink(face: Typeface, text: str) -> bytes:
    image = Image.new("RGB", (400, 40))
    face.draw(ImageDraw.Draw(image), (10, 30), text, (255, 255, 255))
    return image.tobytes()


def test_draws_and_measures_with_whatever_there_is(face: Typeface) -> None:
    assert face.width("") == 0
    assert 0 < face.width("mm") < face.width("mmm")
    assert ink(face, "Hello") != ink(face, "") != ink(face, "World")


def test_what_does_not_fit_is_cut_with_an_ellipsis_and_what_fits_is_not(face: Typeface) -> None:
    text = "the quick brown fox jumps over the lazy dog"
    assert face.cut(text, 10_000) == text
    cut = face.cut(text, 150)
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
    assert face.width(cut) <= 150 < face.width(text[: len(cut) + 3] + "…")
    assert face.cut(text, 0) == "…"


def test_wraps_between_words_and_cuts_the_last_row(face: Typeface) -> None:
    text = "the quick brown fox jumps over the lazy dog " * 3
    rows = face.wrapped(text, 200, 2)
    assert len(rows) == 2
    assert all(face.width(row) <= 200 for row in rows)
    assert rows[0] == text[: len(rows[0])]
    assert text[len(rows[0])] == " "
    assert rows[1].endswith("…")
    whole = face.wrapped(text, 200, 20)
    assert " ".join(whole) == text.strip()
    assert face.wrapped("short", 200, 2) == ["short"]
    assert face.wrapped("  \n ", 200, 2) == []


def test_a_word_that_is_too_long_is_broken(face: Typeface) -> None:
    rows = face.wrapped("x" * 90, 200, 20)
    assert "".join(rows) == "x" * 90
    assert all(face.width(row) <= 200 for row in rows)
    assert face.wrapped("xxx", 1, 9) == ["x", "x", "x"]
    assert face.wrapped("xx", 1, 1) == ["…"]


@pytest.mark.skipif(len(found(os.environ, ("DejaVuSans.ttf",))) == 0, reason="needs two fonts that differ in what they know")
def test_each_character_in_a_font_that_knows_it() -> None:
    narrow, wide = found(os.environ, ("DejaVuSansMono.ttf",))[:1], found(os.environ, ("DejaVuSans.ttf",))[:1]
    assert narrow
    both, second = Typeface(16, narrow + wide), Typeface(16, wide)
    hebrew = "שלום"  # DejaVu Sans has it, its fixed-width sister has not
    assert both.width(hebrew) == second.width(hebrew)
    assert both.width("iii") == Typeface(16, narrow).width("iii") != second.width("iii")
    assert both.width("i" + hebrew) == pytest.approx(both.width("i") + both.width(hebrew))


def test_finds_the_users_own_fonts_first(tmp_path: Path) -> None:
    own = tmp_path / "fonts" / "deep" / "DejaVuSans.ttf"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"")
    assert found({"XDG_DATA_HOME": str(tmp_path), "HOME": "/nonexistent"}, FIRST)[0] == own
    assert found({"XDG_DATA_HOME": "/nonexistent", "XDG_DATA_DIRS": "/nonexistent", "HOME": "/nonexistent"}, (*FIRST, *BOLD, *OTHERS)) == []
