from functools import reduce

import pytest

from shell.event import (
    Acted,
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
    Listening,
    Partial,
    Planned,
    Private,
    Quiet,
    Reloaded,
    Said,
    Understood,
)
from shell.presence.caption import HOW, WORDS, Shown, after, faded
from shell.session import Mode
from shell.wire import Now

BEGUN = (Now("listening", "", 0),)
HEARD = (Partial(1, 1.0, "open the"), Heard(1, 2.0, "open the calculator"))


def shown(*happened: Now | Event | None) -> Shown:
    return reduce(after, happened, Shown())


def test_a_whole_turn_in_captions() -> None:
    said = "“open the calculator”"
    steps: list[tuple[Event, tuple[str, ...]]] = [
        (Partial(1, 1.0, "open the"), ("Listening", "“open the …”")),
        (Heard(1, 2.0, "open the calculator"), ("Thinking", said)),
        (Understood(1, 2.1, "apps.open"), ("Thinking", said)),
        (Planned(1, 2.2, ("open Calculator", "click 7 in Calculator")), ("Thinking", said, "I will open Calculator, then click 7 in Calculator.")),
        (Acting(1, 2.3, 1, "open Calculator"), ("Acting", said, "Now: open Calculator")),
        (Acted(1, 2.4, 1, "open Calculator", effect="confirmed"), ("Acting", said, "✓ open Calculator")),
        (
            Acted(1, 2.4, 2, "click 7", effect="no_effect", evidence="nothing on the screen changed"),
            ("Acting", said, "Click 7: nothing on the screen changed"),
        ),
        (Ended(1, 2.5, "done", "Opened Calculator."), ("Listening", "Opened Calculator.")),
        (Said(1, 2.6, "Opened Calculator."), ("Listening", "Opened Calculator.")),
        (Quiet(1, 2.7), ("Listening", "Opened Calculator.")),
    ]
    now = shown(*BEGUN)
    assert (now.word, now.lines) == ("Listening", ())
    for event, (word, *lines) in steps:
        now = after(now, event)
        assert (now.word, list(now.lines)) == (word, lines), event
    assert not now.lasting
    assert (faded(now).word, faded(now).lines) == ("Listening", ())


def test_what_is_going_on_does_not_fade_while_it_does() -> None:
    for events in (
        (*HEARD,),
        (*HEARD, Acting(1, 3.0, 1, "wait")),
        (Ended(0, 1.0, "done", "Ready."), Said(0, 1.1, "Ready.")),
        (Asked(1, 1.0, "yes", "Go?"),),
    ):
        now = shown(*BEGUN, *events)
        assert now.lasting
        assert faded(now) == now
    assert not shown(*BEGUN, Partial(1, 1.0, "open the")).lasting


def test_words_that_were_no_command_go_at_once() -> None:
    assert shown(*BEGUN, Partial(1, 1.0, "hm"), Ignored(1, 1.1, "noise")).lines == ()
    assert shown(*BEGUN, *HEARD, Ignored(1, 3.0, "noise")).lines == ("“open the calculator”",)


def test_an_open_question_stays_whole_until_it_is_answered() -> None:
    asked = Asked(1, 3.0, "yes", "Delete letter.txt for good?", box=(1, 2, 3, 4))
    now = shown(*BEGUN, *HEARD, asked)
    assert (now.word, now.lines, now.box) == ("Asking", ("Delete letter.txt for good?", HOW["yes"]), (1, 2, 3, 4))
    for meanwhile in (
        Said(1, 3.1, "Delete letter.txt for good?"),
        Partial(1, 3.2, "one two"),
        Failed(1, 3.3, "oh"),
        Quiet(1, 3.4),
        Listening(1, 3.5, True),
    ):
        now = after(now, meanwhile)
        assert now.lines == ("Delete letter.txt for good?", HOW["yes"])
        assert now.box == (1, 2, 3, 4)
    assert after(now, Answered(1, 4.0, True, "voice")).lines == ("“open the calculator”", "You agreed.")
    assert after(now, Answered(1, 4.0, False, "voice")).lines[-1] == "You did not agree."
    assert after(now, Answered(1, 4.0, False, "silence")).lines[-1] == "No answer."
    for over in (Answered(1, 4.0), Ended(1, 4.0, "stopped")):
        assert (after(now, over).box, after(now, over).mode) in ((None, Mode.THINKING), (None, Mode.LISTENING))


@pytest.mark.parametrize("digits", ["4711", "••••"])
def test_the_digits_are_never_shown(digits: str) -> None:
    asked = Asked(1, 3.0, "challenge", "Pay the rent?", digits)
    for now in (shown(*BEGUN, *HEARD, asked), shown(Now("asking", "Pay the rent?", 1, asked=asked))):
        assert now.lines == ("Pay the rent?", "Say “confirm” and the digits on Sayso’s own screen, or “cancel”.")
        assert "4711" not in str(now.lines)
    assert "4711" not in str(shown(*BEGUN, *HEARD, asked))
    assert shown(*BEGUN, asked, Partial(1, 3.1, "confirm 4711")).lines[0] == "Pay the rent?"


def test_whoever_comes_while_a_question_is_open_sees_it() -> None:
    now = shown(Now("asking", "Go?", 2, asked=Asked(2, 1.0, "yes", "Go?", box=(5, 6, 7, 8))))
    assert (now.word, now.lines, now.box) == ("Asking", ("Go?", HOW["yes"]), (5, 6, 7, 8))


def test_every_mode_has_a_word_of_its_own_and_an_unknown_one_is_no_mistake() -> None:
    assert WORDS.keys() == {*Mode, "away"}
    assert len(set(WORDS.values())) == len(WORDS)
    assert shown(Now("dancing", "", 0)).word == "Listening"


def test_without_a_daemon_nothing_of_it_is_left() -> None:
    gone = shown(*BEGUN, *HEARD, Asked(1, 3.0, "yes", "Go?", box=(1, 2, 3, 4)), None)
    assert (gone, gone.word, gone.lines, gone.box) == (Shown(), "Not running", (), None)


def test_asleep_and_muted_are_shown() -> None:
    assert shown(Now("asleep", "", 0)).word == "Asleep"
    assert shown(*BEGUN, Attention(0, 1.0, asleep=True)).word == "Asleep"
    assert shown(*BEGUN, Attention(0, 1.0, muted=True)).word == "Muted"
    assert shown(Now("muted", "", 0), Attention(0, 1.0)).word == "Listening"
    assert shown(*BEGUN, Heeding(0, 1.0, False, "say “computer”")).word == "Say “computer”"
    assert shown(*BEGUN, Heeding(0, 1.0, False, "hold F9"), Heeding(0, 2.0, True, "hold F9")).word == "Listening"
    assert shown(Now("listening", "", 0, heeds=False, cue="hold F9")).word == "Hold F9"
    assert shown(*BEGUN, Attention(0, 1.0, asleep=True), Heeding(0, 1.0, False, "hold F9")).word == "Asleep"


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (Failed(1, 1.0, "the bus is gone"), "The bus is gone"),
        (Device(1, 1.0, "microphone", "lost", "mic", "unplugged"), "The microphone is gone: unplugged"),
        (Device(1, 1.0, "speaker", "lost"), "The speaker is gone."),
        (Device(1, 1.0, "speaker", "back"), "The speaker is back."),
        (Reloaded(1, 1.0, 12), "The policies were read again."),
        (Reloaded(1, 1.0, 0, "x.toml:3: unknown key"), "The policies stay as they were: x.toml:3: unknown key"),
        (Ended(0, 1.0, "stopped"), "Stopped."),
        (Ended(0, 1.0, "unknown"), "I cannot tell."),
    ],
)
def test_what_the_user_should_know_is_told(event: Event, line: str) -> None:
    assert shown(*BEGUN, event).lines == (line,)


def test_what_may_be_a_password_is_not_shown() -> None:
    said = (Partial(1, 1.0, "type hunter"), Heard(1, 2.0, "type hunter two"), Private(1, 2.1))
    assert shown(*BEGUN, *said).lines == ()
    assert shown(*BEGUN, Private(1, 1.9), Heard(1, 2.0, "type hunter two")).lines == ()
    acting = shown(*BEGUN, *said, Acting(1, 2.2, 1, "type what you said into the password field"))
    assert acting.lines == ("Now: type what you said into the password field",)
    failed = shown(*BEGUN, *said, Ended(1, 2.3, "not_done", "I did not understand “hunter two”."), Said(1, 2.4, "I did not understand “hunter two”."))
    assert failed.lines == ("Not done.",)
    assert shown(*BEGUN, *said, Ended(1, 2.3, "done"), Heard(2, 3.0, "go back")).lines == ("“go back”",)


def test_a_lost_microphone_is_not_called_listening() -> None:
    lost = Device(0, 1.0, "microphone", "lost", "mic", "unplugged")
    assert shown(*BEGUN, lost).word == "No microphone"
    assert shown(Now("listening", "", 0, devices=(lost,))).word == "No microphone"
    assert shown(*BEGUN, lost, Device(0, 2.0, "microphone", "back", "mic")).word == "Listening"
