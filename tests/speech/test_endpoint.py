from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.audio import FRAME, RATE
from speech.endpoint import Ended, Endpoint, Paused, Started
from speech.settings import Settings


def run(probabilities, settings=None):
    endpoint = Endpoint(settings)
    return [event for one in probabilities if (event := endpoint.step(one)) and not isinstance(event, Paused)]


def test_speech_then_silence_is_one_utterance_with_preroll():
    started, ended = run([0.0] * 20 + [0.9] * 10 + [0.0] * 20)
    assert started == Started(20 * FRAME)
    assert isinstance(ended, Ended)
    assert (ended.spoken_from, ended.spoken_to) == (20 * FRAME, 30 * FRAME)
    assert ended.first == 20 * FRAME - 300 * RATE // 1000
    assert ended.last > ended.spoken_to
    assert ended.vad == pytest.approx(0.9)
    assert not ended.cut


def test_the_silence_setting_decides_whether_a_pause_splits():
    pause = [0.0] * 5 + [0.9] * 10 + [0.0] * 10 + [0.9] * 10 + [0.0] * 40
    assert len(run(pause, Settings(endpoint_ms=400))) == 2
    assert len(run(pause, Settings(endpoint_ms=200))) == 4


def test_one_frame_is_a_click():
    assert run([0.0] * 5 + [0.99] + [0.0] * 40) == []


def test_too_long_is_cut_and_goes_on():
    events = run([0.9] * 200, Settings(longest_s=2.0))
    cut = [one for one in events if isinstance(one, Ended)]
    assert len(cut) >= 3
    assert all(one.cut for one in cut)
    assert all(a.last <= b.first for a, b in pairwise(cut))


def test_the_end_of_the_stream_ends_the_utterance():
    endpoint = Endpoint()
    for one in [0.9] * 10:
        endpoint.step(one)
    ended = endpoint.finish()
    assert ended is not None
    assert ended.spoken_to == 10 * FRAME
    assert endpoint.finish() is None


def test_a_pause_tells_what_the_end_would_keep():
    endpoint = Endpoint()
    events = [event for one in [0.0] * 20 + [0.9] * 10 + [0.0] * 20 if (event := endpoint.step(one))]
    _, paused, ended = events
    assert isinstance(paused, Paused)
    assert isinstance(ended, Ended)
    assert (paused.first, paused.last) == (ended.first, ended.last)


@given(st.lists(st.floats(0, 1), max_size=200))
def test_utterances_never_overlap_and_lie_in_the_stream(probabilities):
    floor, open_ = 0, False
    for event in run(probabilities, Settings(longest_s=1.0)):
        assert isinstance(event, Ended) == open_
        open_ = not open_
        if isinstance(event, Ended):
            assert floor <= event.first <= event.spoken_from <= event.spoken_to <= len(probabilities) * FRAME
            floor = event.last
