import pytest

from policies.arithmetic import spoken_arithmetic


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("twelve times eight", "12*8"),
        ("12 times 8", "12*8"),
        ("12 x 8", "12*8"),
        ("12x8", "12*8"),
        ("12 × 8", "12*8"),
        ("two hundred and fifty plus six", "250+6"),
        ("ten minus four", "10-4"),
        ("10-4", "10-4"),
        ("one hundred divided by seven", "100/7"),
        ("three point one four times two", "3.14*2"),
        ("What is twelve times eight?", "12*8"),
        ("twenty-one plus one", "21+1"),
        ("two million minus one equals", "2000000-1="),
        ("open bracket two plus three close bracket times four", "(2+3)*4"),
        ("1,200 + 5", "1200+5"),
        ("twelve times eight.", "12*8"),
    ],
)
def test_sums(said: str, typed: str):
    assert spoken_arithmetic(said) == typed


@pytest.mark.parametrize("said", ["hello", "twelve apples", "one two", "", "times are hard", "twenty thirty"])
def test_what_is_no_sum_stays_text(said: str):
    assert spoken_arithmetic(said) is None
