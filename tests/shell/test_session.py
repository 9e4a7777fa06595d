import pytest

from shell.event import Acting, Answered, Asked, Ended, Event, Failed, Heard, Ignored, Listening, Partial, Quiet, Said, Understood
from shell.session import QUEUE, Mode, Session, State, advance

ASKING = State(Mode.ASKING, 3, question="Delete it?")


@pytest.mark.parametrize(
    ("before", "event", "after"),
    [
        (State(), Listening(0, 1.0), State(Mode.LISTENING)),
        (State(Mode.ACTING, 2), Listening(2, 1.0, speech=True), State(Mode.ACTING, 2)),
        (State(Mode.LISTENING, 2), Heard(3, 1.0, "hi"), State(Mode.THINKING, 3)),
        (State(Mode.LISTENING, 4), Heard(3, 1.0, "late"), State(Mode.THINKING, 4)),
        (ASKING, Heard(4, 1.0, "something else"), ASKING),
        (State(Mode.ACTING, 1), Understood(1, 1.0, "files.trash"), State(Mode.THINKING, 1)),
        (State(Mode.THINKING, 3), Asked(3, 1.0, "yes", "Delete it?"), ASKING),
        (ASKING, Answered(3, 1.0), State(Mode.THINKING, 3)),
        (State(Mode.THINKING, 3), Acting(3, 1.0, 1, "open it"), State(Mode.ACTING, 3)),
        (State(Mode.ACTING, 3), Ended(3, 1.0, "done", "Did it."), State(Mode.LISTENING, 3, last_said="Did it.")),
        (State(Mode.ACTING, 3, last_said="Before."), Ended(3, 1.0, "stopped", ""), State(Mode.LISTENING, 3, last_said="Before.")),
        (State(Mode.ACTING, 3), Ended(2, 1.0, "stopped", "Stopped."), State(Mode.ACTING, 3)),
        (ASKING, Ended(3, 1.0, "stopped", ""), State(Mode.LISTENING, 3)),
        (State(Mode.LISTENING), Said(0, 1.0, "Hello."), State(Mode.LISTENING, speaking=True)),
        (State(Mode.LISTENING, speaking=True), Quiet(0, 1.0), State(Mode.LISTENING)),
        (State(), Failed(0, 1.0, "no"), State()),
        (State(Mode.THINKING, 1), Failed(1, 1.0, "no"), State(Mode.LISTENING, 1)),
        (State(Mode.ACTING, 1), Ignored(1, 1.0, "noise"), State(Mode.ACTING, 1)),
        (State(Mode.ACTING, 1), Partial(1, 1.0, "op"), State(Mode.ACTING, 1)),
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
