import re
from random import Random

from speech.learning.phrases import ALIKE_COMPUTER, ALIKE_STOP, STOPS, WAKES, WITHIN_STOP, ordinary
from speech.stopwords import is_stop


def test_what_must_stop_is_what_the_recognised_words_stop_too_and_the_rest_is_not():
    assert all(is_stop(text) for text in STOPS)
    assert not [text for text in (*ALIKE_STOP, *WITHIN_STOP, *ALIKE_COMPUTER) if is_stop(text)]


def test_the_wake_word_ends_what_wakes():
    assert all(re.search(r"\bcomputer\W*$", text, re.IGNORECASE) for text in WAKES)


def test_ordinary_talk_has_none_of_our_words_and_comes_again_from_the_same_seed():
    texts = ordinary(Random(3), 400)

    assert len(set(texts)) > 200
    assert not [text for text in texts if re.search(r"\b(stop|cancel|computer)", text, re.IGNORECASE)]
    assert ordinary(Random(3), 400) == texts
