import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shell.bench.hearing.shapes import band, burst, hiss, in_room, moments, place, ringing, seconds, slow, tone, unit
from speech.audio import RATE

COUNT = 2 * RATE


def power(wave, low, high):
    spectrum = np.square(np.abs(np.fft.rfft(wave)))
    frequencies = np.fft.rfftfreq(len(wave), 1 / RATE)
    return spectrum[(frequencies >= low) & (frequencies < high)].sum()


@pytest.mark.parametrize(("slope", "falls_db"), [(0.0, 3.0), (-3.0, 0.0), (-6.0, -3.0)])
def test_hiss_falls_by_its_slope(slope, falls_db):
    wave = hiss(np.random.default_rng(1), COUNT, slope)
    # An octave higher there are twice as many lines.
    assert 10 * np.log10(power(wave, 2000, 4000) / power(wave, 1000, 2000)) == pytest.approx(falls_db, abs=0.5)
    assert np.sqrt(np.mean(wave**2)) == pytest.approx(1.0)


def test_a_band_keeps_what_lies_in_it():
    wave = band(hiss(np.random.default_rng(1), COUNT), 1000, 2000)
    assert power(wave, 1000, 2000) > 20 * (power(wave, 20, 500) + power(wave, 4000, 8000))


def test_a_tone_and_its_overtones_stand_where_they_should():
    wave = tone(COUNT, 440.0, np.random.default_rng(1), (1.0, 0.0, 0.5))
    assert power(wave, 430, 450) > 3.5 * power(wave, 1310, 1330) > 100 * power(wave, 870, 890)
    assert not tone(COUNT, 9000.0, np.random.default_rng(1)).any(), "what the rate cannot hold is left out, not folded back"


def test_a_burst_dies_and_a_room_rings_on():
    envelope = burst(RATE, 0.01, 0.5)
    assert envelope[RATE // 2] < 0.002 < envelope[RATE // 4]
    click = np.zeros(RATE)
    click[100] = 1.0
    heard = in_room(np.random.default_rng(1), click, 0.5, 0.5)
    assert np.abs(heard[4000:6000]).max() > 0
    assert np.abs(heard[100 + RATE // 2 :]).max() == pytest.approx(0.0, abs=1e-9)


def test_struck_partials_fade():
    wave = ringing(np.random.default_rng(1), RATE, [500.0, 1300.0, 99_000.0], 0.4)
    assert np.abs(wave[RATE // 2 :]).max() < 0.02 * np.abs(wave).max()


@given(st.floats(-1, 3), st.integers(0, 20_000))
def test_what_is_placed_beyond_the_end_is_cut_off(at_s, size):
    whole = np.zeros(RATE)
    place(whole, np.ones(size), max(0.0, at_s), 2.0)
    assert whole.sum() == 2.0 * max(0, min(size, RATE - round(max(0.0, at_s) * RATE)))


def test_moments_lie_within_and_are_as_many_as_wanted():
    found = moments(np.random.default_rng(1), 60 * RATE, 2.0)
    assert 80 < len(found) < 160
    assert all(0 <= at < 60 for at in found)
    assert len(moments(np.random.default_rng(1), RATE, 0.001)) == 1


def test_a_slow_curve_stays_in_its_bounds():
    curve = slow(np.random.default_rng(1), COUNT, 5.0)
    assert 0 <= curve.min() < 0.3 < 0.7 < curve.max() <= 1


def test_silence_stays_silence():
    assert not unit(np.zeros(100)).any()
    assert seconds(RATE + 1)[-1] == 1.0
