"""From the last spoken sample to the text, in real time, through the whole pipeline."""

import asyncio
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from shell.bench.default import library_default_ms
from shell.bench.figure import Figure, median
from shell.bench.hearing.desktop import expected
from speech import wavfile
from speech.audio import FRAME, RATE, Clip, Samples, resample, silence, to_int16
from speech.expectation import Expectation
from speech.listen import Listener
from speech.messages import Heard, Rejected, Report
from speech.piper import Piper
from speech.recogniser import Recogniser
from speech.recordings import Recordings
from speech.senses import Senses
from speech.transcriber import Transcriber
from speech.whisper import Whisper

SAID = (
    "Open the calculator.",
    "Type twelve times eight.",
    "Press equals.",
    "Close this window.",
    "Save the file as summer report.",
    "Scroll down.",
    "What time is it?",
    "Set a timer for five minutes.",
    "Go back.",
    "Rename notes to shopping list.",
    "Open the file invoice march.",
    "Find the word budget.",
    "Help me with this.",
    "Delete summer report.",
    "Switch to the text editor.",
    "Type good morning everybody.",
    "Press control s.",
    "Make the window bigger.",
    "Read the first line to me.",
    "Create a folder called holiday pictures.",
    "Click on find.",
    "Undo.",
    "Select everything.",
    "Copy that.",
    "Open the web browser.",
    "Show me what you can do.",
    "Move this window to the left.",
    "Pay Anna forty euros.",
    "Mute the sound.",
    "Next page.",
    "Close the calculator.",
    "Start the terminal.",
    "Zoom in.",
    "Print two copies.",
)
"""What a day at the desk sounds like; none of it ends in the middle of something, or stops before it is read."""
_VOICES = (1.0, 0.89, 1.13)
"""The voice as it is, deeper and slower, higher and quicker."""
_QUICK, _LIBRARY_QUICK, _LIBRARY_FULL = 7, 2, 20
_BEFORE_S, _AFTER_S = 0.4, 1.2
_LONGEST_S, _PEOPLE = 6.0, 10
"""Of a person's sentence, and how many are heard."""
_HISS = 12.0
"""Standard deviation of the microphone's own noise in the silences."""
_BELOW_DB, _ABOVE_FLOOR_DB = 40.0, 12.0
_LIBRARY_ENDPOINT_MS = 500.0
_STUCK_S = 30.0


@dataclass(frozen=True, slots=True)
class Waited:
    """One sentence."""

    ms: float | None
    """From its last sample to the last text; None when none came."""
    texts: int
    """How many utterances it was cut into."""
    why: str = ""
    """Why there is none, if so."""


def measure(full: bool, tell: Callable[[str], None], recordings: Recordings | None) -> list[Figure]:
    """`ears.text_after_speech_ms`: 7 sentences in about 25 s, over 100 in six minutes with full, where people are heard too."""
    voice = Piper()
    count = len(SAID) * len(_VOICES) if full else _QUICK
    clips = [spoken(voice, SAID[number % len(SAID)], _VOICES[number * len(_VOICES) // count]) for number in range(count)]
    people = _people(recordings) if full and recordings else []
    recogniser = Whisper("base")
    recogniser.warm()
    waited = asyncio.run(_all([*clips, *people], recogniser, expected(), tell))
    mine, theirs = waited[: len(clips)], waited[len(clips) :]
    usual = _library(clips[:: max(1, len(clips) // (_LIBRARY_FULL if full else _LIBRARY_QUICK))])
    note = f"Whisper base, endpoint 400 ms, from the last sample within 40 dB of the peak; {_odd(mine)}{_said_by_people(theirs)}; "
    note += f"library default, {_LIBRARY_ENDPOINT_MS:.0f} ms of silence and transcribe(): {usual:.0f} ms"
    return [median("ears.text_after_speech_ms", [one.ms for one in mine if one.ms is not None], "ms", "≤ 600", note)]


def spoken(voice: Piper, text: str, speed: float) -> Samples:
    """A sentence of the synthetic voice; `speed` above 1 makes it quicker and higher."""
    sound = np.concatenate(list(voice.say(text))).astype(np.float32) / 32768.0
    return to_int16(resample(sound, round(voice.rate * speed / 100) * 100))


def end_of_speech(samples: Samples) -> int:
    """One past the last sample within 40 dB of the peak; where it is noisier than that, within what stands out of the noise by 12 dB."""
    loud = np.abs(samples.astype(np.float64))
    blocks = loud[: len(loud) // 320 * 320].reshape(-1, 320)
    floor = float(np.percentile(np.sqrt(np.mean(np.square(blocks), axis=1)), 10)) if len(blocks) else 0.0
    least = max(float(loud.max()) * 10 ** (-_BELOW_DB / 20), floor * 10 ** (_ABOVE_FLOOR_DB / 20))
    above = np.flatnonzero(loud >= least)
    return int(above[-1]) + 1 if len(above) else len(samples)


async def waited_for(samples: Samples, recogniser: Recogniser, expectation: Expectation) -> Waited:
    """Let the pipeline hear a sentence in real time."""
    at, why = list[float](), list[str]()

    async def tell(report: Report) -> None:
        """Keep when words came, and why others were rejected."""
        if isinstance(report, Heard):
            at.append(time.monotonic())
        elif isinstance(report, Rejected):
            why.append(report.why)

    listener = Listener(Senses(Transcriber(recogniser, _STUCK_S)), tell)
    listener.expect(expectation)
    hiss = np.random.default_rng(1).normal(0.0, _HISS, len(samples) + round((_BEFORE_S + _AFTER_S) * RATE)).astype(np.int16)
    quiet = np.concatenate([silence(_BEFORE_S), samples, silence(_AFTER_S)])
    clip = Clip((np.clip(quiet.astype(np.int32) + hiss, -32768, 32767)).astype(np.int16))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(listener.recognise())
        # A file gives a chunk when it begins, a microphone when it is over.
        begun = time.monotonic() - FRAME / RATE
        await listener.hear(wavfile.FileMicrophone(clip, trailing_s=0.0, pace=1.0))
        await listener.end()
    end = begun + _BEFORE_S + end_of_speech(samples) / RATE
    return Waited((at[-1] - end) * 1000 if at else None, len(at), "" if at else ", ".join(why) or "no speech found")


async def _all(clips: Sequence[Samples], recogniser: Recogniser, expectation: Expectation, tell: Callable[[str], None]) -> list[Waited]:
    found = list[Waited]()
    for number, samples in enumerate(clips):
        found.append(await waited_for(samples, recogniser, expectation))
        if number % 20 == 19:
            tell(f"sentence {number + 1} of {len(clips)}")
    return found


def _people(recordings: Recordings) -> list[Samples]:
    found = [wavfile.read(path) for path in recordings.clips("sentences", "final")]
    return [clip.samples for clip in found if clip.duration <= _LONGEST_S][:_PEOPLE]


def _library(clips: Sequence[Samples]) -> float:
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        files = [Path(folder) / f"{number}.wav" for number in range(len(clips))]
        for file, samples in zip(files, clips, strict=True):
            wavfile.write(file, samples)
        return _LIBRARY_ENDPOINT_MS + float(np.median(library_default_ms(files)))


def _odd(waited: Sequence[Waited]) -> str:
    lost, split = [one.why for one in waited if one.ms is None], sum(one.texts > 1 for one in waited)
    why = f" ({'; '.join(sorted(set(lost)))})" if lost else ""
    return f"{len(lost)} of {len(waited)} not heard{why}, {split} cut in two"


def _said_by_people(waited: Sequence[Waited]) -> str:
    times = [one.ms for one in waited if one.ms is not None]
    return f"; {len(waited)} sentences of people: median {np.median(times):.0f} ms, {_odd(waited)}" if times else ""
