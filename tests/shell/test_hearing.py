import socket
from typing import cast

import pytest

from shell.consent import SpokenConsent
from shell.errors import ShellError
from shell.event import Attention, Device, Heard, Ignored, Level, Listening, Partial
from shell.hearing import Hearing
from shell.inquiry import Inquiry
from shell.questions import Questions
from shell.session import Session
from shell.turns import Turns
from shell.voice import Voice
from shell.wire import Listen, Mute
from speech.link import open_daemon_end, open_ears_end
from speech.messages import Device as DeviceReport
from speech.messages import Failed, Hush, Ready, Rejected, Started
from speech.messages import Level as LevelReport
from speech.messages import Partial as PartialReport
from speech.utterance import Evidence
from tests.shell.stand import Stand, until


async def test_the_devices_in_use_are_told_when_the_ears_are_ready(stand: Stand) -> None:
    assert [(event.kind, event.state, event.name) for event in stand.events if isinstance(event, Device)] == [
        ("microphone", "in use", "mic"),
        ("speaker", "in use", "speaker"),
    ]


async def test_a_lost_device_is_told(stand: Stand) -> None:
    await stand.ears.link.send(DeviceReport("microphone", "lost", "mic", "unplugged"))
    await until(lambda: isinstance(stand.events[-1], Device))

    assert stand.session.state.mode == "listening"


async def test_noise_is_told_with_its_evidence(stand: Stand) -> None:
    await stand.ears.link.send(Rejected("noise", Evidence(vad=0.1, second_text="thanks for watching")))
    await until(lambda: isinstance(stand.last(Ignored), Ignored))

    found = stand.last(Ignored)
    assert isinstance(found, Ignored)
    assert found.evidence == {"vad": 0.1, "second_text": "thanks for watching"}


async def test_speech_that_begins_is_told(stand: Stand) -> None:
    await stand.ears.link.send(Started(5.0))
    await until(lambda: any(isinstance(event, Listening) and event.speech for event in stand.events))

    assert stand.session.state.mode == "listening"


async def test_a_spoken_stop_silences_the_voice_and_is_a_turn_of_its_own(stand: Stand) -> None:
    stand.ears.hold = True
    turn = await stand.service.said("what can I say")
    await until(lambda: stand.session.state.speaking)
    stand.ears.hold = False
    await stand.ears.hear("Stop.")
    await until(lambda: "Stopped." in stand.ears.spoken and not stand.session.state.speaking)

    assert await stand.ended(turn) == "done"
    assert await stand.ended(turn + 1) == "stopped"
    assert any(isinstance(order, Hush) for order in stand.ears.orders)


async def test_a_typed_stop_reaches_the_hands_too(stand: Stand) -> None:
    seen: list[bool] = []
    stand.session.record(lambda event: seen.append(stand.line.raised()) if isinstance(event, Heard) else None)
    await stand.service.said("stop")

    assert seen == [True]
    assert stand.line.raised() is False


@pytest.mark.parametrize(("last", "reason"), [(None, "the ears ended"), (Failed("no microphone: connect one"), "no microphone: connect one")])
async def test_when_the_ears_end_hearing_ends_with_one_plain_reason(last: Failed | None, reason: str) -> None:
    ours, theirs = socket.socketpair()
    ears, session = await open_ears_end(theirs), Session()
    voice = Voice(await open_daemon_end(ours), session)
    questions = Questions(SpokenConsent(session, voice, 1.0), Inquiry(session, voice, 1.0))
    hearing = Hearing(session, voice, questions, cast(Turns, None), theirs)
    if last is not None:
        await ears.send(last)
    await ears.close()

    with pytest.raises(ShellError, match=reason):
        await hearing.run([])
    await voice.quit()


async def test_the_words_of_an_utterance_keep_their_times(stand: Stand) -> None:
    await stand.ears.hear("open nothing")
    await until(lambda: stand.last(Heard) is not None)

    found = stand.last(Heard)
    assert isinstance(found, Heard)
    assert found.by == "voice"
    assert 0 < found.spoken_at <= found.endpoint_at <= found.heard_at


async def test_levels_go_to_those_who_ask_and_are_not_kept(stand: Stand) -> None:
    with stand.session.listener(levels=True) as asked, stand.session.listener() as others:
        await stand.ears.link.send(LevelReport(5.0, 0.5, 0.9))
        await stand.ears.link.send(PartialReport("open the", 5.0))
        got = [await asked.get(), await asked.get()]
        assert await others.get() == Partial(0, 5.0, "open the")

    assert got == [Level(0, 5.0, 0.5, 0.9), Partial(0, 5.0, "open the")]
    assert not any(isinstance(event, Level) for event in stand.events)


async def test_asleep_nothing_is_heeded_but_stop_and_being_woken(stand: Stand) -> None:
    assert await stand.ended(await stand.service.said("go to sleep")) == "done"
    assert stand.session.state.mode == "asleep"
    await until(lambda: not stand.turns.busy)
    await stand.ears.link.send(PartialReport("make a", 5.0))
    await stand.ears.hear("Make a folder called taxes.")
    await until(lambda: isinstance(stand.last(Ignored), Ignored))
    ignored = stand.last(Ignored)
    assert isinstance(ignored, Ignored)
    assert ignored.why == "asleep"
    assert not (stand.home / "taxes").exists()
    assert stand.last(Partial) is None

    await stand.ears.hear("Sayso, wake up.")
    await until(lambda: "I am listening." in stand.ears.spoken and not stand.turns.busy)
    assert stand.session.state.mode == "listening"
    await stand.ears.hear("Make a folder called taxes.")
    await until(lambda: (stand.home / "taxes").exists())
    woken = stand.last(Attention)
    assert isinstance(woken, Attention)
    assert woken.asleep is False


async def test_asleep_not_even_a_guess_at_what_was_said_is_told(stand: Stand) -> None:
    await stand.service.ordered(Listen(False))
    await stand.ears.hear("My sister is ill.", second="my sister is ill")
    await stand.ears.link.send(Rejected("noise", Evidence(vad=0.5, second_text="my sister is ill")))
    await until(lambda: sum(isinstance(event, Ignored) for event in stand.events) == 2)

    assert [(event.why, "second_text" in event.evidence) for event in stand.events if isinstance(event, Ignored)] == [
        ("asleep", False),
        ("noise", False),
    ]
    assert "sister" not in repr(stand.events)


async def test_what_was_said_before_the_microphone_was_closed_is_not_heeded_after(stand: Stand) -> None:
    await stand.service.ordered(Mute(True))
    await stand.ears.link.send(PartialReport("make a", 5.0))
    await stand.ears.hear("Make a folder called taxes.", second="make a folder called taxes")
    await until(lambda: isinstance(stand.last(Ignored), Ignored))
    ignored = stand.last(Ignored)
    assert isinstance(ignored, Ignored)
    assert ignored.why == "muted"
    assert "taxes" not in repr(stand.events)
    assert stand.last(Partial) is None
    assert stand.last(Heard) is None

    await stand.service.ordered(Mute(False))
    await stand.ears.hear("Make a folder called taxes.")
    await until(lambda: (stand.home / "taxes").exists())


async def test_an_answer_that_comes_after_the_microphone_was_closed_is_none(stand: Stand) -> None:
    stand.ears.hold = True
    turn = await stand.service.said("pay the rent")
    await until(lambda: stand.consent.open)
    await stand.service.ordered(Mute(True))
    await stand.ears.hear("no")
    await until(lambda: isinstance(stand.last(Ignored), Ignored))

    assert stand.consent.open
    await stand.service.said("stop")
    assert await stand.ended(turn) == "stopped"


async def test_a_device_that_is_not_there_is_not_told_as_in_use(stand: Stand) -> None:
    stand.events.clear()
    await stand.ears.link.send(Ready("", "speaker", "base", 1))
    await stand.ears.link.send(DeviceReport("microphone", "lost", "", "no microphone: connect one"))
    await until(lambda: sum(isinstance(event, Device) for event in stand.events) == 2)

    assert [(event.kind, event.state) for event in stand.events if isinstance(event, Device)] == [("speaker", "in use"), ("microphone", "lost")]
    assert await stand.ended(await stand.service.said("what can I say")) == "done"


async def test_who_comes_before_the_ears_are_ready_learns_that_they_are_closed(stand: Stand) -> None:
    await stand.service.ordered(Mute(True))
    stand.events.clear()
    await stand.ears.link.send(Ready("mic", "speaker", "base", 1))
    await until(lambda: any(isinstance(event, Listening) for event in stand.events))

    told = [event for event in stand.events if isinstance(event, Attention | Listening)]
    assert [type(event) for event in told] == [Attention, Listening]
    assert stand.session.state.mode == "muted"
