from pathlib import Path

import numpy as np
import pytest

from speech import wavfile
from speech.audio import RATE, Samples, silence, to_int16
from speech.errors import ModelMissing
from speech.recordings import Recordings
from speech.spotter import NET, Spot, Spotter


def heard(samples: Samples, size: int = 512) -> list[Spot]:
    spotter = Spotter()
    return [spot for at in range(0, len(samples), size) for spot in spotter.hear(samples[at : at + size])]


def padded(samples: Samples) -> Samples:
    return np.concatenate([silence(0.5), samples, silence(0.5)])


def test_the_wake_word_of_people_is_found(recordings: Path):
    clips = Recordings(recordings).clips("wake/computer", "tuning")
    found = [any(spot.word == "computer" for spot in heard(padded(wavfile.read(path).samples))) for path in clips[:40]]

    assert len(found) >= 20
    assert sum(found) / len(found) >= 0.9


def test_other_words_of_people_hardly_ever_are(recordings: Path):
    clips = Recordings(recordings).clips("wake/other", "tuning")[:40]
    found = [spot.word for path in clips for spot in heard(padded(wavfile.read(path).samples))]

    assert found.count("computer") <= 1
    assert found.count("stop") <= 5  # each is a hesitation, no more: it is recognised before anything ends


@pytest.mark.parametrize("loudness", [0.0, 0.001, 0.03, 0.3])
def test_silence_and_noise_say_nothing(loudness: float):
    noise = np.random.default_rng(1).normal(0.0, 1.0, 20 * RATE).astype(np.float32)

    assert heard(to_int16(noise * np.float32(loudness))) == []


def test_pieces_of_any_size_are_heard_like_the_whole(recordings: Path):
    sound = padded(wavfile.read(Recordings(recordings).clips("wake/computer", "tuning")[0]).samples)

    whole = heard(sound, len(sound))

    assert [spot.word for spot in whole] == ["computer"]
    for size in (100, 512, 1777):
        found = heard(sound, size)
        assert [(spot.word, spot.at_sample) for spot in found] == [(spot.word, spot.at_sample) for spot in whole]
        assert np.isclose(found[0].score, whole[0].score, atol=0.002)


def test_a_reset_forgets_and_counts_anew(recordings: Path):
    sound = padded(wavfile.read(Recordings(recordings).clips("wake/computer", "tuning")[0]).samples)
    spotter = Spotter()
    first = spotter.hear(sound)
    spotter.reset()

    assert spotter.hear(sound) == first != []


def test_without_its_net_it_says_which_is_missing(tmp_path: Path):
    with pytest.raises(ModelMissing, match="spotter"):
        Spotter(net=tmp_path / "spotter.onnx")


def test_the_net_is_small_and_has_a_card():
    assert NET.stat().st_size < 1_000_000
    assert "Licence" in NET.with_suffix(".md").read_text()
