"""What recognition costs and whether the fitted window costs words: CPU time of 3 s commands, word error against the full window."""

import importlib
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from rapidfuzz.distance import Levenshtein

from shell.bench.figure import Figure, median
from speech import models, wavfile
from speech.audio import RATE, Clip, resample, silence, to_int16
from speech.expectation import Expectation
from speech.guards import words
from speech.piper import Piper
from speech.recordings import Recordings
from speech.whisper import Whisper, tidy

COMMANDS = (
    "open the calculator and press enter", "make a folder called holiday photos", "rename the old report to summary of March",
    "move the invoice from March to the trash", "type thank you very much for your letter", "switch to the window with my budget",
    "delete the old report for good please", "scroll down a little and click search", "create a new text file named shopping list",
    "what did you say about the meeting", "copy the budget to my documents", "close this window and open the terminal",
)  # fmt: skip
"""Said in about three seconds each."""
_SECONDS, _LONGEST_S = 3.0, 14.0
_PHRASES = (
    "open the calculator",
    "close this window",
    "make a folder called taxes",
    "rename budget to summary",
    "move notes to the trash",
    "scroll down",
)
_EXPECTED = Expectation(
    phrases=_PHRASES,
    words=("Galculator", "budget", "notes", "old report"),
)


def measure(full: bool, tell: Callable[[str], None], recordings: Recordings | None) -> list[Figure]:
    """Both models on the same clips, beside the library's default on some of them; the word error needs recordings of people."""
    clips, whisper = spoken(100 if full else 24), Whisper("base")
    figures = [_cost("ears.decode_cpu_ms_base", whisper, clips, full, 400, tell)]
    if "tiny.en" in {row.name for row in models.listing() if row.state == "ready"}:
        figures.append(_cost("ears.decode_cpu_ms_tiny", Whisper("tiny.en"), clips, full, 250, tell))
    if recordings is not None and (people := _people(recordings, full)):
        figures.append(_word_error(whisper, people, tell))
    return figures


def spoken(count: int) -> list[Clip]:
    """So many commands of exactly three seconds, by the synthetic voice, each time as loud as another microphone."""
    piper, clips = Piper(), list[Clip]()
    sounds = [resample(Clip(np.concatenate(list(piper.say(text)))).floats, piper.rate) for text in COMMANDS]
    for index in range(count):
        loud = to_int16(sounds[index % len(sounds)] * np.float32(0.5 + 0.5 * (index % 7) / 6))
        whole = np.concatenate([silence(0.3), loud, silence(_SECONDS)])
        clips.append(Clip(whole[: round(_SECONDS * RATE)]))
    return clips


def word_error(heard: Sequence[str], wanted: Sequence[str]) -> tuple[int, int]:
    """Words wrong, missing or too many, and words wanted."""
    return Levenshtein.distance(heard, wanted), len(wanted)


def _cost(figure_id: str, whisper: Whisper, clips: Sequence[Clip], full: bool, goal: int, tell: Callable[[str], None]) -> Figure:
    tell(f"{figure_id}: {len(clips)} commands")
    whisper.warm()
    times = [_cpu_ms(lambda clip=clip: whisper.recognise(clip, _EXPECTED)) for clip in clips]
    default = _default(whisper.name, clips[:: 4 if full else 8])
    usual = f"library default, same run, every {4 if full else 8}th clip: median {sorted(default)[len(default) // 2]:.0f}"
    return median(figure_id, times, "ms", f"≤ {goal}", f"CPU time of one thread, 3 s, biased; {usual}")


def _default(name: str, clips: Sequence[Clip]) -> list[float]:
    model = _library(name)
    return [_cpu_ms(lambda clip=clip: list(model.transcribe(clip.floats)[0])) for clip in clips]


def _library(name: str) -> Any:
    engine: Any = importlib.import_module("faster_whisper")
    return engine.WhisperModel(str(models.locate(name)), device="cpu", compute_type="int8", local_files_only=True, cpu_threads=1)


def _cpu_ms(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def _people(recordings: Recordings, full: bool) -> list[Clip]:
    paths = [path for kind in ("sentences", "speakers", "notwake") for path in recordings.clips(kind, "final" if full else "tuning")]
    return [wavfile.read(path).cut(0.0, _LONGEST_S) for path in (paths if full else paths[::2])]


def _word_error(whisper: Whisper, people: Sequence[Clip], tell: Callable[[str], None]) -> Figure:
    tell(f"ears.wer_vs_full_window_pct: {len(people)} recordings of people")
    model, wrong, total = _library("base"), 0, 0
    for clip in people:
        # The library goes on behind the first passage that the model marks as ended; one raw decode would leave the rest out.
        passages: Any = model.transcribe(clip.floats, language="en", beam_size=1, temperature=0.0, condition_on_previous_text=False)[0]
        wanted = words(tidy(" ".join(passage.text for passage in passages)))
        off, count = word_error(words(whisper.recognise(clip, Expectation()).text), wanted)
        wrong, total = wrong + off, total + count
    value = round(100 * wrong / max(1, total), 1)
    return Figure(
        "ears.wer_vs_full_window_pct",
        value,
        None,
        "%",
        len(people),
        f"unbiased, against the library's full 30 s window with one beam and no fallback; {total} words",
        "≤ 4",
    )
