"""Three digits said one after another by one person: how often the whole row is right, with nothing learnt from that person."""

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from agent.challenge import plain
from shell.bench.figure import Figure
from speech import models, wavfile
from speech.audio import Clip, Samples, silence
from speech.digitnet import NETS
from speech.expectation import Expectation
from speech.recordings import Recordings
from speech.whisper import Whisper

_COUNT, _AROUND_S, _PAUSE_S = 3, 0.3, (0.06, 0.25)
_SEED = 20
WITHOUT = NETS / "without"
"""A folder a person whose recordings the shipped net has learnt from, with the net that has not."""


def measure(full: bool, tell: Callable[[str], None], recordings: Recordings | None) -> list[Figure]:
    """Rows of every speaker there is, one hundred each with full; without recordings nothing."""
    speakers = by_speaker(recordings.clips("digits", "final" if full else "tuning")) if recordings is not None else {}
    right: dict[str, list[bool]] = {}
    usual = list[bool]()
    for speaker, recorded in speakers.items():
        left_out = WITHOUT / speaker
        whisper = Whisper("base", nets=left_out if left_out.is_dir() else NETS)
        said = list(rows(recorded, max(100, 400 // len(speakers)) if full else 8, Random(f"{_SEED}{speaker}")))
        right[speaker] = [heard(whisper.recognise(clip, Expectation(digits=True)).text) == digits for digits, clip in said]
        tell(f"{speaker}: {sum(right[speaker])} of {len(said)}")
        usual += _default(said[:: 5 if full else 4])
    every = [one for found in right.values() for one in found]
    if not every:
        return []
    each = ", ".join(f"{name} {100 * sum(found) / len(found):.0f}" for name, found in right.items())
    note = f"nothing learnt from who speaks; {each}; library default on {len(usual)} of them: {100 * sum(usual) / len(usual):.0f} %"
    return [Figure("ears.digit_sequences_pct", round(100 * sum(every) / len(every), 1), None, "%", len(every), note, "≥ 95")]


def by_speaker(paths: Sequence[Path]) -> dict[str, dict[str, list[Path]]]:
    """Recordings named "7_speaker_3.wav": speaker → digit → files."""
    found: dict[str, dict[str, list[Path]]] = {}
    for path in paths:
        digit, speaker, _ = path.stem.split("_", 2)
        found.setdefault(speaker, {}).setdefault(digit, []).append(path)
    return found


def rows(recorded: Mapping[str, Sequence[Path]], count: int, random: Random) -> list[tuple[str, Clip]]:
    """Rows of three digits by one person, with the pauses people make and silence around."""
    found = list[tuple[str, Clip]]()
    for _ in range(count):
        digits = random.choices(sorted(recorded), k=_COUNT)
        parts: list[Samples] = [silence(_AROUND_S)]
        for digit in digits:
            parts += [wavfile.read(random.choice(recorded[digit])).samples, silence(random.uniform(*_PAUSE_S))]
        found.append(("".join(digits), Clip(np.concatenate([*parts[:-1], silence(_AROUND_S)]))))
    return found


def heard(text: str) -> str:
    """The digits of a text that is nothing but digits, in figures or in words; anything else is returned as it is."""
    spoken = plain(f"{text} ,") if len(text.split()) > 1 else plain(f"digits {text}").removeprefix("digits ")
    return re.sub(r"\s", "", spoken)


def _default(said: Sequence[tuple[str, Clip]]) -> list[bool]:
    engine: Any = importlib.import_module("faster_whisper")
    model: Any = engine.WhisperModel(str(models.locate("base")), device="cpu", compute_type="int8", local_files_only=True)
    return [heard(" ".join(part.text for part in model.transcribe(clip.floats, language="en")[0])) == digits for digits, clip in said]
