import numpy as np

from speech import wavfile
from speech.audio import FRAME, RATE, Clip, silence
from speech.vad import Vad, probabilities


def test_a_person_is_speech_and_silence_is_not(person):
    clip = person.says("make a folder called invoices", before=0.5, after=0.5)
    found = probabilities(clip)
    assert len(found) == len(clip.samples) // FRAME
    assert max(found[:12]) < 0.3
    assert np.mean(sorted(found)[-20:]) > 0.9


def test_noise_is_not_speech():
    noise = np.random.default_rng(1).normal(0, 2000, 3 * RATE).astype(np.int16)
    assert max(probabilities(Clip(noise))) < 0.5
    assert max(probabilities(Clip(silence(1)))) < 0.3


def test_the_size_of_the_pieces_does_not_matter(person):
    clip = person.says("stop")
    vad, pieces = Vad(), list[float]()
    for chunk in clip.chunks(333):
        pieces += vad.hear(chunk.samples)
    assert np.allclose(pieces, probabilities(clip), atol=1e-5)


def test_real_yes_and_no(recordings):
    for word in ("yes", "no"):
        assert max(probabilities(wavfile.read(recordings / "words" / f"{word}_1000ms.wav"))) > 0.8
    assert max(probabilities(wavfile.read(recordings / "words" / "noise_1000ms.wav"))) < 0.5
