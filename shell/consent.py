"""Asks before an act, by voice and on every face at once; the first answer wins and silence is no."""

import asyncio
import re
import secrets
import time
from dataclasses import dataclass, replace

from agent.challenge import Proof, Ruling, plain, rule
from agent.gate import Answer, ConsentKind, Question
from shell.event import Answered, Asked
from shell.session import Session
from shell.voice import Voice
from speech.expectation import Expectation
from speech.stopwords import is_stop
from speech.utterance import Utterance

TRIES = 2
"""Unclear answers until it is no."""
LOCK_S = 15 * 60.0
"""Seconds a kind of question is refused after a challenge failed twice."""
CANCEL_S = 0.5
"""Seconds after a granting answer in which "cancel" still wins."""
DIGITS = 4
_DIGIT = re.compile(r"(?i)\d|\b(?:zero|oh?|one|two|three|four|five|six|seven|eight|nine)\b")

_HOW = {ConsentKind.YES: "Say yes or no.", ConsentKind.CHALLENGE: "Read the digits on the screen: say confirm, then the digits. Or say cancel."}
_AGAIN = {ConsentKind.YES: "Please say yes or no.", ConsentKind.CHALLENGE: "That did not match. Say confirm and the digits, or cancel."}


@dataclass(frozen=True, slots=True)
class _Heard:
    proof: Proof
    by: str


class SpokenConsent:
    """Implements agent.gate.Consent. While a question is open every utterance comes here."""

    def __init__(self, session: Session, voice: Voice, answer_s: float) -> None:
        self._session = session
        self._voice = voice
        self._answer_s = answer_s
        self._answers: asyncio.Queue[_Heard] | None = None
        self._kind = ConsentKind.NONE
        self._speech = asyncio.Event()
        self._opened_at = 0.0
        self._id = 0
        self._locked_until = 0.0

    @property
    def open(self) -> bool:
        """Whether a question waits for its answer."""
        return self._answers is not None

    def speech(self, began: bool) -> None:
        """Somebody began to speak, or it was nothing after all: while words are awaited the time does not run."""
        if began:
            self._speech.set()
        else:
            self._speech.clear()

    def answer_spoken(self, utterance: Utterance) -> None:
        """An utterance while the question is open."""
        evidence, text = utterance.evidence, utterance.text
        # The second decode is the unbiased one, or the one of the whole window with all ten digits; whichever agrees, two must.
        others = [other for other in (evidence.second_text, *utterance.alternatives) if other]
        second = next((other for other in others if plain(other) == plain(text)), evidence.second_text)
        if utterance.started_at < self._opened_at and not _denied(text):
            self._speech.clear()
            return  # said before anything was asked: it may be a no, never a yes
        self._put(Proof(text, False, second, evidence.vad, evidence.logprob, evidence.no_speech, evidence.overlap_with_playback), "voice")

    def answer_typed(self, text: str, by: str) -> bool:
        """An answer from a program, `by` "ui" (the private socket) or "bus"; whether it was taken.

        Only a face on the private socket can grant a challenge: from anywhere else its refusal is taken and nothing more.
        """
        if self._answers is None:
            return False
        if by != "ui" and self._kind is not ConsentKind.YES:
            if not _denied(text):
                return False
            text = "cancel"  # whatever else it says, no more than this is passed on
        self._put(Proof(text, typed=True), by)
        return True

    async def ask(self, question: Question) -> Answer:
        """Speak and show the question, wait for the answer."""
        state = self._session.state
        if question.kind is ConsentKind.CHALLENGE and time.monotonic() < self._locked_until:
            return Answer(False, "policy", "")
        digits = _digits() if question.kind is ConsentKind.CHALLENGE else ""
        self._id = next(self._session.questions)
        self._answers, self._kind, self._opened_at = asyncio.Queue(), question.kind, time.monotonic()
        self._speech.clear()
        answer = Answer(False, "stop", "")
        try:
            self._session.publish(_asked(state.turn, question, digits, self._id))
            await self._voice.expect(Expectation(digits=bool(digits), asked=question.kind))
            answer = await self._decide(question, digits)
        finally:
            self._answers = None
            self._session.publish(Answered(state.turn, time.monotonic(), answer.granted, answer.by, _hidden(answer.heard, digits), self._id))
        await self._voice.expect(Expectation())  # it is answered: what is said from now on is none
        return answer

    async def _decide(self, question: Question, digits: str) -> Answer:
        how = "" if question.text.endswith("Shall I?") else _HOW[question.kind]
        whole = prompt = f"{question.text} {how}".strip()
        whole_heard = False
        for attempt in range(1, TRIES + 1):
            heard, read = await self._put_question(prompt)
            if heard is None:
                return Answer(False, "silence", "")
            whole_heard = whole_heard or (read and prompt == whole)
            ruling = rule(question.kind, digits, heard.proof)
            if ruling is Ruling.GRANTED and not (whole_heard or heard.proof.typed):
                ruling = Ruling.AGAIN  # nobody agrees to what was not said
            if ruling is Ruling.GRANTED and await self._cancelled():
                return Answer(False, "voice", "cancel")
            if ruling is not Ruling.AGAIN:
                return Answer(ruling is Ruling.GRANTED, heard.by, heard.proof.text)
            # Whoever answers must have heard all of what is asked: a question that was cut short is read again from its beginning.
            prompt = _AGAIN[question.kind] if whole_heard else whole
            if attempt < TRIES:
                self._session.publish(_asked(self._session.state.turn, question, digits, self._id))
        if question.kind is ConsentKind.CHALLENGE:
            self._locked_until = time.monotonic() + LOCK_S
        return Answer(False, "unclear", "")

    async def _put_question(self, prompt: str) -> tuple[_Heard | None, bool]:
        """Say it, then wait; an answer that comes while it is being said cuts it short. Returns the answer and whether all was said."""
        assert self._answers is not None
        async with asyncio.TaskGroup() as group:
            saying = group.create_task(self._voice.say(prompt))
            first = group.create_task(self._answers.get())
            await asyncio.wait((saying, first), return_when=asyncio.FIRST_COMPLETED)
            heard = first.result() if first.done() else await _in_time(first, self._speech, self._answer_s)
            if heard is None:
                first.cancel()
            if not saying.done():
                await self._voice.hush()
        return heard, saying.result()

    async def _cancelled(self) -> bool:
        """Whether anything but another yes follows within the cancel window."""
        assert self._answers is not None
        deadline = time.monotonic() + CANCEL_S
        while time.monotonic() < deadline or self._speech.is_set():
            try:
                async with asyncio.timeout(max(deadline - time.monotonic(), CANCEL_S)):
                    heard = await self._answers.get()
            except TimeoutError:
                if time.monotonic() > deadline + self._answer_s:
                    break
                continue
            return rule(ConsentKind.YES, "", heard.proof) is not Ruling.GRANTED  # any second thought counts
        return False

    def _put(self, proof: Proof, by: str) -> None:
        self._speech.clear()
        if self._answers is not None:
            # Every word that stops Sayso is a no, also those that the rule of answers does not know.
            self._answers.put_nowait(_Heard(replace(proof, text="stop") if is_stop(proof.text) else proof, by))


async def _in_time(first: "asyncio.Task[_Heard]", speech: asyncio.Event, answer_s: float) -> _Heard | None:
    """The answer if it begins within answer_s seconds; speech that began is waited for."""
    deadline = time.monotonic() + answer_s
    while (left := deadline - time.monotonic()) > 0 or speech.is_set():
        done, _ = await asyncio.wait((first,), timeout=max(left, 0.25))
        if done:
            return first.result()
        if time.monotonic() > deadline + answer_s:
            break
    return None


def _asked(turn: int, question: Question, digits: str, number: int) -> Asked:
    box = question.target
    place = (box.x, box.y, box.width, box.height) if box else None
    return Asked(turn, time.monotonic(), question.kind, question.text, digits, place, id=number)


def _denied(text: str) -> bool:
    """Whether the words alone are a no."""
    return is_stop(text) or rule(ConsentKind.YES, "", Proof(text)) is Ruling.DENIED


def _digits() -> str:
    """Digits nobody knows before; no two alike, as "nine nine" is heard as one, two or three of them."""
    return "".join(map(str, secrets.SystemRandom().sample(range(10), DIGITS)))


def _hidden(heard: str, digits: str) -> str:
    """The answer as it may be kept: a challenge's digits never, however they were said."""
    return _DIGIT.sub("•", heard) if digits else heard
