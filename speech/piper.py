"""Piper: the voice, one thread, a stretch of a sentence at a time."""

import importlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from speech import models
from speech.audio import Floats, Samples
from speech.errors import ModelMissing
from speech.loudness import Levelling
from speech.reading import readable
from speech.repertoire import OFTEN, Repertoire
from speech.vits import HOP, Latent, Vits

_LONG, _SHORT = 90, 20
_WHOLE_S, _FIRST_S, _LONGEST_S = 1.2, 0.5, 8.0
"""A sentence that is shorter is made at once; of a longer one this much first, then twice as much each time, up to the last: it takes memory."""
_FEW = 9
"""A sentence of so few sounds comes out garbled by itself: it is said after a carrier that is cut off."""
_CARRIER = "I say:"
_CALM = (0.4, 0.3)
_CUT, _STEP = 10, 128
"""The cut is looked for in so many frames before the first sound, in steps of so many samples."""
_AUDIBLE, _LEAD_S = 0.004, 0.02
_MARKS = set("ˈˌːˑ .,?!:;'\"")


class Piper:
    """One loaded voice; `say` may be called from one thread at a time, and `prepare` from another."""

    def __init__(self, voice: str = "en_US-joe-medium", folder: Path | None = None, speed: float = 1.0) -> None:
        """Load a voice of the store; speed: 2 is twice as fast as the voice is by nature. Raises ModelMissing or ModelCorrupt."""
        place = (folder or models.locate("voice")) / f"{voice}.onnx"
        if not place.is_file():
            raise ModelMissing(voice)
        engine: Any = importlib.import_module("piper.voice")
        config: Any = importlib.import_module("piper.config")
        known = config.PiperConfig.from_dict(models.read_json(place.with_name(place.name + ".json")))
        self._voice: Any = engine.PiperVoice(config=known, session=None)
        self._net = Vits(place)
        self._length: float = known.length_scale / speed
        self._noise: tuple[float, float] = (known.noise_scale, known.noise_w_scale)
        self._carrier: list[str] = [*self._voice.phonemize(_CARRIER)[0], " "]
        self._ready = Repertoire()
        self._waiting = iter(OFTEN)
        self.rate: int = known.sample_rate

    def say(self, text: str) -> Iterator[Samples]:
        """The sound of a text, a stretch at a time; nothing for a text without words."""
        for sentence in sentences(readable(text)):
            if (known := self._ready.get(sentence)) is not None:
                yield known
                continue
            parts: list[Samples] = []
            for part in self._made(sentence):
                parts.append(part)
                yield part
            if parts:
                self._ready.keep(sentence, np.concatenate(parts))

    def prepare(self) -> bool:
        """Make one more of the sentences that are said often; False when all are there or there is no more room."""
        sentence = next(self._waiting, None)
        if sentence is None:
            return False
        for one in sentences(readable(sentence)):
            if self._ready.get(one) is None and not self._ready.keep_always(one, np.concatenate(list(self._made(one)))):
                return False
        return True

    def _made(self, sentence: str) -> Iterator[Samples]:
        for breath in breaths(sentence):
            for phonemes in self._voice.phonemize(breath):
                if not phonemes:
                    continue
                levelling = Levelling(self.rate)
                if sum(one not in _MARKS for one in phonemes) <= _FEW:
                    yield levelling.level(self._carried(phonemes), True)
                    continue
                latent = self._net.plan(self._voice.phonemes_to_ids(phonemes), self._length, self._noise)
                for start, end in stretches(latent.frames, self.rate):
                    sound = self._net.sound(latent, start, end)
                    yield levelling.level(sound if start else self._promptly(sound), end == latent.frames)

    def _carried(self, phonemes: Sequence[str]) -> Floats:
        """A few sounds said after the carrier, which is cut off at the quietest point before them."""
        latent = self._net.plan(self._voice.phonemes_to_ids([*self._carrier, *phonemes]), self._length, _CALM)
        start = max(0, self._begins(latent) - _CUT)
        sound = self._net.sound(latent, start, latent.frames)
        before = np.square(sound[: _CUT * HOP]).reshape(-1, _STEP).mean(axis=1)
        sound = sound[int(before.argmin()) * _STEP :].copy()
        sound[:_STEP] *= np.linspace(0.0, 1.0, _STEP, dtype=np.float32)
        return sound

    def _promptly(self, sound: Floats) -> Floats:
        """Without most of the silence that a sentence begins with; what ends the one before is pause enough."""
        loud = np.abs(sound) > _AUDIBLE
        return sound[max(0, int(loud.argmax()) - round(_LEAD_S * self.rate)) :] if loud.any() else sound

    def _begins(self, latent: Latent) -> int:
        """The frame at which the carrier is over: every phoneme of it has a number and a gap, and before all there is one more of both."""
        return int(latent.widths[: 2 * len(self._carrier) + 2].sum())


def sentences(text: str) -> list[str]:
    """The sentences of a text that has been made readable, those without words left out."""
    return [one for one in re.split(r"(?<=[.?!]) +", text) if re.search(r"\w", one)]


def breaths(text: str) -> list[str]:
    """A sentence in parts that sound soon: the first one of a long sentence ends at its first comma that leaves both parts some length."""
    first = re.match(r"[^.!?]{30,}?[,;:](?= )", text)
    if len(text) < _LONG or first is None or len(text) - first.end() < _SHORT:
        return [text]
    return [text[: first.end()], text[first.end() :].strip()]


def stretches(frames: int, rate: int) -> list[tuple[int, int]]:
    """Where the stretches of a sentence of so many frames begin and end: the first is short so that it sounds soon."""
    if frames * HOP <= _WHOLE_S * rate:
        return [(0, frames)]
    first = round(_FIRST_S * rate / HOP)
    longest, ends = round(_LONGEST_S * rate / HOP), list[int]()
    while (width := min(first * 2 ** len(ends), longest)) < frames - (ends[-1] if ends else 0) - first // 2:
        ends.append(width + (ends[-1] if ends else 0))
    return list(zip([0, *ends], [*ends, frames], strict=True))
