"""Has the user choose among a few things, aloud and on every face; it decides nothing that needs consent."""

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from shell.event import Answered, Asked
from shell.session import Session
from shell.voice import Voice
from shell.wire import Chosen
from speech.expectation import Expectation
from speech.stopwords import is_stop

TRIES = 3
"""Answers that are none of the choices until nothing is chosen."""
LIKE = 80.0
"""How like a choice an answer must be, of 100."""
CLEAR = 10.0
"""By how much it must be more like it than like any other."""
_ORDINALS = (("first", "one", "1"), ("second", "two", "2"), ("third", "three", "3"), ("fourth", "four", "4"), ("fifth", "five", "5"))
_LEAVE = {"no", "none", "neither", "nothing", "skip", "skip it", "later", "leave it", "never mind"}


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    by: str


class Inquiry:
    """One question at a time; silence chooses nothing."""

    def __init__(self, session: Session, voice: Voice, answer_s: float) -> None:
        self._session = session
        self._voice = voice
        self._answer_s = answer_s
        self._answers: asyncio.Queue[_Answer] | None = None
        self._speech = asyncio.Event()
        self._closed = asyncio.Event()
        self._closed.set()

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

    def answer(self, text: str, by: str) -> None:
        """An answer, by "voice" or typed over the "ui"."""
        self._speech.clear()
        if self._answers is not None:
            self._answers.put_nowait(_Answer(text, by))

    async def leave(self) -> None:
        """Have nothing chosen, and wait until the question is closed: something else begins."""
        self.answer("never mind", "ui")
        await self._closed.wait()

    async def ask(self, question: str, choices: Sequence[str]) -> Chosen:
        """Ask and wait; Chosen is empty when nothing was chosen. Not to be called while another question is open."""
        turn, number = self._session.state.turn, next(self._session.questions)
        self._closed.clear()
        self._answers, chosen, last = asyncio.Queue(), Chosen(), _Answer("", "silence")
        self._speech.clear()
        try:
            self._session.publish(Asked(turn, time.monotonic(), "choice", question, choices=tuple(choices), id=number))
            await self._voice.expect(Expectation(phrases=tuple(choices), asked="choice"))
            prompt = question
            for _ in range(TRIES):
                given = await self._put_question(prompt)
                if given is None:
                    break
                last = given
                chosen = Chosen(choice_of(given.text, choices), given.text)
                if chosen.choice or leaves(given.text):
                    break
                prompt = f"I heard “{given.text.rstrip('.?!')}”. Say {spoken_list(choices)}, or never mind."
        finally:
            self._answers = None
            self._session.publish(Answered(turn, time.monotonic(), bool(chosen.choice), last.by, last.text, number))
            self._closed.set()
        return chosen

    async def _put_question(self, prompt: str) -> _Answer | None:
        assert self._answers is not None
        async with asyncio.TaskGroup() as group:
            saying = group.create_task(self._voice.say(prompt))
            first = group.create_task(self._answers.get())
            await asyncio.wait((saying, first), return_when=asyncio.FIRST_COMPLETED)
            if first.done():
                await self._voice.hush()
                return first.result()
            deadline = time.monotonic() + self._answer_s
            while not first.done() and (time.monotonic() < deadline or self._speech.is_set()):
                await asyncio.wait((first,), timeout=max(deadline - time.monotonic(), 0.25))
                if time.monotonic() > deadline + self._answer_s:
                    break
            if first.done():
                return first.result()
            first.cancel()
        return None


def leaves(text: str) -> bool:
    """Whether the answer is that nothing is wanted."""
    return is_stop(text) or _plain(text) in _LEAVE


def choice_of(text: str, choices: Sequence[str]) -> str:
    """The choice that an answer means, by its words or by its place; empty when none clearly is."""
    said = _plain(text)
    for choice in choices:
        if said == _plain(choice):
            return choice
    place = " ".join(word for word in said.split() if word not in ("the", "number", "take", "please"))
    for choice, names in zip(choices, _ORDINALS, strict=False):
        if place in names or place.removesuffix(" one") in names:  # "the second one", but not "the large one"
            return choice
    ranked = sorted(((fuzz.token_set_ratio(said, _plain(choice)), choice) for choice in choices), reverse=True)
    if not said or not ranked or ranked[0][0] < LIKE or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR):
        return ""
    return ranked[0][1]


def spoken_list(choices: Sequence[str]) -> str:
    """ "a, b or c"."""
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w ]+", " ", text.lower()).split())
