"""One opening of the microphone: its sound, and when somebody speaks in it."""

from collections.abc import Iterator

from speech.audio import Chunk, Samples
from speech.echo import Echo
from speech.endpoint import Ended, Endpoint, Paused, Started
from speech.meter import Meter
from speech.settings import Settings
from speech.sieve import Take
from speech.tape import Tape
from speech.vad import Vad


class Stream:
    """Fed the sound as it comes; positions are samples since the opening, times are monotonic seconds."""

    def __init__(self, settings: Settings) -> None:
        self.endpoint = Endpoint(settings)
        self.spoken_at: float | None = None
        """When what was said last began."""
        self.told = False
        """Whether it was told that somebody speaks."""
        self.shown_at = 0.0
        """When what is being said was last read to be shown."""
        self._tape = Tape()
        self._vad = Vad()
        self._meter = Meter()
        self._probability = 0.0

    @property
    def end(self) -> int:
        """Samples so far."""
        return self._tape.end

    @property
    def now(self) -> float:
        """The time of the end of the sound so far."""
        return self._tape.time(self._tape.end)

    def add(self, chunk: Chunk, clean: Samples) -> Iterator[tuple[float, Started | Paused | Ended | None]]:
        """Take a chunk, and its samples without their echo; the speech detector's answer and what it amounts to, for each frame of it."""
        self._tape.add(chunk)
        for probability in self._vad.hear(clean):
            self._probability = probability
            event = self.endpoint.step(probability)
            if isinstance(event, Started):
                self.spoken_at = self.shown_at = self.seconds(event.sample)
                self.told = False
            yield probability, event
        self._tape.forget(self.endpoint.keep_from)

    def finish(self) -> Ended | None:
        """What is being said, if anything, is complete now."""
        return self.endpoint.finish()

    def level(self, chunk: Chunk) -> tuple[float, float] | None:
        """How loud it is and how much like speech, ten times a second."""
        return self._meter.add(chunk.samples, self._probability)

    def seconds(self, sample: int) -> float:
        """The time of a position."""
        return self._tape.time(sample)

    def take(self, first: int, last: int, echo: Echo, ended: Ended | None = None) -> Take:
        """The sound between two positions, with what was played meanwhile."""
        clip = self._tape.clip(first, last)
        end = clip.started_at + clip.duration
        return Take(clip, echo.span(clip.started_at, end), echo.known_at(clip.started_at), ended, self.now)
