"""The words that are heard at once and in any state, "stop" and "computer": spotted in the running sound by a small net of our own."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from speech.audio import RATE, Floats, Samples
from speech.errors import ModelMissing
from speech.features import BANDS, HOP, Features

WORDS = ("stop", "computer")
"""What can be spotted; "cancel" and "Sayso stop" are "stop"."""
NET = Path(__file__).parent / "nets" / "spotter.onnx"
_STRIDE = 2
"""Rows the net takes a step."""


@dataclass(frozen=True, slots=True)
class SpotterSettings:
    """When the net is believed."""

    stop: float = 0.5
    """Score from which on it was "stop"; low, as it is recognised before anything ends."""
    computer: float = 0.8
    """As `stop`, but nothing checks it."""
    steps: int = 2
    """Answers in a row, of 20 ms each, over which the score is averaged."""
    stop_lag_s: float = 0.13
    """How long after the end of "stop" the net usually says so, seconds."""
    computer_lag_s: float = 0.06
    """As `stop_lag_s`."""
    again_s: float = 0.8
    """A word is not spotted twice within so many seconds."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A word was heard."""

    word: str
    """One of WORDS."""
    at_sample: int
    """Stream position of the word's end, as well as can be told."""
    score: float
    """0..1."""


class Spotter:
    """Keeps its state between calls; one instance a stream, used from one thread at a time."""

    def __init__(self, settings: SpotterSettings | None = None, net: Path = NET) -> None:
        """Load the net. Raises ModelMissing."""
        if not net.is_file():
            raise ModelMissing(net.stem)
        runtime: Any = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        self._session: Any = runtime.InferenceSession(str(net), options, providers=["CPUExecutionProvider"])
        self._settings = settings or SpotterSettings()
        self._features = Features()
        self.reset()

    def reset(self) -> None:
        """Forget everything heard; stream positions begin at 0 again."""
        self._features.reset()
        self._states: dict[str, Floats] = {one.name: np.zeros(one.shape, np.float32) for one in self._session.get_inputs() if one.name != "rows"}
        self._rows: Floats = np.zeros((0, BANDS), np.float32)
        self._step = 0
        self._recent: Floats = np.zeros((self._settings.steps - 1, len(WORDS)), np.float32)
        self._deaf_until = dict.fromkeys(WORDS, 0)

    def hear(self, samples: Samples) -> list[Spot]:
        """The words whose end is known now; positions count from the first sample after the last reset."""
        first = self._step
        scores = self.scores(samples)
        if not len(scores):
            return []
        every = np.concatenate([self._recent, scores])
        steps = self._settings.steps
        smooth = np.lib.stride_tricks.sliding_window_view(every, steps, axis=0).mean(axis=2)
        self._recent = every[len(every) - steps + 1 :]
        return [spot for index, row in enumerate(smooth) for spot in self._judge(first + index + 1, row)]

    def scores(self, samples: Samples) -> Floats:
        """What the net says, [n, words] in 0..1, a row for each 20 ms that are complete now."""
        self._rows = np.concatenate([self._rows, self._features.hear(samples)])
        whole = len(self._rows) // _STRIDE * _STRIDE
        if not whole:
            return np.zeros((0, len(WORDS)), np.float32)
        given, self._rows = self._rows[:whole], self._rows[whole:]
        scores, *states = self._session.run(None, {"rows": given[None], **self._states})
        self._states = dict(zip(self._states, states, strict=True))
        self._step += whole // _STRIDE
        return scores[0]

    def _judge(self, step: int, scores: Sequence[float] | Floats) -> list[Spot]:
        now, found = step * _STRIDE * HOP, list[Spot]()
        known = self._settings
        for word, score, enough, lag in zip(WORDS, scores, (known.stop, known.computer), (known.stop_lag_s, known.computer_lag_s), strict=True):
            if score >= enough and now >= self._deaf_until[word]:
                self._deaf_until[word] = now + round(known.again_s * RATE)
                found.append(Spot(word, max(0, now - round(lag * RATE)), round(float(score), 3)))
        return found
