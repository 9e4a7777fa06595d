import pytest

from policies.likeness import NEAR, likeness, nearest, sound


@pytest.mark.parametrize(
    ("said", "name"),
    [("sav", "save"), ("budged", "budget"), ("mousepat", "mousepad"), ("fotos", "photos"), ("editor", "texteditor")],
)
def test_near_names(said: str, name: str):
    assert likeness(said, name) >= NEAR


@pytest.mark.parametrize(("said", "name"), [("foo", "save"), ("spreadsheets", "mousepad"), ("invoice", "budget"), ("oldreportforgood", "oldreport")])
def test_far_names(said: str, name: str):
    assert likeness(said, name) < NEAR


def test_the_nearest_wins_and_short_words_never_do():
    assert nearest("budged", ("notes", "budget", "budgets")) == (1, likeness("budged", "budget"))
    assert nearest("ab", ("abc",)) is None
    assert nearest("budged", ()) is None


def test_alike_sounds_are_one():
    assert sound("photo") == sound("foto")
    assert sound("budget") != sound("letter")
