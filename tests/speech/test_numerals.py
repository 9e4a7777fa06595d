import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.numerals import cardinal, decimal, each, grouped, ordinal, year


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (21, "twenty-one"),
        (105, "one hundred and five"),
        (1000, "one thousand"),
        (1001, "one thousand and one"),
        (1250, "one thousand two hundred and fifty"),
        (2_000_003, "two million and three"),
        (999_999, "nine hundred and ninety-nine thousand nine hundred and ninety-nine"),
    ],
)
def test_counting(number, words):
    assert cardinal(number) == words


@pytest.mark.parametrize(("number", "words"), [(1, "first"), (12, "twelfth"), (20, "twentieth"), (22, "twenty-second"), (100, "one hundredth")])
def test_ranks(number, words):
    assert ordinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1066, "one thousand and sixty-six"),
        (1900, "nineteen hundred"),
        (1905, "nineteen oh five"),
        (2005, "two thousand and five"),
        (2026, "twenty twenty-six"),
    ],
)
def test_years(number, words):
    assert year(number) == words


def test_fractions_are_read_digit_by_digit():
    assert decimal("1,250.75") == "one thousand two hundred and fifty point seven five"
    assert decimal("0.05") == "zero point zero five"


def test_letters_and_digits_one_by_one():
    assert each("DE89") == "D E eight nine"


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("4711", "four seven one one"),
        ("12345", "one two three, four five"),
        ("1234567", "one two three, four five, six seven"),
        ("37040044", "three seven zero four, zero zero four four"),
    ],
)
def test_groups(digits, words):
    assert grouped(digits) == words


@given(st.text("0123456789", min_size=1, max_size=40))
def test_no_digit_is_lost_in_groups_and_none_stands_alone(digits):
    groups = grouped(digits).split(", ")
    assert sum(len(group.split()) for group in groups) == len(digits)
    assert len(groups) == 1 or all(2 <= len(group.split()) <= 4 for group in groups)


@pytest.mark.parametrize("number", [-1, 10**15])
def test_what_is_not_counted_is_an_error(number):
    with pytest.raises(ValueError, match="not counted"):
        cardinal(number)
