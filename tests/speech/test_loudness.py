import numpy as np
import pytest

from speech.loudness import TARGET_DB, Levelling, limited, loudness

RATE = 22050


def noise(seconds: float, level: float, seed: int = 0) -> np.ndarray:
    return (np.random.default_rng(seed).standard_normal(round(seconds * RATE)) * level).astype(np.float32)


def test_pauses_do_not_count():
    spoken = noise(1.0, 0.1)
    with_pauses = np.concatenate([np.zeros(RATE, np.float32), spoken, noise(1.0, 0.002)])
    assert loudness(spoken, RATE) == pytest.approx(-20.0, abs=0.2)
    assert loudness(with_pauses, RATE) == pytest.approx(-20.0, abs=0.3)


def test_silence_and_nothing_have_no_loudness():
    assert loudness(np.zeros(RATE, np.float32), RATE) == float("-inf")
    assert loudness(np.zeros(0, np.float32), RATE) == float("-inf")
    assert Levelling(RATE).level(np.zeros(RATE, np.float32), True).max() == 0


@pytest.mark.parametrize("level", [0.03, 0.06, 0.1, 0.2])
def test_a_short_sentence_is_levelled_exactly(level):
    out = Levelling(RATE).level(noise(0.8, level), True)
    assert loudness(out / np.float32(32768), RATE) == pytest.approx(TARGET_DB, abs=0.5)


def test_pieces_of_real_sentences_come_out_alike_and_unclipped(piper):
    texts = (
        "Opening the calculator.",
        "Shall I delete the file report for good?",
        "There are twelve things you can say here, among them open, close and scroll.",
        "I tried to press the button send and cannot tell whether it worked.",
        "That did not match.",
        "WELCOME TO SAYSO!",
        "Your account ends with four seven one one, and nothing was paid today.",
    )
    sounds = [np.concatenate(list(piper.say(text))) for text in texts]
    levels = [loudness(sound / np.float32(32768), RATE) for sound in sounds]
    assert max(abs(level - TARGET_DB) for level in levels) < 3.0  # one of fifty sentences may be off by more than 1.5
    assert float(np.std(levels)) < 1.2
    assert max(int(np.abs(sound.astype(np.int32)).max()) for sound in sounds) < 0.9 * 32768


def test_the_gain_changes_without_a_step():
    levelling = Levelling(RATE)
    steady = np.full(RATE // 2, 0.01, np.float32)
    joined = np.concatenate([levelling.level(steady, False), levelling.level(steady * 5, True)]).astype(np.int32)
    edge = RATE // 2
    before, after = joined[edge - 1], joined[edge] / 5
    assert after == pytest.approx(before, rel=0.05)


def test_peaks_are_bent_and_what_is_quiet_stays():
    wave = np.linspace(-2, 2, 4001, dtype=np.float32)
    bent = limited(wave)
    assert np.abs(bent).max() <= 0.89
    assert (np.diff(bent) >= 0).all()
    quiet = np.abs(wave) <= 0.6
    assert np.array_equal(bent[quiet], wave[quiet])
