"""A small net of our own that reads the recogniser's encoder and knows nothing but the ten digits and "something else"."""

import importlib
from pathlib import Path
from typing import Any, Self

import numpy as np

from speech.audio import Floats
from speech.ctc import Labels

OTHER = 11
"""The label of words that are no digits; 1 to 10 are the digits zero to nine."""
LABELS = 12
NETS = Path(__file__).parent / "nets"


class DigitNet:
    """One net; it belongs to the recogniser whose encoder it was taught with."""

    def __init__(self, path: Path) -> None:
        runtime: Any = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session: Any = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    @classmethod
    def of(cls, model: str, folder: Path = NETS) -> Self | None:
        """The net for a recogniser's model, or nothing when none was taught."""
        path = folder / f"digits-{model}.onnx"
        return cls(path) if path.is_file() else None

    def rows(self, states: Floats) -> Floats:
        """Log-probabilities [time, LABELS], 25 rows a second, for the encoder's [time, width], 50 a second."""
        even = states[None, : len(states) // 2 * 2].astype(np.float32)
        return np.asarray(self._session.run(None, {"states": even})[0][0], np.float32)


def digits_of(labels: Labels) -> str:
    """The digits among the labels: (5, 8) → "47"."""
    return "".join(str(label - 1) for label in labels if 0 < label < OTHER)


def labels_of(digits: str) -> Labels:
    """The labels of digits: "47" → (5, 8)."""
    return tuple(int(digit) + 1 for digit in digits)
