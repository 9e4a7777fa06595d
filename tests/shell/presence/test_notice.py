import pytest

from shell.event import Answered, Asked, Device, Ended, Event, Failed, Heard, Partial
from shell.presence.notice import OUTCOME, QUESTION, TROUBLE, Notice, Over, notices
from shell.wire import Now

ASKED = Asked(1, 1.0, "yes", "Delete letter.txt?")
QUESTIONED = Notice(QUESTION, "Sayso asks", "Delete letter.txt? Say “yes” or “no”.", urgent=True)


@pytest.mark.parametrize(
    ("happened", "found"),
    [
        (ASKED, (QUESTIONED,)),
        (Now("asking", "Delete letter.txt?", 1, asked=ASKED), (QUESTIONED,)),
        (Now("listening", "", 1), (Over(QUESTION),)),
        (Answered(1, 2.0, True), (Over(QUESTION),)),
        (None, (Over(QUESTION),)),
        (Heard(2, 3.0, "hi"), (Over(OUTCOME),)),
        (Ended(1, 2.0, "done", "Done."), (Over(QUESTION),)),
        (Ended(1, 2.0, "stopped", ""), (Over(QUESTION),)),
        (Ended(1, 2.0, "refused", "All right, I left it."), (Over(QUESTION), Notice(OUTCOME, "Left undone", "All right, I left it."))),
        (Ended(1, 2.0, "unknown", "I cannot tell."), (Over(QUESTION), Notice(OUTCOME, "Not sure it was done", "I cannot tell."))),
        (Ended(1, 2.0, "something new", "Well."), (Over(QUESTION), Notice(OUTCOME, "Not done", "Well."))),
        (Failed(1, 2.0, "the bus is gone"), (Notice(TROUBLE, "Sayso has trouble", "the bus is gone"),)),
        (Device(1, 2.0, "microphone", "lost", "mic", "unplugged"), (Notice(TROUBLE, "The microphone is gone", "unplugged"),)),
        (Device(1, 2.0, "microphone", "back", "mic"), (Over(TROUBLE),)),
        (Device(1, 2.0, "microphone", "in use", "mic"), ()),
        (Partial(1, 2.0, "open"), ()),
    ],
)
def test_what_is_worth_a_notification(happened: Now | Event | None, found: tuple[Notice | Over, ...]) -> None:
    assert notices(happened) == found


def test_the_digits_are_in_none() -> None:
    (notice,) = notices(Asked(1, 1.0, "challenge", "Pay the rent?", "4711"))
    assert notice == Notice(QUESTION, "Sayso asks", "Pay the rent? Say “confirm” and the digits on Sayso’s own screen, or “cancel”.", urgent=True)
