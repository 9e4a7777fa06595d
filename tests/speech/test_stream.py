import numpy as np

from speech.audio import RATE, Clip
from speech.echo import Echo
from speech.endpoint import Ended, Started
from speech.settings import Settings
from speech.stream import Stream


def run(clip):
    stream, events = Stream(Settings()), []
    for chunk in clip.chunks():
        events += [event for _, event in stream.add(chunk, chunk.samples) if event is not None]
    return stream, events


def test_speech_is_found_at_its_time_and_can_be_taken(person):
    clip = person.says("open the calculator", before=1.0, after=1.0)
    stream, events = run(Clip(clip.samples, 100.0))
    started, ended = next(one for one in events if isinstance(one, Started)), next(one for one in events if isinstance(one, Ended))
    assert 100.9 < stream.seconds(started.sample) < 101.3
    assert stream.spoken_at == stream.seconds(started.sample)
    assert stream.end == len(clip.samples)
    assert abs(stream.now - (100.0 + clip.duration)) < 0.001
    assert ended.first < started.sample < ended.last


def test_a_take_is_the_sound_as_it_came_with_the_moments_of_the_speech(person):
    clip = person.says("open the calculator", before=1.0).cut(0.0, 1.7)  # in the middle of a word
    stream, _ = run(Clip(clip.samples, 100.0))
    ended = stream.finish()
    assert ended is not None
    take = stream.take(ended.first, ended.last, Echo(None), ended)
    start = round((take.clip.started_at - 100.0) * RATE)
    assert np.array_equal(take.clip.samples, clip.samples[start : start + len(take.clip.samples)])
    assert take.span is None
    assert not take.known
    assert 100.9 < take.spoken[0] < take.spoken[1] <= stream.now
    assert stream.finish() is None


def test_the_level_is_told_ten_times_a_second_of_what_came_in(person):
    stream, levels = Stream(Settings()), []
    clip = person.says("open the calculator")
    for chunk in clip.chunks():
        list(stream.add(chunk, chunk.samples))
        levels.append(stream.level(chunk))
    told = [one for one in levels if one is not None]
    assert abs(len(told) - clip.duration * 8) <= 2
    assert max(level for level, _ in told) > 0.5
    assert max(speech for _, speech in told) > 0.9
