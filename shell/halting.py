"""What "stop" does, from wherever it comes; one word is one stop, however often it is heard, and nothing here waits for the ears."""

import asyncio
import math
import re
import socket
import time
from contextlib import suppress

from shell.questions import Questions
from shell.turns import Sentence, Turns
from speech.stopwords import is_stop
from speech.utterance import Utterance

BESIDE_S = 0.6
"""How far apart the spotter and the recogniser may place one word, seconds."""


class Halting:
    """Stops what runs: by a spotted word, by one that was recognised, or typed, which the stop key is too."""

    def __init__(self, questions: Questions, turns: Turns, line: socket.socket) -> None:
        """line: an end of the stop line that the hands look at before every event."""
        self._questions = questions
        self._turns = turns
        self._line = line
        self._spotted = self._recognised = (-math.inf, -math.inf)
        """From when to when the last stop was said that was spotted, and that was recognised; monotonic seconds."""

    async def spotted(self, group: asyncio.TaskGroup, at: float) -> None:
        """ "Stop" was spotted, its end at monotonic seconds: as if it had been heard, in any state; an open question is answered no."""
        if _beside(self._spotted, at, at) or _beside(self._recognised, at, at):
            return
        self._spotted = (at, at)
        self.now()
        if self._questions.open:
            self._questions.spoken(Utterance("stop", started_at=at, spoken_at=at, endpoint_at=at, heard_at=at))
            self._turns.resume()
        else:
            await self._turns.stop(group, Sentence("stop", "voice", at, at, time.monotonic(), {}))

    def done(self, heard: Utterance) -> bool:
        """Whether the words are those of a stop that was done already; a stop that was not is remembered, so that it is not done again."""
        stop, words = is_stop(heard.text), re.findall(r"\w+", heard.text)
        if stop and _beside(self._spotted, heard.started_at, heard.spoken_at):
            return True
        if len(words) <= 2 and heard.started_at < self._spotted[1] and _beside(self._spotted, heard.spoken_at, heard.spoken_at):
            return True  # alone, the word is also recognised as "top"
        if stop:
            self._recognised = (heard.started_at, heard.spoken_at)
        return False

    async def typed(self, group: asyncio.TaskGroup, sentence: Sentence) -> int:
        """A stop that was typed, sent by a program, or meant by the stop key; returns its turn."""
        self.now()
        await self._questions.inquiry.leave()
        return await self._turns.stop(group, sentence)

    def now(self) -> None:
        """Have the hands stop before their next event."""
        with suppress(BlockingIOError):  # then it is full of stops
            self._line.send(b"s", socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)


def _beside(known: tuple[float, float], begun: float, ended: float) -> bool:
    return begun - BESIDE_S <= known[1] and known[0] <= ended + BESIDE_S
