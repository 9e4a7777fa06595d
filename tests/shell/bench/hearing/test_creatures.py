import numpy as np

from shell.bench.hearing import creatures
from speech.audio import RATE


def test_a_hummed_note_has_the_overtones_of_a_voice():
    wave = creatures.humming(np.random.default_rng(3), 4 * RATE)
    spectrum = np.square(np.abs(np.fft.rfft(wave)))
    frequencies = np.fft.rfftfreq(len(wave), 1 / RATE)
    assert spectrum[(frequencies > 50) & (frequencies < 4000)].sum() > 0.9 * spectrum.sum()
