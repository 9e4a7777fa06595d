import asyncio
import time

import pytest

from agent.gate import ConsentKind, Question
from agent.observation import Box
from shell.consent import SpokenConsent
from shell.event import Answered, Asked
from speech.expectation import Expectation
from speech.messages import Expect, Rejected, Started
from speech.utterance import Evidence
from tests.shell.stand import CLEAR, Stand, passed, until

ECHO = Evidence(vad=0.95, logprob=-0.1, no_speech=0.01, overlap_with_playback=0.4)
UNKNOWN = Evidence()


async def delete(stand: Stand, name: str = "letter") -> int:
    """Ask for a file to be deleted for good and wait for the question."""
    (stand.home / f"{name}.txt").write_text("dear")
    turn = await stand.service.said(f"delete {name} for good")
    await stand.asked()
    return turn


async def pay(stand: Stand) -> tuple[int, str]:
    """Have the rent paid; the turn and the digits asked for."""
    turn = await stand.service.said("pay the rent")
    return turn, (await stand.asked()).digits


def wrong(digits: str) -> str:
    return "".join(str((int(digit) + 1) % 10) for digit in digits)


async def test_the_question_says_what_will_be_done_and_a_yes_lets_it_happen(stand: Stand) -> None:
    turn = await delete(stand)
    await stand.ears.hear("Yes.")

    assert await stand.ended(turn) == "done"
    assert not (stand.home / "letter.txt").exists()
    assert any("Delete letter.txt, 4 bytes, for good?" in text for text in stand.ears.spoken)
    assert (await stand.answered()).by == "voice"


@pytest.mark.parametrize("word", ["No.", "Cancel.", "Stop.", "Halt.", "Enough.", "Never mind.", "Stop everything."])
async def test_every_word_that_means_no_is_a_no_at_once(stand: Stand, word: str) -> None:
    turn = await delete(stand)
    await stand.ears.hear(word)

    assert await stand.ended(turn) in ("refused", "stopped")
    assert (stand.home / "letter.txt").exists()
    assert len([event for event in stand.events if isinstance(event, Asked)]) == 1


async def test_silence_is_no(stand: Stand) -> None:
    turn = await delete(stand)

    assert await stand.ended(turn) == "refused"
    assert (await stand.answered()).by == "silence"
    assert (stand.home / "letter.txt").exists()


async def test_speech_that_has_begun_is_waited_for(stand: Stand) -> None:
    turn = await delete(stand)
    await stand.ears.link.send(Started(time.monotonic()))
    await passed(0.4)
    await stand.ears.hear("Yes.")

    assert await stand.ended(turn) == "done"


async def test_noise_does_not_keep_a_question_open(stand: Stand) -> None:
    turn = await delete(stand)
    begun = time.monotonic()
    await stand.ears.link.send(Started(begun))
    await stand.ears.link.send(Rejected("noise", UNKNOWN))

    assert await stand.ended(turn) == "refused"
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("evidence", [ECHO, UNKNOWN, Evidence(vad=0.2, logprob=-0.1, overlap_with_playback=0.0)])
async def test_a_yes_that_nothing_vouches_for_is_asked_again_and_then_is_no(stand: Stand, evidence: Evidence) -> None:
    turn = await delete(stand)
    await stand.ears.hear("Yes.", evidence)
    await until(lambda: len([event for event in stand.events if isinstance(event, Asked)]) == 2)
    await stand.ears.hear("Yes.", evidence)

    assert await stand.ended(turn) == "refused"
    assert (await stand.answered()).by == "unclear"
    assert (stand.home / "letter.txt").exists()


async def test_a_yes_said_before_the_question_was_asked_is_not_its_answer(stand: Stand) -> None:
    turn = await delete(stand)
    await stand.ears.hear("Yes.", started_at=time.monotonic() - 60)

    assert await stand.ended(turn) == "refused"
    assert (stand.home / "letter.txt").exists()


async def test_a_no_said_before_the_question_was_asked_counts(stand: Stand) -> None:
    turn = await delete(stand)
    await stand.ears.hear("Enough.", started_at=time.monotonic() - 60)

    assert await stand.ended(turn) == "refused"
    assert (await stand.answered()).by == "voice"


async def test_cancel_within_half_a_second_takes_a_yes_back(stand: Stand) -> None:
    turn = await delete(stand)
    await stand.ears.hear("Yes.")
    await stand.ears.hear("Cancel.")

    assert await stand.ended(turn) == "refused"
    assert (stand.home / "letter.txt").exists()


async def test_cancel_that_begins_in_the_window_and_ends_after_it_still_wins(stand: Stand) -> None:
    turn = await delete(stand)
    await stand.ears.hear("Yes.")
    await stand.ears.link.send(Started(time.monotonic()))
    await passed(0.6)
    await stand.ears.hear("No, stop!")

    assert await stand.ended(turn) == "refused"
    assert (stand.home / "letter.txt").exists()


async def test_the_first_answer_wins(stand: Stand) -> None:
    turn = await delete(stand)
    assert stand.service.answered("no")
    await stand.ears.hear("Yes.")

    assert await stand.ended(turn) == "refused"
    assert (await stand.answered()).by == "ui"


async def test_a_typed_answer_needs_no_sound_to_vouch_for_it(stand: Stand) -> None:
    turn = await delete(stand)

    assert stand.service.answered("yes")
    assert await stand.ended(turn) == "done"


async def test_money_moves_on_the_digits_only(stand: Stand) -> None:
    turn, digits = await pay(stand)
    said = f"Confirm {' '.join(digits)}."
    await stand.ears.hear(said, second=said)

    assert len(set(digits)) == len(digits) == 4
    assert await stand.ended(turn) == "done"
    assert (stand.home / "rent paid.txt").exists()


@pytest.mark.parametrize("said", ["Yes.", "Confirm.", "Okay.", "{wrong}", "Confirm {right} 1.", "{right}", "Yes, confirm {right}."])
async def test_anything_but_confirm_and_the_digits_moves_nothing_and_locks(stand: Stand, said: str) -> None:
    turn, digits = await pay(stand)
    words = said.format(right=" ".join(digits), wrong=f"Confirm {' '.join(wrong(digits))}.")
    await stand.ears.hear(words, second=words)
    await until(lambda: len([event for event in stand.events if isinstance(event, Asked)]) == 2)
    await stand.ears.hear(words, second=words)

    assert await stand.ended(turn) == "refused"
    assert not (stand.home / "rent paid.txt").exists()
    again = await stand.service.said("pay the rent")
    assert await stand.ended(again) == "refused"
    assert "Too many wrong answers" in stand.session.state.last_said
    assert len([event for event in stand.events if isinstance(event, Asked)]) == 2


async def test_two_decodes_must_agree(stand: Stand) -> None:
    turn, digits = await pay(stand)
    await stand.ears.hear(f"Confirm {' '.join(digits)}.", second=f"Confirm {' '.join(wrong(digits))}.")
    await until(lambda: len([event for event in stand.events if isinstance(event, Asked)]) == 2)
    await stand.ears.hear(f"Confirm {' '.join(digits)}.")

    assert await stand.ended(turn) == "refused"


@pytest.mark.parametrize("said", ["No, not {digits}.", "Cancel {digits}.", "No, confirm {digits}."])
async def test_the_digits_are_in_no_event_but_the_question(stand: Stand, said: str) -> None:
    _, digits = await pay(stand)
    words = said.format(digits=" ".join(digits))
    await stand.ears.link.send(Rejected("noise", Evidence(second_text=words)))
    await stand.ears.hear(words, second=words)
    await stand.answered()

    kept = "".join(str(event) for event in stand.events if not isinstance(event, Asked))
    assert " ".join(digits) not in kept
    assert digits not in kept


async def test_no_digit_word_is_kept_either(stand: Stand) -> None:
    await pay(stand)
    await stand.ears.hear("No, four seven oh nine.")

    assert "four" not in (await stand.answered()).heard


async def test_the_ears_are_told_that_digits_are_asked_but_not_which(stand: Stand) -> None:
    _, digits = await pay(stand)

    told = [order for order in stand.ears.orders if isinstance(order, Expect)][-1]
    assert told.expectation == Expectation(digits=True, asked="challenge")
    assert all(digits not in text and " ".join(digits) not in text for text in stand.ears.spoken)


async def test_stop_closes_the_question_and_the_ears_expect_sentences_again(stand: Stand) -> None:
    turn = await delete(stand)
    await stand.service.stopped(everything=False)

    assert await stand.ended(turn) == "stopped"
    assert isinstance(stand.last(Answered), Answered)
    assert not stand.consent.open
    await until(lambda: [order.expectation.asked for order in stand.ears.orders if isinstance(order, Expect)][-1] == "")


async def test_an_answer_when_nothing_is_asked_is_not_taken(stand: Stand) -> None:
    assert not stand.service.answered("yes")
    assert not SpokenConsent(stand.session, stand.voice, 5.0).open


async def test_an_answer_during_the_question_cuts_the_voice_short(stand: Stand) -> None:
    stand.ears.hold = True
    (stand.home / "letter.txt").write_text("dear")
    turn = await stand.service.said("delete letter for good")
    await until(lambda: stand.session.state.speaking)
    await stand.ears.hear("No.", CLEAR)

    await until(lambda: not stand.consent.open)
    assert stand.last(Answered) is not None
    stand.ears.hold = False
    assert await stand.ended(turn) == "refused"


async def test_a_question_that_was_cut_short_is_read_again_from_its_beginning(stand: Stand) -> None:
    stand.ears.hold = True
    (stand.home / "letter.txt").write_text("dear")
    turn = await stand.service.said("delete letter for good")
    await until(lambda: stand.session.state.speaking)
    await stand.ears.hear("Yes.", ECHO)
    await until(lambda: len([text for text in stand.ears.spoken if "Delete letter.txt" in text]) == 2)

    assert (stand.home / "letter.txt").exists()
    stand.ears.hold = False
    await stand.ears.hear("No.", CLEAR)
    assert await stand.ended(turn) == "refused"


@pytest.mark.parametrize("second_thought", ["Oh no!", "Hold on.", "Wait a moment."])
async def test_any_second_thought_within_the_window_takes_a_yes_back(stand: Stand, second_thought: str) -> None:
    turn = await delete(stand)
    await stand.ears.hear("Yes.")
    await stand.ears.hear(second_thought)

    assert await stand.ended(turn) == "refused"
    assert (stand.home / "letter.txt").exists()


async def test_what_is_shown_each_time_says_where_on_the_screen_it_would_happen(stand: Stand) -> None:
    question = Question(ConsentKind.YES, "", "click Send in Mail", Box(10, 20, 90, 30))
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(stand.consent.ask(question))
        await stand.asked()
        await stand.ears.hear("Perhaps.")
        await until(lambda: len([event for event in stand.events if isinstance(event, Asked)]) == 2)
        await stand.ears.hear("No.")

    assert not asking.result().granted
    assert [event.box for event in stand.events if isinstance(event, Asked)] == [(10, 20, 90, 30)] * 2


@pytest.mark.parametrize("ticks", range(5))
async def test_who_is_cancelled_just_as_a_second_answer_comes_stays_cancelled(stand: Stand, ticks: int) -> None:
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(stand.consent.ask(Question(ConsentKind.YES, "", "pay nine pounds")))
        await stand.asked()
        stand.consent.answer_typed("yes", "ui")
        await passed(0.1)  # into the time in which a second answer still counts
        stand.consent.answer_typed("yes", "ui")
        for _ in range(ticks):
            await asyncio.sleep(0)
        given = asking.done()
        asking.cancel()
        await asyncio.wait((asking,))
    assert asking.cancelled() is not given
