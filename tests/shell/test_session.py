from dataclasses import replace

import pytest

from shell.event import (
    Acting,
    Answered,
    Asked,
    Attention,
    Device,
    Ended,
    Event,
    Failed,
    Heard,
    Heeding,
    Ignored,
    Level,
    Listening,
    Partial,
    Quiet,
    Said,
    Understood,
)
from shell.session import QUEUE, Mode, Session, State, advance

MIC, LOST = Device(0, 1.0, "microphone", "in use", "mic"), Device(0, 2.0, "microphone", "lost", "mic", "unplugged")
QUESTION = Asked(3, 1.0, "yes", "Delete it?")
ASKING = State(Mode.ASKING, 3, running=True, asked=QUESTION)


@pytest.mark.parametrize(
    ("before", "event", "after"),
    [
        (State(), Listening(0, 1.0), State(Mode.LISTENING)),
        (State(Mode.ACTING, 2), Listening(2, 1.0, speech=True), State(Mode.ACTING, 2)),
        (State(Mode.LISTENING, 2), Heard(3, 1.0, "hi"), State(Mode.THINKING, 3, running=True)),
        (State(Mode.LISTENING, 4), Heard(3, 1.0, "late"), State(Mode.THINKING, 4, running=True)),
        (ASKING, Heard(4, 1.0, "something else"), ASKING),
        (State(Mode.ACTING, 1), Understood(1, 1.0, "files.trash"), State(Mode.THINKING, 1)),
        (State(Mode.THINKING, 3, running=True), QUESTION, ASKING),
        (ASKING, Answered(3, 1.0), State(Mode.THINKING, 3, running=True)),
        (ASKING, Answered(3, 1.0, id=7), ASKING),
        (replace(ASKING, running=False), Answered(3, 1.0), State(Mode.LISTENING, 3)),
        (State(Mode.THINKING, 3), Acting(3, 1.0, 1, "open it"), State(Mode.ACTING, 3)),
        (State(Mode.ACTING, 3), Ended(3, 1.0, "done", "Did it."), State(Mode.LISTENING, 3, last_said="Did it.")),
        (State(Mode.ACTING, 3, last_said="Before."), Ended(3, 1.0, "stopped", ""), State(Mode.LISTENING, 3, last_said="Before.")),
        (State(Mode.ACTING, 3), Ended(2, 1.0, "stopped", "Stopped."), State(Mode.ACTING, 3)),
        (State(Mode.ACTING, 3, running=True), Ended(3, 1.0, "done", ""), State(Mode.LISTENING, 3)),
        (ASKING, Ended(3, 1.0, "stopped", ""), State(Mode.LISTENING, 3)),
        (State(Mode.LISTENING), Said(0, 1.0, "Hello."), State(Mode.LISTENING, speaking=True)),
        (State(Mode.LISTENING, speaking=True), Quiet(0, 1.0), State(Mode.LISTENING)),
        (State(), Failed(0, 1.0, "no"), State()),
        (State(Mode.THINKING, 1), Failed(1, 1.0, "no"), State(Mode.LISTENING, 1)),
        (State(Mode.ACTING, 1, running=True), Failed(1, 1.0, "no"), State(Mode.ACTING, 1, running=True)),
        (State(Mode.ACTING, 1), Ignored(1, 1.0, "noise"), State(Mode.ACTING, 1)),
        (State(Mode.ACTING, 1), Partial(1, 1.0, "op"), State(Mode.ACTING, 1)),
        (State(Mode.LISTENING), Heeding(0, 1.0, False, "say “computer”"), State(Mode.LISTENING, heeds=False, cue="say “computer”")),
        (State(Mode.ACTING, 1, heeds=False, cue="hold F9"), Heeding(1, 1.0, True, "hold F9"), State(Mode.ACTING, 1, cue="hold F9")),
        (State(Mode.LISTENING), Attention(0, 1.0, asleep=True), State(Mode.ASLEEP, asleep=True)),
        (State(Mode.ASLEEP, asleep=True), Attention(0, 1.0), State(Mode.LISTENING)),
        (State(Mode.ASLEEP, asleep=True), Attention(0, 1.0, asleep=True, muted=True), State(Mode.MUTED, asleep=True, muted=True)),
        (State(Mode.ACTING, 1), Attention(1, 1.0, asleep=True), State(Mode.ACTING, 1, asleep=True)),
        (State(Mode.ACTING, 1, asleep=True), Ended(1, 1.0, "done"), State(Mode.ASLEEP, 1, asleep=True)),
        (State(Mode.ASLEEP, 1, asleep=True), Heard(2, 1.0, "wake up"), State(Mode.THINKING, 2, running=True, asleep=True)),
        (State(Mode.THINKING, 1, muted=True), Failed(1, 1.0, "no"), State(Mode.MUTED, 1, muted=True)),
        (State(devices=(MIC,)), LOST, State(devices=(LOST,))),
    ],
)
def test_the_state_follows_from_the_event(before: State, event: Event, after: State) -> None:
    assert advance(before, event) == after


def test_listeners_and_recorders_get_every_event_in_order() -> None:
    session, kept = Session(), list[Event]()
    session.record(kept.append)
    events = [Listening(0, 1.0), Heard(1, 2.0, "hi"), Ended(1, 3.0, "done", "Hi.")]
    with session.listener() as one, session.listener() as other:
        for event in events:
            session.publish(event)

    assert kept == events == [one.get_nowait() for _ in events] == [other.get_nowait() for _ in events]
    assert session.state == State(Mode.LISTENING, 1, last_said="Hi.")


def test_a_listener_that_does_not_keep_up_is_dropped_and_told_so() -> None:
    session = Session()
    with session.listener() as slow, session.listener() as quick:
        for number in range(QUEUE + 5):
            session.publish(Partial(0, 0.0, str(number)))
            quick.get_nowait()
        got = [slow.get_nowait() for _ in range(slow.qsize())]

    assert len(got) == QUEUE
    assert got[-1] is None
    assert None not in got[:-1]


def test_what_is_published_after_a_listener_left_is_not_kept_for_it() -> None:
    session = Session()
    with session.listener() as left:
        pass
    session.publish(Listening(0, 1.0))

    assert left.empty()


def test_levels_are_for_those_who_ask() -> None:
    session, kept, pulses = Session(), list[Event](), list[Event]()
    session.record(kept.append)
    session.record(pulses.append, levels=True)
    with session.listener() as plain:
        assert not session.watched
        with session.listener(levels=True) as screen:
            assert session.watched
            session.publish(Level(0, 1.0, 0.5))
            session.publish(Partial(0, 2.0, "op"))
            assert [screen.get_nowait(), screen.get_nowait()] == pulses
        assert plain.get_nowait() == kept[0] == Partial(0, 2.0, "op")
        assert plain.empty()


def test_who_comes_late_is_told_the_turn_that_runs() -> None:
    session = Session()
    for event in (MIC, Heard(1, 1.0, "one"), Ended(1, 2.0, "done"), Heard(2, 3.0, "two"), Partial(2, 4.0, "x"), QUESTION):
        session.publish(event)

    assert session.recent == (Heard(2, 3.0, "two"),)
    assert session.state.asked == QUESTION
    assert session.state.devices == (MIC,)
