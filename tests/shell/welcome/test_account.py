from shell.chronicle import Chronicle
from shell.event import Answered, Ended, Event, Heard, Quiet, Said, Understood
from shell.welcome.account import Account, finished, turn_of

HEARD = Heard(3, 1.0, "delete it")
EVENTS: list[Event] = [
    Heard(2, 0.5, "hello"),
    HEARD,
    Understood(3, 1.1, "files.delete", {"file": {"value": "/a", "source": "file", "shown": "a"}}),
    Answered(3, 1.2, False, "voice", "no"),
    Ended(3, 1.3, "refused", "Left it."),
    Ended(4, 1.4, "done"),
]


def test_what_came_of_a_sentence() -> None:
    turn = turn_of(EVENTS, HEARD)

    assert (turn.said, turn.intent, turn.outcome, turn.slots) == ("delete it", "files.delete", "refused", {"file": "/a"})
    assert [answer.granted for answer in turn.answers] == [False]
    assert turn_of(EVENTS, Heard(2, 0.5, "hello")).intent == ""


def test_whether_ours_was_heard_to_its_end() -> None:
    other, ours = [Said(0, 1.0, "Done."), Quiet(0, 1.1)], Said(0, 2.0, "Hello.")

    assert finished([*other, ours], "Hello.") is None
    assert finished([*other, ours, Quiet(0, 3.0)], "Hello.") is True
    assert finished([*other, ours, Quiet(0, 3.0, False)], "Hello.") is False
    assert finished([Quiet(0, 3.0, False)], "Hello.") is False


def test_every_sentence_is_heeded_once() -> None:
    past = Chronicle()
    account = Account(past)
    past.events += EVENTS[:2]

    assert [one.text for one in account.unheeded()] == ["hello", "delete it"]
    assert len(account.heed()) == 2
    assert account.unheeded() == account.heed() == []
    mark = account.mark
    past.events.append(Heard(5, 2.0, "stop"))
    assert [one.text for one in account.heed()] == ["stop"]
    assert [turn.said for turn in account.turns(mark)] == ["stop"]
