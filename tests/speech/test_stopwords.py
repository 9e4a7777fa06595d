import pytest

from speech.stopwords import is_stop, stop_kind

STOPS = ["stop", "Stop!", "Sayso, stop.", "say so stop", "please stop", "stop it", "Stop that, please", "cancel", "Stop. Stop", "halt"]
STOPS += ["no, stop", "okay cancel that", "be quiet"]
OTHERS = ["", "stop the timer in five minutes", "open the stop list", "cancel my order", "don't stop", "bus stop", "unstoppable"]
OTHERS += ["stop listening", "type stop", "yes", "no"]


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "Stop!",
        "Sayso, stop.",
        "say so stop",
        "please stop",
        "stop it",
        "Stop that, please",
        "cancel",
        "Stop. Stop",
        "no, stop",
        "okay cancel that",
        "halt",
        "be quiet",
    ],
)
def test_stops(text):
    assert stop_kind(text) == "stop"


@pytest.mark.parametrize("text", ["stop everything", "Stop everything!", "cancel all", "please stop all of it"])
def test_stops_everything(text):
    assert stop_kind(text) == "everything"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "stop the timer in five minutes",
        "open the stop list",
        "cancel my order",
        "don't stop",
        "bus stop",
        "unstoppable",
        "stop listening",
        "type stop",
        "yes",
        "no",
    ],
)
def test_anything_more_is_no_stop(text):
    assert not is_stop(text)
