"""The raw decode: a clip through Whisper's encoder in a window that fits it, and readings of that with or without bias."""

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from speech import models
from speech.audio import RATE, Clip, Floats
from speech.guards import Reading

FULL = 3000
"""Frames of 10 ms that the model was trained on."""
_SILENCE_S = 0.5
_LEAST, _SPARE, _A_SECOND = 512, 128, 50
_MORE = 8
"""States behind the clip's end in which its last word still shows."""
_PROMPT_TOKENS = 150
_TOKENS_A_SECOND, _TOKENS_AT_LEAST, _TOKENS_AT_MOST = 8, 24, 220


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the encoder made of a clip; any number of readings can be taken of it."""

    states: Any
    frames: int
    """Width of the window in frames of 10 ms."""
    seconds: float
    """Length of the clip, without the silence put behind it."""

    @property
    def spoken(self) -> Floats:
        """The states [time, width] of the clip itself, 50 a second."""
        return np.asarray(np.array(self.states)[0][: round(self.seconds * _A_SECOND) + _MORE], np.float32)


class Decoder:
    """One loaded model; for one thread at a time."""

    def __init__(self, name: str, threads: int, folder: Path | None = None) -> None:
        """Load a model of the registry. Raises ModelMissing or ModelCorrupt."""
        place = str(folder or models.locate(name))
        engine: Any = importlib.import_module("faster_whisper")
        tokens: Any = importlib.import_module("faster_whisper.tokenizer")
        self._model: Any = engine.WhisperModel(place, device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True)
        many = bool(self._model.model.is_multilingual)
        self._tokenizer: Any = tokens.Tokenizer(self._model.hf_tokenizer, many, task="transcribe", language="en")

    def encode(self, clip: Clip, frames: int | None = None) -> Encoded:
        """The clip of at most 29 s in a window that fits it, or in one of so many frames."""
        floats: Floats = np.concatenate([clip.floats, np.zeros(round(_SILENCE_S * RATE), np.float32)])
        wide = window(clip.duration) if frames is None else frames
        found: Any = self._model.feature_extractor(floats)[:, :wide]
        return Encoded(self._model.encode(np.pad(found, ((0, 0), (0, wide - found.shape[1])))), wide, clip.duration)

    def read(self, encoded: Encoded, bias: str = "", penalty: float = 1.0) -> Reading:
        """The likeliest text, drawn towards the words of `bias`, repeating itself less with a penalty above 1."""
        prompt = self._model.get_prompt(self._tokenizer, self.tokens(" " + bias)[:_PROMPT_TOKENS] if bias else [])
        cap = min(_TOKENS_AT_LEAST + round(_TOKENS_A_SECOND * encoded.seconds), _TOKENS_AT_MOST)
        result = self._model.model.generate(
            encoded.states,
            [prompt],
            beam_size=1,
            max_length=len(prompt) + cap,
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            max_initial_timestamp_index=50,
            repetition_penalty=penalty,
        )[0]
        found: list[int] = result.sequences_ids[0]
        mean = result.scores[0] * len(found) / (len(found) + 1)
        return Reading(self._tokenizer.decode(found), mean, result.no_speech_prob, len(found) >= cap, encoded.seconds)

    def tokens(self, text: str) -> list[int]:
        """The text in the model's pieces."""
        return list(self._tokenizer.encode(text))


def window(seconds: float) -> int:
    """Frames of 10 ms of the window for a clip of so many seconds: in a narrower one the model repeats itself."""
    return min(2 * round(max(seconds * _A_SECOND + _SPARE, _LEAST)), FULL)
