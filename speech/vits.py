"""The network of a Piper voice in two halves: what a whole sentence is to sound like, and the sound of any stretch of it."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speech.audio import Floats
from speech.errors import ModelCorrupt
from speech.onnxparts import Network

HOP = 256
"""Samples of one frame."""
_CHANNELS = 192
_SEEN = 12
"""Frames on either side that a sample depends on."""
_FIRST, _WIDTHS, _SOUND = "/dec/conv_pre/Conv", "/Ceil_output_0", "output"


@dataclass(frozen=True, slots=True, eq=False)
class Latent:
    """What a sentence is to sound like."""

    values: NDArray[np.float32]
    """1 × channels × frames."""
    widths: NDArray[np.float32]
    """How many frames each phoneme takes."""

    @property
    def frames(self) -> int:
        """Its length in frames of 256 samples."""
        return self.values.shape[2]


class Vits:
    """Both halves, loaded; safe to be run from several threads."""

    def __init__(self, path: Path) -> None:
        """Load the network. Raises ModelCorrupt when it is not one of a Piper voice with one speaker."""
        runtime: Any = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        try:
            network = Network(path.read_bytes())
            self._between = network.input_of(_FIRST)
            halves = network.part((self._between, _WIDTHS)), network.part((_SOUND,), {self._between: (1, _CHANNELS, "frames")})
        except (ValueError, IndexError, OSError) as error:
            raise ModelCorrupt(path.name, f"is no voice that can be used ({error})") from None
        self._sentence: Any = runtime.InferenceSession(halves[0], options, providers=["CPUExecutionProvider"])
        self._sound: Any = runtime.InferenceSession(halves[1], options, providers=["CPUExecutionProvider"])

    def plan(self, phonemes: Sequence[int], length: float, noise: tuple[float, float]) -> Latent:
        """What a row of phoneme numbers is to sound like; length: 2 is half as fast; noise: of the sound and of the phonemes' lengths."""
        given = {
            "input": np.array([phonemes], np.int64),
            "input_lengths": np.array([len(phonemes)], np.int64),
            "scales": np.array([noise[0], length, noise[1]], np.float32),
        }
        values, widths = self._sentence.run(None, given)
        return Latent(values, widths.reshape(-1))

    def sound(self, latent: Latent, start: int, end: int) -> Floats:
        """The sound of the frames from start up to end, in -1..1; pieces that follow one another join without a seam."""
        first, last = max(0, start - _SEEN), min(latent.frames, end + _SEEN)
        whole: Floats = self._sound.run(None, {self._between: latent.values[:, :, first:last]})[0].reshape(-1)
        return whole[(start - first) * HOP : (end - first) * HOP]
