import numpy as np

from speech.audio import RATE, to_int16
from speech.features import BANDS, HOP, Features, mel


def noise(seconds: float) -> np.ndarray:
    return to_int16(np.random.default_rng(4).normal(0.0, 0.1, round(seconds * RATE)).astype(np.float32))


def test_pieces_of_any_size_give_the_rows_of_the_whole():
    sound = noise(1.0)
    whole = Features().hear(sound)
    stream, at, rows = Features(), 0, []
    for size in (1, 159, 160, 161, 512, 7, 3000, 12000):
        rows.append(stream.hear(sound[at : at + size]))
        at += size

    assert whole.shape == (100, BANDS)
    np.testing.assert_allclose(np.concatenate(rows), whole, atol=1e-5)


def tone(hertz: float, loudness: float = 0.1) -> np.ndarray:
    return (loudness * np.sin(2 * np.pi * hertz * np.arange(RATE) / RATE)).astype(np.float32)


def test_a_tone_is_loudest_in_the_band_of_its_pitch():
    low, high = mel(tone(440.0))[50], mel(tone(3000.0))[50]

    assert low.argmax() < high.argmax()
    assert low.max() > 100 * np.median(low)


def test_the_same_sound_gives_the_same_rows_however_loud_it_is():
    loud, quiet = Features().hear(to_int16(tone(440.0, 0.5))), Features().hear(to_int16(tone(440.0, 0.05)))

    np.testing.assert_allclose(loud.max(axis=1)[5:], quiet.max(axis=1)[5:], atol=0.02)


def test_after_something_loud_it_takes_a_while_until_something_quiet_is_loud():
    stream = Features()
    stream.hear(to_int16(tone(440.0, 0.5)))
    quiet = to_int16(tone(440.0, 0.05))
    rows = np.concatenate([stream.hear(quiet) for _ in range(3)])

    assert rows[10].max() < rows[100].max() - 0.3
    assert np.isclose(rows[-1].max(), Features().hear(quiet)[-1].max(), atol=0.02)


def test_a_reset_forgets():
    stream, sound = Features(), noise(0.05)
    first = stream.hear(sound)
    stream.reset()

    np.testing.assert_array_equal(stream.hear(sound), first)
    assert len(first) == len(sound) // HOP
