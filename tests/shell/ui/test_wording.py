from datetime import datetime

import pytest

from shell.ui.wording import CONSENTS, OUTCOMES, consent, count, outcome, plain, when

NOW = datetime(2026, 11, 24, 15, 0).timestamp()


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 11, 24, 14, 3), "today 14:03"),
        (datetime(2026, 11, 23, 23, 59), "23 Nov 23:59"),
        (datetime(2026, 1, 2, 3, 4), "2 Jan 03:04"),
        (datetime(2025, 12, 31, 12, 0), "31 Dec 2025"),
    ],
)
def test_a_moment_is_said_as_people_say_it_and_is_short(moment: datetime, said: str) -> None:
    assert when(moment.timestamp(), NOW) == said
    assert len(said) <= 12


@pytest.mark.parametrize(
    ("text", "shown"), [("a\nb\tc", "a b c"), ("\x1b[2Jgone", "[2Jgone"), ("left\u202eright", "left right"), ("  Grüße 📄 ", "Grüße 📄")]
)
def test_nothing_that_a_terminal_would_obey_is_left_of_a_text(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_every_outcome_and_consent_has_a_sign_of_its_own() -> None:
    for words in (OUTCOMES, CONSENTS):
        assert len({word[0] for word in words.values()}) == len(words)
    assert outcome("done") == "✓ done"
    assert consent("challenge").startswith("# asked first")


def test_what_is_not_known_is_shown_as_it_is() -> None:
    assert outcome("") == "· open"
    assert outcome("lost") == "· lost"
    assert consent("") == "not known"


def test_numbers_have_their_noun() -> None:
    assert (count(1, "turn"), count(10_000, "turn")) == ("1 turn", "10,000 turns")
