import pytest

from shell.attention import is_wake
from shell.event import Attention
from speech.messages import Mute
from tests.shell.stand import Stand, until


@pytest.mark.parametrize("text", ["Wake up.", "Sayso, wake up!", "Hey Sayso, are you there?", "Please start listening now.", "Computer, wake up"])
def test_what_wakes(text: str) -> None:
    assert is_wake(text)


@pytest.mark.parametrize("text", ["", "computer", "wake up the neighbours", "do not wake up", "I am listening to you", "what time do I wake up"])
def test_what_does_not_wake(text: str) -> None:
    assert not is_wake(text)


async def test_muting_closes_the_microphone_and_is_told(stand: Stand) -> None:
    assert await stand.ended(await stand.service.said("mute the microphone")) == "done"
    await until(lambda: Mute(True) in stand.ears.orders)
    assert stand.session.state.mode == "muted"
    told = stand.last(Attention)
    assert isinstance(told, Attention)
    assert told.muted
