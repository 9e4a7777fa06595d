"""The streaming speech detector: Silero v6, one probability every 32 ms."""

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from speech.audio import FRAME, Clip, Floats, Samples
from speech.errors import ModelMissing

_CONTEXT = 64
_QUIET = 0.05
"""Below this nobody speaks."""
_FRESH = 94
"""Quiet frames after which the detector begins anew, 3 s: after long silence it would be slow to believe the first word, and miss a short one."""


class Vad:
    """Keeps its state between frames; one instance a stream."""

    def __init__(self) -> None:
        runtime: Any = onnxruntime
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        self._session: Any = runtime.InferenceSession(str(_asset()), options, providers=["CPUExecutionProvider"])
        self.reset()

    def reset(self) -> None:
        """Forget everything heard."""
        self._begin_anew()
        self._context: Floats = np.zeros(_CONTEXT, np.float32)
        self._rest: Samples = np.zeros(0, np.int16)

    def hear(self, samples: Samples) -> list[float]:
        """The probability of speech, 0..1, of each 512-sample frame that is complete now; a rest is kept for the next call."""
        joined = np.concatenate([self._rest, samples])
        whole = len(joined) // FRAME * FRAME
        self._rest = joined[whole:]
        return [self._frame(joined[start : start + FRAME]) for start in range(0, whole, FRAME)]

    def _begin_anew(self) -> None:
        self._hidden = np.zeros((1, 1, 128), np.float32)
        self._cell = np.zeros((1, 1, 128), np.float32)
        self._quiet = 0

    def _frame(self, frame: Samples) -> float:
        floats: Floats = frame.astype(np.float32) / 32768.0
        given = {"input": np.concatenate([self._context, floats])[None, :], "h": self._hidden, "c": self._cell}
        output, self._hidden, self._cell = self._session.run(None, given)
        self._context = floats[-_CONTEXT:]
        probability = float(np.asarray(output).reshape(-1)[0])
        self._quiet = self._quiet + 1 if probability < _QUIET else 0
        if self._quiet == _FRESH:
            self._begin_anew()
        return probability


def probabilities(clip: Clip) -> list[float]:
    """The probability of speech of every frame of a finished clip."""
    return Vad().hear(clip.samples)


def _asset() -> Path:
    found = importlib.util.find_spec("faster_whisper")
    for place in found.submodule_search_locations if found and found.submodule_search_locations else []:
        path = Path(place) / "assets" / "silero_vad_v6.onnx"
        if path.is_file():
            return path
    raise ModelMissing("silero_vad_v6")
