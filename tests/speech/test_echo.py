import numpy as np
import pytest

from speech.audio import FRAME, RATE, Chunk, Clip, silence, to_int16
from speech.echo import Echo
from speech.echofit import TAIL
from speech.reference import ClipReference


def cleaned(echo, samples):
    return [echo.clean(chunk) for chunk in Clip(samples).chunks()]


@pytest.fixture
def played(person):
    return Clip(np.concatenate([silence(0.5), person.says("I found three files. Shall I go on? Say yes to go on.").samples]))


@pytest.fixture
def leaked(played):
    return to_int16(np.concatenate([np.zeros(800, np.float32), 0.3 * played.floats])[: len(played.samples)])


def test_when_nothing_plays_the_sound_is_the_very_same(person):
    said = person.says("open the calculator").samples
    for reference in (None, ClipReference(Clip(silence(10)))):
        for chunk, one in zip(Clip(said).chunks(), cleaned(Echo(reference), said), strict=True):
            assert one.samples.tobytes() == chunk.samples.tobytes()
            assert not one.playing
            assert one.explained is None


def test_an_echo_is_taken_out_and_said_to_be_one(played, leaked):
    found = cleaned(Echo(ClipReference(played)), leaked)
    end = slice(2 * RATE // FRAME, None)
    left = np.concatenate([one.samples for one in found[end]]).astype(float)
    assert (left**2).mean() < 0.05 * (leaked[2 * RATE :].astype(float) ** 2).mean()
    assert np.mean([one.explained for one in found[end] if one.explained is not None]) > 0.7
    assert all(one.playing for one in found[end][:20])
    assert [len(one.samples) for one in found[:-1]] == [FRAME] * (len(found) - 1)


@pytest.mark.parametrize("device", ["Built-in Audio (echo cancelled with Speakers)", "echo-cancel-source"])
def test_what_the_server_has_cancelled_is_not_cancelled_twice(played, leaked, device):
    echo = Echo(ClipReference(played), device)
    found = cleaned(echo, leaked)
    assert np.array_equal(np.concatenate([one.samples for one in found]), leaked)
    assert any(one.playing for one in found)
    assert echo.span(1.5, 2.5) is not None


def test_arrival_may_jitter_and_a_gap_is_followed(played, leaked):
    chance, echo, left = np.random.default_rng(1), Echo(ClipReference(played)), []
    for number, chunk in enumerate(Clip(leaked).chunks()):
        lost = 0.5 if number >= 90 else 0.0
        at = chunk.at + lost + chance.uniform(0, 0.1)
        left.append(echo.clean(Chunk(chunk.samples, at)).samples if number != 90 else chunk.samples)
    before = slice(60 * FRAME, 90 * FRAME)
    kept = np.concatenate(left)[before].astype(float)
    assert (kept**2).mean() < 0.3 * (leaked[before].astype(float) ** 2).mean()
    span = echo.span(3.6, 3.9)
    assert span is not None
    assert span.at == pytest.approx(3.6, abs=0.2)


def test_a_chunk_may_have_any_length(played, leaked):
    echo, at, lengths = Echo(ClipReference(played)), 0, (512, 1024, 300, 1536)
    for length in lengths:
        part = leaked[at : at + length]
        assert len(echo.clean(Chunk(part, at / RATE)).samples) == length
        at += length


def test_a_span_holds_both_sides_in_step_and_what_came_before(played, leaked):
    echo = Echo(ClipReference(played))
    cleaned(echo, leaked)
    span = echo.span(1.5, 2.5)
    assert span is not None
    assert span.at == pytest.approx(1.5, abs=FRAME / RATE)
    assert len(span.played) == len(span.near) + TAIL
    assert abs(len(span.near) - span.lead - RATE) <= 2 * FRAME
    assert np.abs(span.near[span.lead :]).max() > 0.01


def test_there_is_no_span_where_nothing_was_played(played, leaked):
    echo = Echo(ClipReference(Clip(np.concatenate([silence(3.0), played.samples]))))
    cleaned(echo, np.concatenate([silence(3.0), leaked]))
    assert echo.span(1.0, 2.0) is None
    assert echo.known_at(1.0)
    assert Echo(None).span(1.0, 2.0) is None
    assert not Echo(None).known_at(1.0)


class Late(ClipReference):
    """A reference that knows only what was played before a moment, as under load."""

    until = 0.0

    def take(self, at, count):
        taken = super().take(at, count)
        return None if at >= self.until else taken[: round((self.until - at) * RATE)]


def test_what_comes_late_is_there_for_the_second_look(played, leaked):
    reference = Late(played)
    reference.until = 1.2
    echo = Echo(reference)
    cleaned(echo, leaked)
    reference.until = 10.0
    on_time = Echo(ClipReference(played))
    cleaned(on_time, leaked)
    late, whole = echo.span(1.5, 2.5), on_time.span(1.5, 2.5)
    assert late is not None
    assert whole is not None
    assert np.array_equal(late.played, whole.played)
