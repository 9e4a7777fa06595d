import pytest

from shell.event import Acting, Answered, Asked, Attention, Device, Ended, Event, Failed, Heard, Heeding, Listening, Partial, Quiet, Said
from shell.session import State, advance
from shell.ui.standing import LOST, Standing, after, standing
from shell.wire import Now

DAY = (
    Listening(0, 0.0),
    Heard(1, 1.0, "delete it"),
    Asked(1, 2.0, "yes", "Sure?"),
    Heard(1, 2.5, "yes"),
    Said(1, 2.6, "Sure?"),
    Quiet(1, 2.7),
    Answered(1, 3.0, True, "voice"),
    Acting(1, 3.1, 1, "delete it"),
    Ended(1, 4.0, "done", "Deleted."),
    Heeding(1, 4.9, False, "say “computer”"),
    Attention(1, 5.0, asleep=True),
    Heard(2, 6.0, "wake up"),
    Attention(2, 6.1),
    Ended(2, 6.2, "done"),
    Attention(2, 7.0, muted=True),
    Attention(2, 8.0),
    Heard(3, 9.0, "x"),
    Failed(3, 9.1, "broken"),
    Device(3, 10.0, "microphone", "lost", "USB"),
    Ended(2, 11.0, "stopped"),
    Partial(3, 12.0, "hel"),
)


def test_it_follows_the_events_as_the_session_does() -> None:
    ours, theirs = Standing(), State()
    for event in DAY:
        ours, theirs = after(ours, event), advance(theirs, event)
        assert (ours.mode, ours.turn, ours.asked, ours.speaking) == (theirs.mode, theirs.turn, theirs.asked, theirs.speaking), event
        assert (ours.running, ours.asleep, ours.muted, ours.devices) == (theirs.running, theirs.asleep, theirs.muted, theirs.devices), event
        assert (ours.heeds, ours.cue) == (theirs.heeds, theirs.cue), event


@pytest.mark.parametrize("mode", ["asleep", "muted"])
def test_who_joins_late_knows_what_it_rests_in(mode: str) -> None:
    found = standing(Now(mode, "", 4))

    assert found.resting == mode
    assert after(after(found, Heard(5, 1.0, "x")), Ended(5, 2.0)).mode == mode


def test_the_open_question_is_known_at_once() -> None:
    asked = Asked(4, 1.0, "challenge", "Pay?", "4815")

    assert standing(Now("asking", "Pay?", 4, asked)).asked == asked


def test_the_mode_is_a_word_for_people() -> None:
    assert Standing(LOST).word == "not connected"
    assert Standing("acting").word == "acting"


@pytest.mark.parametrize(
    ("event", "trouble"), [(Device(1, 1.0, "speaker", "ok", "x"), ""), (Device(1, 1.0, "microphone", "lost"), "microphone lost")]
)
def test_trouble_with_a_device_is_named(event: Event, trouble: str) -> None:
    assert after(Standing(), event).trouble == trouble


def test_where_a_word_or_a_key_comes_first_it_waits_and_in_the_window_it_listens() -> None:
    waiting = after(Standing("listening"), Heeding(0, 1.0, False, "hold F9"))
    assert (waiting.mode, waiting.word, waiting.cue) == ("listening", "waiting", "hold F9")
    assert after(waiting, Heeding(0, 2.0, True, "hold F9")).word == "listening"
    assert standing(Now("listening", "", 1, heeds=False, cue="say “computer”")).word == "waiting"
    assert standing(Now("asleep", "", 1, heeds=False, cue="say “computer”")).word == "asleep"


def test_a_lost_microphone_is_not_called_listening() -> None:
    lost, back = (Device(0, 1.0, "microphone", state, "mic") for state in ("lost", "back"))
    assert after(Standing("listening"), lost).word == "no microphone"
    assert after(after(Standing("listening"), lost), back).word == "listening"
    assert after(Standing("acting"), lost).word == "acting"
