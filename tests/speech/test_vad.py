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


def test_a_short_word_after_a_long_silence_is_believed_as_after_a_short_one(person):
    word = person.says("go back").samples
    soon, late = (Vad().hear(np.concatenate([silence(seconds), word, silence(0.5)])) for seconds in (0.5, 30.0))
    assert sum(one > 0.5 for one in late) > 0.8 * sum(one > 0.5 for one in soon)


def test_the_detector_does_not_begin_anew_while_somebody_speaks(person):
    clip = person.says("make a folder called invoices and open it", before=0.5)
    spoken = np.concatenate([clip.samples] * 4)
    assert np.mean(np.array(Vad().hear(spoken)) > 0.5) > 0.5
