import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.counting import number_at, with_digits

SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spell(number: int) -> str:
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f" {SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{SMALL[number // 100]} hundred" + (f" and {spell(number % 100)}" if number % 100 else "")
    scale, word = (10**6, "million") if number >= 10**6 else (1000, "thousand")
    rest = number % scale
    return f"{spell(number // scale)} {word}" + (f" {'and ' if rest < 100 else ''}{spell(rest)}" if rest else "")


@given(st.integers(0, 999_999_999))
def test_every_number_is_read_back(number: int):
    words = spell(number).split()
    assert number_at(words, 0) == (str(number), len(words))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("two hundred and fifty", "250"),
        ("three point one four", "3.14"),
        ("1,200", "1200"),
        ("twenty twenty", "20"),
        ("one two", "1"),
        ("thirteen", "13"),
        ("thirty", "30"),
    ],
)
def test_numbers(text: str, digits: str):
    found = number_at(text.split(), 0)
    assert found is not None
    assert found[0] == digits


def test_other_words_stay():
    assert with_digits(("chapter", "twenty", "one", "of", "bread", "and", "butter")) == ("chapter", "21", "of", "bread", "and", "butter")
    assert number_at(["and", "one"], 0) is None
    assert number_at([], 0) is None
