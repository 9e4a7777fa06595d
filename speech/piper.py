"""Piper: the voice, one thread, sentence by sentence."""

import importlib
import re
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from speech import models
from speech.audio import Samples

_CACHED_TEXTS, _CACHED_LENGTH = 64, 40
_LONG, _SHORT = 90, 20
_SPELLED = {"txt", "pdf", "csv", "html", "xml", "png", "jpg", "jpeg", "mp3", "mp4", "odt", "ods", "py", "js", "md", "sh", "toml", "yml"}
_SYMBOLS = {
    "&": " and ",
    "%": " percent",
    "@": " at ",
    "+": " plus ",
    "=": " equals ",
    "_": " ",
    "/": " slash ",
    "~": " home ",
    "×": " times ",
    "÷": " divided by ",
}


class Piper:
    """One loaded voice; `say` may be called from one thread at a time."""

    def __init__(self, voice: str = "en_US-joe-medium", folder: Path | None = None) -> None:
        """Load a voice of the store. Raises ModelMissing or ModelCorrupt."""
        place = (folder or models.locate("voice")) / f"{voice}.onnx"
        engine: Any = importlib.import_module("piper.voice")
        config: Any = importlib.import_module("piper.config")
        runtime: Any = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        known = config.PiperConfig.from_dict(models.read_json(place.with_name(place.name + ".json")))
        self._voice: Any = engine.PiperVoice(config=known, session=runtime.InferenceSession(str(place), options, providers=["CPUExecutionProvider"]))
        self._style: Any = config.SynthesisConfig(normalize_audio=False)
        self._cache: OrderedDict[str, Samples] = OrderedDict()
        self.rate: int = known.sample_rate

    def say(self, text: str) -> Iterator[Samples]:
        """The sound of a text, a sentence at a time; nothing for a text without words."""
        spoken = readable(text)
        if not re.search(r"\w", spoken):
            return
        if (known := self._cache.get(spoken)) is not None:
            self._cache.move_to_end(spoken)
            yield known
            return
        parts: list[Samples] = []
        for breath in breaths(spoken):
            for piece in self._voice.synthesize(breath, self._style):
                block: Samples = piece.audio_int16_array
                parts.append(block)
                yield block
        if len(spoken) <= _CACHED_LENGTH and parts:
            self._cache[spoken] = np.concatenate(parts)
            while len(self._cache) > _CACHED_TEXTS:
                self._cache.popitem(last=False)


def readable(text: str) -> str:
    """A text as it should be read aloud: file endings spelled, symbols named, a full stop at the end so that it does not trail off."""
    spoken = re.sub(r"(?<=\w\w)\.([A-Za-z][A-Za-z0-9]{0,4})\b(?=\W|$)", _ending, text)
    spoken = re.sub(r"(?<!\w)\.(?=\w)", "dot ", spoken)
    for symbol, name in _SYMBOLS.items():
        spoken = spoken.replace(symbol, name)
    spoken = re.sub(r"[\"“”«»*`#<>|\\{}\[\]]", " ", spoken)
    spoken = re.sub(r"\s+", " ", spoken).strip()
    return spoken if spoken.endswith((".", "?", "!", ":")) or not spoken else f"{spoken}."


def breaths(text: str) -> list[str]:
    """A text in parts that sound soon: the first one of a long sentence ends at its first comma that leaves both parts some length."""
    first = re.match(r"[^.!?]{30,}?[,;:](?= )", text)
    if len(text) < _LONG or first is None or len(text) - first.end() < _SHORT:
        return [text]
    return [text[: first.end()], text[first.end() :].strip()]


def _ending(found: re.Match[str]) -> str:
    ending = found.group(1)
    if ending.lower() in _SPELLED:
        return " dot " + " ".join(ending.upper())
    return f" dot {ending}"
