import numpy as np
import pytest

from speech import wavfile
from speech.audio import RATE, silence
from speech.errors import NotAudio
from speech.hear import hear_file


def test_a_person_in_a_file(recordings, whisper):
    found = hear_file(recordings / "sentences" / "jfk.wav", whisper)
    assert "ask not what your country can do for you" in found["text"].lower()
    assert set(found) == {"file", "text", "alternatives", "evidence", "audio_s", "ms"}
    assert found["audio_s"] == pytest.approx(11.0, abs=0.1)
    assert found["evidence"]["vad"] > 0.7


def test_a_long_file_is_split_and_joined(tmp_path, person, whisper):
    pieces = [person.says("open the calculator").samples, silence(20.0), person.says("go back").samples]
    wavfile.write(tmp_path / "long.wav", np.concatenate(pieces))
    assert hear_file(tmp_path / "long.wav", whisper)["text"].lower() == "open the calculator go back"


def test_noise_and_silence_are_no_words(tmp_path, whisper):
    wavfile.write(tmp_path / "noise.wav", np.random.default_rng(3).normal(0, 1500, 2 * RATE).astype(np.int16))
    found = hear_file(tmp_path / "noise.wav", whisper)
    assert (found["text"], found["evidence"]["logprob"]) == ("", None)


def test_a_text_file_is_not_sound(tmp_path, whisper):
    (tmp_path / "a.wav").write_text("hello")
    with pytest.raises(NotAudio):
        hear_file(tmp_path / "a.wav", whisper)
