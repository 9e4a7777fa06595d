import msgspec
import pytest

from agent.intent import Intent
from policies.cases import Staged
from policies.load import BUILT_IN, load_set
from policies.match import Matcher
from policies.staging import stage
from shell.doctor.rehearsal import SENTENCE, Failed, Opened, Order, Play, Recall, Recalled, Report


@pytest.mark.parametrize(
    ("message", "kinds"),
    [(Play("", "/x.wav"), Order), (Recall(), Order), (Opened("mic", -60.0), Report), (Recalled(-20.0, None, 0.5), Report), (Failed("x"), Report)],
)
def test_messages_come_through_whole(message: msgspec.Struct, kinds: object) -> None:
    assert msgspec.msgpack.Decoder(kinds).decode(msgspec.msgpack.encode(message)) == message


def test_the_sentence_is_no_command() -> None:
    reading = Matcher(load_set([BUILT_IN])).match(SENTENCE, stage(Staged((), (), (), ())))
    assert not isinstance(reading, Intent)
