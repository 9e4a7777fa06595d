import pytest

from shell.answers import Tried
from shell.ui import trial
from tests.shell.ui.past import POLICIES, TRIED


def test_a_folder_says_whose_it_is_and_where() -> None:
    assert trial.folder(POLICIES.folders[0]).plain == "apps · comes with Sayso\n2 intents in /usr/share/sayso/policies/apps"
    assert "your own" in trial.folder(POLICIES.folders[2]).plain


def test_an_intent_says_what_to_say_and_whether_it_asks() -> None:
    text = trial.intent(POLICIES.folders[1].intents[0]).plain

    for words in ("files.delete", "? asked first: yes or no", "“delete {file} for good”", "(delete|erase) [the|my] {file} for good", "irreversible"):
        assert words in text


def test_a_trial_tells_all_that_would_happen_and_that_nothing_did() -> None:
    text = trial.tried(TRIED).plain

    for words in (
        "“pay the rent”", "# asked first: digits to read out", "payments.rent; amount: 900.00 GBP, payee: Smith Lettings", "3. press Pay",
        "What it would ask", "nine hundred pounds", "payments/rent", "Paid the rent.", "nothing was done",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize(("consent", "words"), [("none", "✓ done"), ("yes", "? asked"), ("challenge", "# asked"), ("refused", "– refused")])
def test_the_consent_is_said_in_words(consent: str, words: str) -> None:
    assert words in trial.tried(Tried("x", "y.z", consent=consent)).plain


def test_what_is_not_understood_is_said_with_the_answer() -> None:
    text = trial.tried(Tried("gibberish", say="I did not understand that.")).plain

    assert "– not understood" in text
    assert "I did not understand that." in text
    assert "What it would do" not in text
