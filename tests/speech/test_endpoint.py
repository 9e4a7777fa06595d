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


SPOKEN = [0.0] * 20 + [0.9] * 10
FRAMES_1500 = round(1500 * RATE / 1000 / FRAME)


def stepped(endpoint, probabilities):
    return [event for one in probabilities if (event := endpoint.step(one))]


def test_what_is_unfinished_is_waited_for_and_then_ends_all_the_same():
    endpoint = Endpoint()
    paused = stepped(endpoint, SPOKEN + [0.0] * 8)[-1]
    endpoint.hold(9000, paused)
    assert stepped(endpoint, [0.0] * (FRAMES_1500 - 9)) == []
    (ended,) = stepped(endpoint, [0.0])
    assert isinstance(ended, Ended)
    assert (ended.first, ended.last) == (paused.first, paused.last)
    assert not ended.cut


def test_a_hold_ends_when_somebody_speaks_again():
    endpoint = Endpoint()
    stepped(endpoint, SPOKEN + [0.0] * 8)
    endpoint.hold(1500)
    assert stepped(endpoint, [0.0] * 20 + [0.9] * 5) == []
    again = stepped(endpoint, [0.0] * 13)
    assert [type(one) for one in again] == [Paused, Ended]


def test_a_hold_given_up_ends_with_the_next_silent_frame():
    endpoint = Endpoint()
    stepped(endpoint, SPOKEN + [0.0] * 8)
    endpoint.hold(1500)
    assert stepped(endpoint, [0.0] * 20) == []
    endpoint.hold(0)
    assert [type(one) for one in stepped(endpoint, [0.0])] == [Ended]


def test_a_hold_never_shortens_a_long_setting():
    endpoint = Endpoint(Settings(endpoint_ms=1200))
    stepped(endpoint, SPOKEN + [0.0] * 8)
    endpoint.hold(100)
    assert stepped(endpoint, [0.0] * 20) == []


def test_a_late_reading_of_an_earlier_pause_holds_nothing():
    endpoint = Endpoint()
    before = stepped(endpoint, SPOKEN + [0.0] * 8)[-1]
    stepped(endpoint, [0.9] * 5)
    endpoint.hold(1500)
    assert stepped(endpoint, [0.0] * 8) != []
    endpoint.hold(1500, before)
    assert [type(one) for one in stepped(endpoint, [0.0] * 6)] == [Ended]


def test_a_hold_while_nobody_speaks_holds_nothing():
    endpoint = Endpoint()
    stepped(endpoint, [0.0] * 5)
    endpoint.hold(1500)
    assert [type(one) for one in stepped(endpoint, [0.9] * 10 + [0.0] * 13)] == [Started, Paused, Ended]


def test_a_key_let_go_ends_at_once_and_what_comes_after_is_another_utterance():
    endpoint = Endpoint()
    stepped(endpoint, SPOKEN)
    first = endpoint.finish()
    assert first is not None
    assert first.last == 30 * FRAME
    assert not endpoint.speaking
    started, paused, second = stepped(endpoint, [0.9] * 10 + [0.0] * 20)
    assert isinstance(second, Ended)
    assert (started.sample, second.first) == (30 * FRAME, first.last)
    assert isinstance(paused, Paused)


def test_a_key_let_go_during_a_held_silence_keeps_what_the_pause_told():
    endpoint = Endpoint()
    paused = stepped(endpoint, SPOKEN + [0.0] * 8)[-1]
    endpoint.hold(1500)
    stepped(endpoint, [0.0] * 10)
    ended = endpoint.finish()
    assert ended is not None
    assert (ended.first, ended.last) == (paused.first, paused.last)


@given(
    st.lists(st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.0, 0.9]), st.sampled_from(["hold", "give up", "key"])), max_size=250),
    st.integers(250, 1500),
)
def test_whatever_is_held_or_let_go_every_pause_is_honest_and_no_silence_is_endless(steps, endpoint_ms):
    endpoint = Endpoint(Settings(endpoint_ms=endpoint_ms, longest_s=4.0))
    floor, paused, silent = 0, None, 0
    for one in steps:
        match one:
            case "hold":
                endpoint.hold(10_000)
                continue
            case "give up":
                endpoint.hold(0)
                continue
            case "key":
                event = endpoint.finish()
            case probability:
                event = endpoint.step(probability)
                silent = silent + 1 if probability < 0.35 else 0
                paused = paused if silent else None
        if isinstance(event, Paused):
            paused = event
        elif isinstance(event, Ended):
            assert floor <= event.first <= event.spoken_from <= event.spoken_to <= event.last
            assert paused is None or (paused.first, paused.last) == (event.first, event.last)
            floor, paused = event.last, None
        assert not endpoint.speaking or silent < max(FRAMES_1500, round(endpoint_ms * RATE / 1000 / FRAME))
