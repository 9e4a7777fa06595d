import pytest

from speech.symbols import flat, named


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("one\ntwo", "one. two"),
        ("one,\r\n\r\ntwo\n", "one, two"),
        ("# Title\n- a\n2. b", "Title. a. b"),
        ("a\x00b\u200bc\tdé", "a bc dé"),
        ("٣ files", "3 files"),
        ("“it’s” – 1\u202f000", "“it's”  -  1000"),
    ],
)
def test_one_line_of_what_can_be_seen(written, line):
    assert flat(written) == line


@pytest.mark.parametrize(
    ("sign", "words"),
    [("👍", "thumbs up"), ("→", "to"), ("½", "one half"), ("🐍", "snake"), ("±", "plus or minus"), ("“a”", "a"), ("é", "é"), ("日", "日")],
)
def test_signs_have_names(sign, words):
    assert " ".join(named(sign).split()) == words
