from pathlib import Path

import pytest

from shell.attention import Attention, is_wake
from shell.event import Attention as Told
from shell.event import Failed, Listening
from shell.marks import Marks
from shell.session import Session
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
    told = stand.last(Told)
    assert isinstance(told, Told)
    assert told.muted


async def test_what_the_user_wants_is_marked_and_resumed_after_a_crash(stand: Stand, tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    attention = Attention(stand.session, stand.voice, marks)
    await attention.mute(True)
    attention.listen(False)
    assert (marks.muted, marks.asleep) == (True, True)

    session = Session()
    again = Attention(session, stand.voice, marks)
    again.resume()
    session.publish(Listening(0, 1.0))
    assert (session.state.mode, session.state.asleep) == ("muted", True)
    await again.mute(False)
    again.listen(True)
    assert (marks.muted, marks.asleep, session.state.mode) == (False, False, "listening")


async def test_a_mark_that_cannot_be_made_is_told_and_the_microphone_closes_all_the_same(stand: Stand, tmp_path: Path) -> None:
    await Attention(stand.session, stand.voice, Marks(tmp_path / "gone")).mute(True)

    assert stand.session.state.muted
    await until(lambda: Mute(True) in stand.ears.orders)
    told = stand.last(Failed)
    assert isinstance(told, Failed)
    assert f"{tmp_path / 'gone'}: No such file" in told.why


async def test_closed_for_a_while_it_is_afterwards_as_the_user_wants_it_by_then(stand: Stand, tmp_path: Path) -> None:
    attention, marks = Attention(stand.session, stand.voice, Marks(tmp_path)), Marks(tmp_path)
    async with attention.closed():
        assert stand.session.state.muted
        assert not marks.muted
        await attention.mute(True)
    assert stand.session.state.muted
    assert marks.muted
    async with attention.closed():
        await attention.mute(False)
        attention.listen(False)
        assert stand.session.state.muted
    assert (stand.session.state.muted, stand.session.state.asleep) == (False, True)
    await until(lambda: stand.ears.orders[-1] == Mute(False))
