import msgspec

from shell.ui.detail import secret, told
from tests.shell.ui.past import NOON, row


def test_everything_about_a_turn_is_told() -> None:
    text = told(row(9_998), NOON).plain

    for words in ("Number 9998", "today 11:30", "said", "“pay the rent”", "! unknown", "I pressed Pay", "1. pay the rent: confirmed", "apps.open"):
        assert words in text


def test_what_was_typed_and_what_is_lacking_is_said() -> None:
    text = told(msgspec.structs.replace(row(3), steps=(), say="", intent=""), NOON).plain

    assert "typed" in text
    assert "No step was taken." in text
    assert "Nothing was answered." in text
    assert "Understood" not in text


def test_the_words_sought_are_marked() -> None:
    whole = told(row(9_998), NOON, ("PAGE",))

    marked = {whole.plain[span.start : span.end] for span in whole.spans if "reverse" in str(span.style)}
    assert marked == {"page"}


def test_a_mask_is_a_secret() -> None:
    assert secret(msgspec.structs.replace(row(1), said="log in with ••••••"))
    assert not secret(msgspec.structs.replace(row(1), said="log in • then out"))
