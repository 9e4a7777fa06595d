import pytest

from policies.spoken import normal, plain


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("budget.txt", "budget dot t x t"), ("budget.txt", "Budget txt"),
        ("My_Report-final.odt", "my report final dot odt"), ("+", "plus"), ("=", "equals"),
        ("×", "multiply"), ("*", "times"),
        ("÷", "divided by"), ("7", "seven"), ("Chapter 21", "chapter twenty one"), ("Mousepad", "mouse pad"),
        ("Café", "cafe"), ("OK", "okay"), ("Open…", "open"), ("Don't save", "dont save"), ("R&D", "R and D"), (".", "point"),
    ],
)  # fmt: skip
def test_written_and_said_are_the_same(written: str, said: str):
    assert normal(written) == normal(said)


@pytest.mark.parametrize(("one", "other"), [("Save", "Save As"), ("thirteen", "thirty"), ("+", "-"), ("a.txt", "b.txt"), ("C", "AC")])
def test_different_names_stay_different(one: str, other: str):
    assert normal(one) != normal(other)


def test_plain_keeps_the_words_apart():
    assert plain("My_Report  (final).odt") == "my report final odt"
