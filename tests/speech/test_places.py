import pytest

from speech.places import capitals, name, places


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("notes.tar.gz", "notes dot tar dot gz"),
        ("my_file-2.PDF", "my underscore file dash 2 dot P D F"),
        ("main.py", "main dot P Y"),
        ("notes.yaml", "notes dot yaml"),
        ("snake_case", "snake underscore case"),
    ],
)
def test_names(written, spoken):
    assert name(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("~/a/", "home slash a slash"),
        ("/", "slash"),
        ("/usr/bin", "slash U S R slash bin"),
        ("either/or", "either slash or"),
        ("see https://sayso.org.", "see sayso dot org."),
        ("https://a.org/x?y=1", "a dot org slash x question mark y equals 1"),
        ("mail bob.b@mail.example.org", "mail bob dot b at mail dot example dot org"),
        ("U.S. law", "U.S. law"),
        ("One. Two.", "One. Two."),
        ("3.14", "3.14"),
        ("readFile()", "read File()"),
    ],
)
def test_places(written, spoken):
    assert " ".join(places(written).split()) == spoken


def test_only_unspeakable_capitals_are_spelled():
    assert capitals("USB and HTML, NASA, STOP, A and OK") == "U S B and H T M L, NASA, STOP, A and OK"
