import numpy as np
import pytest

from speech.audio import RATE, Clip, resample, silence, to_int16


def tone(hertz: float, rate: int, seconds: float = 1.0) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


@pytest.mark.parametrize("rate", [8000, 11025, 22050, 44100, 48000])
def test_resampling_keeps_a_tone_and_its_length(rate):
    got = resample(tone(440, rate), rate)
    assert len(got) == RATE
    assert np.abs(got - tone(440, RATE))[200:-200].max() < 0.01


def test_resampling_does_not_fold_high_tones_down():
    assert np.abs(resample(tone(15000, 44100), 44100))[200:-200].max() < 0.01


def test_clip_cuts_keep_time():
    clip = Clip(np.arange(RATE, dtype=np.int16), started_at=10.0)
    part = clip.cut(0.25, 0.5)
    assert (part.duration, part.started_at, part.samples[0]) == (0.25, 10.25, 4000)
    assert len(clip.cut(0.9, 5).samples) == 1600


def test_chunks_are_the_whole_clip_in_order():
    clip = Clip(np.arange(1300, dtype=np.int16), started_at=1.0)
    chunks = list(clip.chunks(512))
    assert [len(one.samples) for one in chunks] == [512, 512, 276]
    assert chunks[1].at == pytest.approx(1.032)


def test_loud_samples_are_clipped_not_wrapped():
    assert to_int16(np.array([2.0, -2.0, 0.0], np.float32)).tolist() == [32767, -32768, 0]
    assert len(silence(0.5)) == RATE // 2
