import msgspec
import pytest

from shell.event import Acted, Asked, Device, Event, Heard, Listening, masked

DIGITS = Asked(2, 1.0, "challenge", "Pay?", "4719")


def test_the_digits_are_masked_wherever_an_event_is_kept() -> None:
    assert masked(DIGITS) == Asked(2, 1.0, "challenge", "Pay?", "••••")
    assert "4719" not in str(masked(DIGITS))


@pytest.mark.parametrize("event", [Asked(2, 1.0, "yes", "Delete it?"), Listening(1, 1.0), Heard(1, 1.0, "4719")])
def test_what_holds_no_challenge_is_kept_as_it_is(event: Event) -> None:
    assert masked(event) is event


@pytest.mark.parametrize("event", [DIGITS, Acted(1, 2.0, 1, "click OK", {"kind": "ui"}, "confirmed", windows=("A", "B")), Device(0, 1.0, "speaker")])
def test_an_event_comes_back_from_json_as_it_was_with_its_name_as_the_type(event: Event) -> None:
    text = msgspec.json.encode(event)

    assert msgspec.json.decode(text, type=Event) == event
    assert msgspec.json.decode(text)["type"] == type(event).__name__.lower()
