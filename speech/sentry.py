"""Watches for the few words that count at once: where the microphone hears them, and not where the sink says them itself."""

from collections import deque
from typing import Protocol

from speech.audio import RATE, Samples
from speech.spotter import Spot

VETO_S = 0.7
"""What the sink says sounds in the microphone within so many seconds of it."""


class WordSpotter(Protocol):
    """Finds words in a running stream."""

    def hear(self, samples: Samples) -> list[Spot]:
        """The words whose end is known now."""
        ...

    def reset(self) -> None:
        """Forget what was heard; positions begin at 0 again."""
        ...


class Sentry:
    """Two spotters side by side: `outside` hears the microphone, `inside` what the sink plays."""

    def __init__(self, outside: WordSpotter, inside: WordSpotter) -> None:
        self._outside = outside
        self._inside = inside
        self._at = 0
        self._played_from: int | None = None
        """Stream position at which the sink began to play; None while it is silent."""
        self._vetoes: deque[tuple[str, int]] = deque(maxlen=8)

    def reset(self) -> None:
        """The microphone is opened anew: positions begin at 0 again."""
        self._at, self._played_from = 0, None
        self._outside.reset()
        self._inside.reset()
        self._vetoes.clear()

    def hear(self, samples: Samples, played: Samples | None) -> list[Spot]:
        """The words that a person said in these samples; `played` is what the sink played meanwhile, None when it is silent."""
        self._watch_sink(played)
        found = self._outside.hear(samples)
        self._at += len(samples)
        return [spot for spot in found if not self._vetoed(spot)]

    def _vetoed(self, spot: Spot) -> bool:
        return any(word == spot.word and abs(at - spot.at_sample) < VETO_S * RATE for word, at in self._vetoes)

    def _watch_sink(self, played: Samples | None) -> None:
        if played is None:
            if self._played_from is not None:
                self._inside.reset()
            self._played_from = None
            return
        if self._played_from is None:
            self._played_from = self._at
        self._vetoes.extend((spot.word, self._played_from + spot.at_sample) for spot in self._inside.hear(played))
