import msgspec
import pytest

from speech.expectation import Expectation
from speech.messages import Device, Expect, Failed, Heard, Hush, Mute, Order, Quit, Ready, Rejected, Report, Speak, Speaking, Spoke, Started
from speech.utterance import Evidence, Utterance

ORDERS = [Speak(1, "Hello."), Hush(), Expect(Expectation(("Stop",), ("Anna",), True, "challenge", "Hello.")), Mute(True), Quit()]
REPORTS = [
    Ready("pulse", "pulse", "base", 900),
    Started(1.5),
    Heard(Utterance("stop", ("top",), Evidence(vad=0.9, second_text="stop"), None, 1.0, 2.0, 2.4, 2.7)),
    Rejected("no words", Evidence(no_speech=0.9)),
    Speaking(1, 3.0),
    Spoke(1, False, 4.0),
    Device("microphone", "lost", "pulse", "ended"),
    Failed("no microphone"),
]


@pytest.mark.parametrize(("messages", "union"), [(ORDERS, Order), (REPORTS, Report)])
def test_every_message_comes_back_as_it_was(messages, union):
    for message in messages:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(message), type=union) == message


def test_a_report_is_not_an_order():
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(msgspec.msgpack.encode(Failed("x")), type=Order)
