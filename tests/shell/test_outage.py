import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from shell.event import Answered, Asked
from shell.event import Device as Shown
from shell.inquiry import Inquiry
from shell.outage import Outage
from shell.questions import Questions
from speech.messages import Device
from speech.utterance import Utterance
from tests.shell.stand import Stand, until

LOST = Device("microphone", "lost", "pulse", "unplugged")
BACK = Device("microphone", "back", "pulse", "")
INSTEAD = Device("microphone", "back", "Built-in", "“USB” is not there")
GONE = "I cannot hear you: the microphone is gone"
"""How it begins."""


@asynccontextmanager
async def outage(stand: Stand, grace_s: float = 0.0) -> AsyncIterator[Outage]:
    """One that follows this stand, with the stand's own consent."""
    one = Outage(stand.session, stand.voice, Questions(stand.consent, Inquiry(stand.session, stand.voice, 5.0)), grace_s)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(one.run())
        yield one
        task.cancel()


async def test_it_is_shown_at_once_and_said_and_so_is_its_return(stand: Stand) -> None:
    async with outage(stand) as one:
        one.happened(LOST)
        shown = stand.last(Shown)
        assert isinstance(shown, Shown)
        assert (shown.state, shown.detail) == ("lost", "unplugged")
        await until(lambda: f"{GONE}." in stand.ears.spoken)
        one.happened(BACK)
        await until(lambda: "I can hear you again." in stand.ears.spoken)


async def test_what_is_back_at_once_is_not_spoken_of(stand: Stand) -> None:
    async with outage(stand, 5.0) as one:
        one.happened(LOST)
        one.happened(BACK)
        one.happened(LOST)
        one.happened(INSTEAD)
        await until(lambda: bool(stand.ears.spoken))
    assert stand.ears.spoken == ["“USB” is not there, so I listen through Built-in."]


async def test_another_microphone_is_named_and_so_is_the_return_of_the_usual_one(stand: Stand) -> None:
    async with outage(stand) as one:
        one.happened(INSTEAD)
        await until(lambda: len(stand.ears.spoken) == 1)
        one.happened(BACK)
        await until(lambda: len(stand.ears.spoken) == 2)
    assert stand.ears.spoken == ["“USB” is not there, so I listen through Built-in.", "I listen through your usual microphone again."]


@pytest.mark.parametrize("command", ["pay the rent", "delete letter for good"])
async def test_the_open_question_is_a_no_and_why_is_said(stand: Stand, command: str) -> None:
    (stand.home / "letter.txt").write_text("dear")
    async with outage(stand) as one:
        turn = await stand.service.said(command)
        digits = (await stand.asked()).digits
        one.happened(LOST)
        assert await stand.ended(turn) == "refused"
        answered = await stand.answered()
        assert (answered.granted, answered.by) == (False, "microphone")
        assert (stand.home / "letter.txt").exists()
        await until(lambda: f"{GONE}, so I took that as a no." in stand.ears.spoken)
        await until(lambda: any(text.startswith("The microphone went away, so I did not") for text in stand.ears.spoken))
        assert not stand.service.answered(f"confirm {digits}" if digits else "yes")
        assert not (stand.home / "rent paid.txt").exists()


async def test_an_answer_that_began_before_is_none_and_no_command_either(stand: Stand) -> None:
    (stand.home / "letter.txt").write_text("dear")
    async with outage(stand) as one:
        turn = await stand.service.said("delete letter for good")
        began = (await stand.asked()).at
        assert not one.cut(Utterance("yes", started_at=began))
        one.happened(LOST)
        await stand.ended(turn)
        answered = stand.last(Answered)
        assert isinstance(answered, Answered)
        assert one.cut(Utterance("yes", started_at=began))
        assert not one.cut(Utterance("open the calculator", started_at=answered.at + 1.0))


async def test_a_choice_is_left(stand: Stand) -> None:
    questions = Questions(stand.consent, Inquiry(stand.session, stand.voice, 5.0))
    one = Outage(stand.session, stand.voice, questions)
    async with asyncio.TaskGroup() as group:
        chosen = group.create_task(questions.inquiry.ask("Which model?", ("small", "large")))
        await until(lambda: stand.session.state.asked is not None)
        one.happened(LOST)
    assert chosen.result().choice == ""
    assert (await stand.answered()).by == "microphone"


async def test_a_lost_speaker_takes_no_question_away(stand: Stand) -> None:
    async with outage(stand) as one:
        turn = await stand.service.said("pay the rent")
        asked = await stand.asked()
        one.happened(Device("speaker", "lost", "pulse", "unplugged"))
        assert stand.service.answered(f"confirm {asked.digits}")
        assert await stand.ended(turn) == "done"


async def test_a_question_that_is_asked_while_it_is_away_can_be_answered_with_the_keyboard(stand: Stand) -> None:
    async with outage(stand) as one:
        one.happened(LOST)
        turn = await stand.service.said("pay the rent")
        asked = await stand.asked()
        assert isinstance(asked, Asked)
        assert stand.service.answered(f"confirm {asked.digits}")
        assert await stand.ended(turn) == "done"


async def test_what_could_not_be_said_is_said_when_the_speaker_is_back(stand: Stand) -> None:
    stand.ears.hold = True
    async with outage(stand) as one:
        one.happened(Device("speaker", "lost", "pulse", ""))
        one.happened(LOST)
        await until(lambda: len(stand.ears.spoken) == 1)
        stand.ears.hold = False
        await stand.voice.hush()  # the ears say so too when they cannot play it
        one.happened(BACK)
        one.happened(LOST)
        one.happened(Device("speaker", "back", "pulse", ""))
        await until(lambda: stand.ears.spoken == [f"{GONE}."] * 2)


async def test_asleep_it_is_shown_and_not_said(stand: Stand) -> None:
    stand.attention.listen(False)
    async with outage(stand) as one:
        one.happened(LOST)
        one.happened(BACK)
        one.happened(INSTEAD)
        await asyncio.sleep(0)
        await stand.ended(await stand.service.said("wake up"))
    assert not any("microphone" in text or "hear you" in text for text in stand.ears.spoken)
