import shutil
from random import Random

import numpy as np
import pytest

from speech.audio import RATE
from speech.learning.accents import accented


def test_a_voice_keeps_its_knobs():
    one, again, others = accented(Random(1)), accented(Random(1)), {accented(Random(seed)).label for seed in range(20)}
    assert one == again
    assert len(one.spelt) == 10
    assert len(others) > 15


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
@pytest.mark.parametrize("seed", range(3))
def test_digits_sound_and_each_as_it_should(seed):
    voice = accented(Random(seed))
    row, single = voice.say("one, seven, nine."), voice.say("six.")
    assert len(single) < len(row) < 6 * RATE
    assert np.abs(row).max() > 1000
