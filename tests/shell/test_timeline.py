import pytest

from shell.event import (
    Acted,
    Acting,
    Answered,
    Asked,
    Device,
    Ended,
    Event,
    Failed,
    Heard,
    Ignored,
    Listening,
    Partial,
    Planned,
    Quiet,
    Said,
    Understood,
)
from shell.timeline import line_of, printer


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Listening(0, 0.0), ("listening", "stop")),
        (Heard(1, 0.0, "open it"), ("heard", "“open it”")),
        (Heard(1, 0.0, "open it", "typed"), ("typed", "“open it”")),
        (Ignored(1, 0.0, "noise"), ("ignored", "noise")),
        (Understood(1, 0.0, "apps.open", {"app": {"value": "x", "source": "speech", "shown": "X"}}), ("understood", "apps.open", "app=X")),
        (Planned(1, 0.0, ("open X", "wait")), ("plan", "open X → wait")),
        (Asked(1, 0.0, "yes", "Sure?"), ("asks", "Sure?", "[yes]")),
        (Asked(1, 0.0, "challenge", "Sure?", "4719"), ("digits: 4719",)),
        (Answered(1, 0.0, True, "voice", "yes"), ("answer", "yes (voice: yes)")),
        (Answered(1, 0.0), ("no (silence)",)),
        (Acted(1, 0.0, 1, "open X", effect="confirmed", evidence="it is there"), ("did", "open X: confirmed; it is there")),
        (Ended(1, 0.0, "done", "Did it."), ("ended", "done")),
        (Said(1, 0.0, "Did it."), ("says", "Did it.")),
        (Failed(1, 0.0, "no disk"), ("failed", "no disk")),
        (Device(1, 0.0, "microphone", "lost", "USB", ""), ("microphone", "lost: USB")),
    ],
)
def test_what_people_should_know_is_one_line(event: Event, words: tuple[str, ...]) -> None:
    line = line_of(event)

    assert all(word in line for word in words)
    assert "\n" not in line
    assert line == line.rstrip()


@pytest.mark.parametrize("event", [Listening(0, 0.0, speech=True), Partial(1, 0.0, "op"), Acting(1, 0.0, 1, "open X"), Quiet(1, 0.0)])
def test_the_rest_is_not_shown(event: Event) -> None:
    assert line_of(event) == ""


def test_masked_digits_are_not_shown_as_if_they_were_some() -> None:
    assert "digits" not in line_of(Asked(1, 0.0, "challenge", "Sure?", "••••"))


def test_lines_carry_the_seconds_since_the_start_never_less_than_none() -> None:
    lines: list[str] = []
    show = printer(lines.append, 10.0)
    for at in (9.0, 12.25):
        show(Said(1, at, "Hello."))
    show(Quiet(1, 13.0))

    assert [line.split()[0] for line in lines] == ["0.00", "2.25"]
