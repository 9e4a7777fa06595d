"""Sayso's own voice, Piper, made to speak in more ways than it does when it speaks for Sayso."""

import importlib
from dataclasses import dataclass
from random import Random
from typing import Any, Self

import numpy as np

from speech import models
from speech.audio import Floats, Samples, resample, to_int16
from speech.errors import SpeechError


class LivelyPiper:
    """The voice of the store, loaded once."""

    def __init__(self, name: str = "en_US-joe-medium") -> None:
        """Raises ModelMissing or ModelCorrupt."""
        place = models.locate("voice") / f"{name}.onnx"
        engine: Any = importlib.import_module("piper.voice")
        self._config: Any = importlib.import_module("piper.config")
        runtime: Any = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        known = self._config.PiperConfig.from_dict(models.read_json(place.with_name(place.name + ".json")))
        session = runtime.InferenceSession(str(place), options, providers=["CPUExecutionProvider"])
        self._voice: Any = engine.PiperVoice(config=known, session=session)

    @classmethod
    def open(cls) -> Self | None:
        """The voice, or nothing when the store does not have it."""
        try:
            return cls()
        except SpeechError:
            return None

    def draw(self, random: Random, kept: bool) -> "PiperTake":
        """One way of speaking; as Sayso does in a third of cases."""
        if random.random() < 0.33 or kept:
            return PiperTake(self, 1.0, 0.667, 0.8)
        return PiperTake(self, round(random.uniform(0.75, 1.35), 2), round(random.uniform(0.3, 1.1), 2), round(random.uniform(0.3, 1.2), 2))

    def say(self, text: str, slow: float, noise: float, uneven: float) -> Samples:
        """The text, at a length scale and with the noise of Piper's two samplers."""
        style = self._config.SynthesisConfig(length_scale=slow, noise_scale=noise, noise_w_scale=uneven, normalize_audio=False)
        sound: Floats = np.concatenate([piece.audio_float_array for piece in self._voice.synthesize(text, style)])
        return to_int16(resample(sound, int(self._voice.config.sample_rate)))


@dataclass(frozen=True, slots=True)
class PiperTake:
    """Piper with its knobs set."""

    model: LivelyPiper
    slow: float
    noise: float
    uneven: float

    @property
    def label(self) -> str:
        """Names the knobs."""
        return f"piper {self.slow} {self.noise} {self.uneven}"

    def say(self, text: str) -> Samples:
        """The text, spoken."""
        return self.model.say(text, self.slow, self.noise, self.uneven)
