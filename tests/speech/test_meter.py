import numpy as np
import pytest

from speech.audio import RATE
from speech.meter import Meter, level_of


@pytest.mark.parametrize(("decibels", "level"), [(-90, 0.0), (-60, 0.0), (-35, 0.5), (-10, 1.0), (0, 1.0)])
def test_the_level_is_linear_in_decibels(decibels, level):
    assert level_of(10 ** (decibels / 10) * 32768.0**2) == pytest.approx(level, abs=1e-6)


def test_a_number_every_tenth_of_a_second_of_sound():
    meter = Meter()
    chunk = np.zeros(512, np.int16)
    told = [meter.add(chunk, 0.1) for _ in range(RATE // 512)]
    assert sum(one is not None for one in told) == pytest.approx(8, abs=2)
    assert {one for one in told if one} == {(0.0, 0.1)}


def test_the_surest_speech_since_the_last_number_is_told():
    meter = Meter()
    tone = (np.sin(np.arange(800) / 5) * 8000).astype(np.int16)
    assert meter.add(tone, 0.9) is None
    level, speech = meter.add(tone, 0.2) or (0, 0)
    assert speech == 0.9
    assert 0.85 < level <= 1.0
