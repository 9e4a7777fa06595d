from typing import get_args

import pytest
from dbus_next.signature import SignatureTree, Variant

from shell.bus.fields import NAMES, event_of, fields_of
from shell.event import Acted, Asked, Device, Event, Heard, Planned, Show, Understood

FULL = (
    Heard(3, 1.5, "öffne es", "voice", 1.0, 1.2, 1.4, {"vad": 0.9, "second_text": "open it"}),
    Understood(3, 1.5, "apps.open", {"app": {"value": "x", "source": "speech", "shown": "X"}}),
    Planned(3, 1.5, ("open X", "look"), "yes", ("floor",)),
    Asked(3, 1.5, "yes", "Shall I?", "", (1, 2, 3, 4)),
    Acted(3, 1.5, 1, "open", {"kind": "ui"}, "confirmed", "seen", windows=("A", "B"), reward=0.5),
    Device(3, 1.5, "bus", "lost", "x", "why"),
    Show(3, 1.5, "history", "taxes"),
)


@pytest.mark.parametrize("event", [*(kind(1, 2.0) for kind in get_args(Event)), *FULL], ids=lambda event: type(event).__name__)
def test_every_event_comes_through_as_it_was(event: Event) -> None:
    fields = fields_of(event)

    SignatureTree._get("a{sv}").verify([fields])
    assert type(event).__name__ in NAMES
    assert event_of(type(event).__name__, fields) == event


def test_digits_never_pass() -> None:
    fields = fields_of(Asked(1, 1.0, "challenge", "Pay?", "4719"))

    assert fields["digits"] == Variant("s", "••••")


def test_what_is_unknown_is_left_out() -> None:
    assert "evidence" in fields_of(Heard(1, 1.0, evidence={"logprob": None}))
    assert fields_of(Heard(1, 1.0, evidence={"logprob": None}))["evidence"].value == {}
    assert "reward" not in fields_of(Acted(1, 1.0))


def test_text_that_is_no_unicode_can_still_be_sent() -> None:
    fields = fields_of(Acted(1, 1.0, windows=("bad \udc80 name", "nul\0")))

    assert fields["windows"].value == ["bad ? name", "nul"]


def test_an_event_of_another_version_is_none_and_not_an_error() -> None:
    assert event_of("Danced", {}) is None
    assert event_of("Heard", {"turn": Variant("s", "three")}) is None
