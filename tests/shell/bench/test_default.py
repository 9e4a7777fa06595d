import numpy as np

from shell.bench.default import library_default_ms
from speech import wavfile
from speech.piper import Piper


def test_the_library_as_it_comes_is_timed_on_a_real_clip(tmp_path):
    voice = Piper()
    clip = tmp_path / "clip.wav"
    wavfile.write(clip, np.concatenate(list(voice.say("Open the calculator."))), voice.rate)
    (ms,) = library_default_ms([clip])
    assert ms > 1
