"""What must be noticed while the sound still comes: words that count at once, somebody who speaks over our voice, and who would be spoken to."""

from collections import deque

import numpy as np

from speech.audio import RATE, Chunk, Samples
from speech.barge import Barge, Turn
from speech.echo import EARLY_S, Cleaned
from speech.messages import Heeding, Report, Spotted
from speech.senses import Reactions, Senses

STOP = "stop"
SURE = 0.95
"""From this score on a spotted stop is believed at once; below it the hands and the voice wait until it has been recognised."""
PATIENCE_S = 2.0
"""How long they wait at most, seconds."""


class Vigil:
    """One microphone after another; times are monotonic seconds."""

    def __init__(self, senses: Senses, reactions: Reactions) -> None:
        self._senses = senses
        self._reactions = reactions
        self._barge = Barge()
        self._heard = 0
        """Samples since the microphone was opened."""
        self._stops: deque[float] = deque(maxlen=8)
        self._doubt: float | None = None
        """When the stop word was said that is being looked at."""
        self._sounding = False
        self._heeding = True

    def begin(self) -> None:
        """A microphone is opened."""
        self._heard = 0
        self._senses.sentry.reset()

    def hear(self, chunk: Chunk, sound: Cleaned) -> list[Report]:
        """Take a chunk and the same one without its echo; what is to be told of it. A stop word has stopped everything when this returns."""
        reports: list[Report] = []
        self._heard += len(chunk.samples)
        now = chunk.at + len(chunk.samples) / RATE
        if self._senses.playback.sounding is not self._sounding:
            self._sounding = not self._sounding
            self._senses.attending.playing(self._sounding, now)
        for spot in self._senses.sentry.hear(sound.samples, self._played(chunk) if sound.playing else None):
            at = now - (self._heard - spot.at_sample) / RATE
            if spot.word != STOP:
                self._senses.attending.spotted(at)
            elif spot.score < SURE:
                self._doubt = at
                self._reactions.doubt()
                self._reactions.pause()
                continue
            else:
                self._reactions.stop()
                self._stops.append(at)
            reports.append(Spotted(spot.word, at, spot.score))
        if self._doubt is not None and now - self._doubt > PATIENCE_S:
            self.judged(words=False)
        return [*reports, *self._heeds(now)]

    def frame(self, probability: float, explained: float | None) -> None:
        """What the speech detector says of the next 32 ms without their echo, and how much of them the playback explains."""
        self._turn(self._barge.hear(probability, self._sounding, explained))

    def judged(self, words: bool) -> None:
        """What was said has been looked at: there were words for us, or it was nothing."""
        doubted = self._doubt is not None
        self._settle()
        if words:
            self._barge.understood()
        elif self._barge.rejected() is not None or doubted:
            self._reactions.resume()

    def stopped(self, start: float, end: float) -> bool:
        """Whether a stop word was noticed in this span."""
        return any(start <= at <= end + 0.3 for at in self._stops)

    def _settle(self) -> None:
        if self._doubt is not None:
            self._doubt = None
            self._reactions.settle()

    def _heeds(self, now: float) -> list[Report]:
        on = self._senses.attending.until(now) > now
        changed, self._heeding = on is not self._heeding, on
        return [Heeding(on)] if changed else []

    def _turn(self, turn: Turn | None) -> None:
        if turn is Turn.PAUSE:
            self._reactions.pause()
        elif turn is Turn.RESUME:
            self._reactions.resume()

    def _played(self, chunk: Chunk) -> Samples:
        played = self._senses.reference.take(chunk.at - EARLY_S, len(chunk.samples)) if self._senses.reference else None
        whole = np.zeros(len(chunk.samples), np.int16)
        if played is not None:
            whole[: len(played)] = played
        return whole
