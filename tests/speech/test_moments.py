import pytest

from speech.moments import moments


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("2026-03-14", "the fourteenth of March twenty twenty-six"),
        ("2026-13-45", "2026-13-45"),
        ("1 May", "the first of May"),
        ("the 2nd of Sept. 2027", "the second of September twenty twenty-seven"),
        ("Dec 24", "December twenty-fourth"),
        ("May 2026", "May twenty twenty-six"),
        ("since 1989", "since nineteen eighty-nine"),
        ("in 2000", "in two thousand"),
        ("1999 files", "1999 files"),
        ("14:30", "fourteen thirty"),
        ("0:05", "zero oh five"),
        ("12:00", "twelve o'clock"),
        ("7 pm", "seven P M"),
        ("7:15pm", "seven fifteen P M"),
        ("08:00-09:30", "eight o'clock to nine thirty"),
        ("25:00", "25:00"),
        ("1:2:3", "1:2:3"),
    ],
)
def test_dates_and_times(written, spoken):
    assert moments(written) == spoken
