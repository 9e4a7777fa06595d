"""Whisper through CTranslate2, with a window that fits short utterances."""

import importlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from speech import models
from speech.audio import RATE, Clip, Floats
from speech.expectation import DIGITS, Expectation
from speech.recogniser import Recognition

SHORT, FULL = 1500, 3000
"""Windows of the encoder in 10 ms frames. Shorter ones loop when biased; the short one costs less than half."""
_PROMPT_TOKENS = 150
_SILENCE_S = 0.5
_WORDS_A_SECOND = 5.5
_LOGPROB, _LOGPROB_SHORT = -0.8, -1.0
_DOUBTFUL = -0.45
_WORTH_CHECKING = 2
_AGAINST_LOOPS = 1.1
_ONE_DIGIT_S = 1.2
_PER_SECOND, _AT_LEAST = 8, 24


@dataclass(frozen=True, slots=True)
class _Decode:
    """One reading of a clip."""

    text: str
    logprob: float
    no_speech: float
    capped: bool


class Whisper:
    """One loaded model; `recognise` may be called from one thread at a time."""

    def __init__(self, name: str = "base", threads: int = 1, folder: Path | None = None) -> None:
        """Load a model of the registry. Raises ModelMissing or ModelCorrupt."""
        self.name = name
        place = str(folder or models.locate(name))
        engine: Any = importlib.import_module("faster_whisper")
        tokens: Any = importlib.import_module("faster_whisper.tokenizer")
        self._model: Any = engine.WhisperModel(place, device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True)
        many = bool(self._model.model.is_multilingual)
        self._tokenizer: Any = tokens.Tokenizer(self._model.hf_tokenizer, many, task="transcribe", language="en")
        self._features: Any = self._model.feature_extractor

    def recognise(self, clip: Clip, expectation: Expectation) -> Recognition:
        """The words of one utterance of at most 29 s; empty text when there are none."""
        floats = np.concatenate([clip.floats, np.zeros(round(_SILENCE_S * RATE), np.float32)])
        prompt = self._prompt(expectation.prompt())
        short = SHORT if len(floats) <= SHORT * RATE // 100 else FULL
        encoded = self._encode(floats, short)
        digits = expectation.digits or expectation.asked == "challenge"
        # Several digits may repeat, other words hardly ever.
        repeats = digits and clip.duration > _ONE_DIGIT_S
        first = self._decode(encoded, prompt, clip.duration, _AGAINST_LOOPS if prompt and not repeats else 1.0)
        readings = [first]
        second: str | None = None
        if digits:
            full = self._encode(floats, FULL)
            unbiased, biased = self._decode(full, [], clip.duration), self._decode(full, prompt, clip.duration)
            # A reading that went wrong is no second opinion: then the unbiased one stands alone, and consent has to ask again.
            second = None if _suspicious(first, clip.duration) else unbiased.text
            readings = [unbiased, biased] if second is None else [first, biased, unbiased]
        elif _suspicious(first, clip.duration) and (short != FULL or prompt):
            full = self._encode(floats, FULL) if short != FULL else encoded
            readings.append(self._decode(full, [], clip.duration))
            readings.sort(key=lambda one: (one.capped or _loops(one.text), _suspicious(one, clip.duration), -one.logprob))
        elif prompt and (first.logprob < _DOUBTFUL or first.text.count(" ") >= _WORTH_CHECKING):
            # What is expected pulls the reading towards it: the reader of the utterance should know what it is without the pull.
            readings.append(self._decode(encoded, [], clip.duration))
        best = readings[0]
        others = {_words(one.text): one.text for one in reversed(readings[1:]) if one.text and _words(one.text) != _words(best.text)}
        return Recognition(best.text, tuple(reversed(others.values())), best.logprob, best.no_speech, second)

    def warm(self) -> None:
        """Read silence once in the short window, so that the first utterance finds everything in place.

        `recognise` would take three times as long for it: it looks twice at so doubtful a reading.
        """
        self._decode(self._encode(np.zeros(round(_SILENCE_S * RATE), np.float32), SHORT), [], _SILENCE_S)

    def _encode(self, floats: Floats, frames: int) -> Any:
        found: Any = self._features(floats)[:, :frames]
        return self._model.encode(np.pad(found, ((0, 0), (0, frames - found.shape[1]))))

    def _prompt(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(" " + text))[:_PROMPT_TOKENS] if text else []

    def _decode(self, encoded: Any, bias: list[int], seconds: float, penalty: float = 1.0) -> _Decode:
        prompt = self._model.get_prompt(self._tokenizer, bias)
        cap = min(_AT_LEAST + round(_PER_SECOND * seconds), 220)
        result = self._model.model.generate(
            encoded,
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
        total = result.scores[0] * len(found)
        return _Decode(tidy(self._tokenizer.decode(found)), total / (len(found) + 1), result.no_speech_prob, len(found) >= cap)


def tidy(text: str) -> str:
    """Recognised text without what is not words: sound descriptions, outer quotes, leading dashes, the final stop."""
    text = re.sub(r"[\[(][^\])]*[\])]|[♪♫]", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" \t\n\"'“”‘’.,;:!…-–—*")
    return text if re.search(r"\w", text) else ""


def _suspicious(one: _Decode, seconds: float) -> bool:
    floor = _LOGPROB if seconds > 1.2 else _LOGPROB_SHORT
    return one.capped or _loops(one.text) or one.logprob < floor or len(one.text.split()) > max(3.0, _WORDS_A_SECOND * max(seconds, 0.5))


def _loops(text: str) -> bool:
    """Whether the same words come three times in a row; a few digits may."""
    words = _words(text)
    if len(words) < 8 and set(words) & set(DIGITS):
        return False
    return any(words[at : at + size] * 3 == words[at : at + 3 * size] for size in range(1, 7) for at in range(len(words) - 3 * size + 1))


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower()))
