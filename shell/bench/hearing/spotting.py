"""The spotter: how often it misses its words, how often it hears them where they are not, and what it costs."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.random import Generator

from shell.bench.figure import Figure
from shell.bench.hearing import noises, sayings
from shell.bench.hearing.keyphrase import beside
from shell.bench.hearing.leaks import any_leak, floor, loudness, through
from speech import wavfile
from speech.audio import FRAME, RATE, Chunk, Clip, Floats, Samples, resample, silence, to_int16
from speech.echo import Echo
from speech.learning.takes import Take
from speech.piper import Piper
from speech.recordings import Recordings
from speech.reference import ClipReference
from speech.spotter import Spot, Spotter
from speech.vad import Vad

_OTHERS = ("wake/other", "notwake", "sentences", "speakers", "words", "digits")
_OWN = (
    "I found twelve letters. The first one is from Anna, about the meeting on Friday, and it has two attachments.",
    "The balance is four hundred and twelve euros. Three payments are waiting, the largest is for the electricity of last month.",
    "I opened the calculator and the text editor. Nothing else is running, and the battery will last for about two hours.",
    "There are four windows. The settings are in front, behind them is the browser with the page about trains.",
)
_LEVELS_DB = (0.0, -6.0, -12.0)
"""Of the leak beside what is played, which is at full volume."""


def measure(full: bool, tell: Callable[[str], None], recordings: Recordings | None) -> list[Figure]:
    """`ears.wake_miss_pct`, `false_wakes_per_hour`, `stop_miss_pct`, `false_stops_per_hour` and `wake_cpu_pct`."""
    chance, figures = np.random.default_rng(31), list[Figure]()
    if recordings is not None:
        figures.append(_wake_miss(full, recordings))
    with tempfile.TemporaryDirectory() as folder:
        figures.append(_false_wakes(full, tell, recordings, Path(folder), chance))
        stops = sayings.said(sayings.STOPS, 320 if full else 40, 5, Path(folder))
        dictated = sayings.said(sayings.DICTATED, 700 if full else 60, 6, Path(folder))
    if stops:
        tell(f"{len(stops)} stops over own speech, {len(dictated)} sentences")
        figures += [_stop_miss(stops, chance), _false_stops(dictated, chance)]
    else:
        tell("no voice to say “stop” with: install espeak-ng, flite or festival")
    return [*figures, _cpu(60.0 if full else 10.0, chance)]


def spots(samples: Samples) -> list[Spot]:
    """What is spotted in a sound that comes in frames."""
    spotter = Spotter()
    return [spot for at in range(0, len(samples), FRAME) for spot in spotter.hear(samples[at : at + FRAME])]


def _wake_miss(full: bool, recordings: Recordings) -> Figure:
    half = "final" if full else "tuning"
    clips = [wavfile.read(path).samples for path in recordings.clips("wake/computer", half)]
    found = [any(spot.word == "computer" for spot in spots(np.concatenate([silence(0.5), one, silence(0.5)]))) for one in clips]
    others = [wavfile.read(path).samples for path in recordings.clips("wake/other", half)] if full else []
    note = f"people, {half} half" + (f"; {beside(clips, others)}" if full else ", which was learnt from")
    return Figure("ears.wake_miss_pct", _percent(found.count(False), len(found)), None, "%", len(found), note, "≤ 5")


def _false_wakes(full: bool, tell: Callable[[str], None], recordings: Recordings | None, folder: Path, chance: Generator) -> Figure:
    minutes = {"people": 45.0, "voices": 40.0, "noise": 40.0} if full else {"people": 2.0, "voices": 2.0, "noise": 2.0}
    people = [
        wavfile.read(path).samples for kind in _OTHERS for path in (recordings.clips(kind, "final" if full else "tuning") if recordings else [])
    ]
    spoken = [take.samples for take in sayings.said((*sayings.TALK, *sayings.DICTATED), 400 if full else 40, 7, folder)]
    counts, heard = dict.fromkeys(minutes, 0), 0.0
    for kind, length in minutes.items():
        sound = _noise(3, length) if kind == "noise" else _mixed(people if kind == "people" else spoken, _noise(4, length), length, chance)
        for piece in sound:
            counts[kind] += sum(spot.word == "computer" for spot in spots(np.concatenate([piece, silence(0.3)])))
            heard += len(piece) / RATE
        tell(f"other words, {kind}: {counts[kind]} wakes; {heard / 60:.0f} minutes so far")
    hours = heard / 3600
    note = f"{hours:.1f} h: people, voices and noise; wakes: {counts}"
    return Figure("ears.false_wakes_per_hour", round(sum(counts.values()) / hours, 2), None, "1/h", sum(counts.values()), note, "≤ 0.5")


def _noise(seed: int, minutes: float) -> Iterator[Samples]:
    return (piece for _, piece in noises.minutes(seed, minutes))


def _mixed(said: Sequence[Samples], noise: Iterator[Samples], minutes: float, chance: Generator) -> Iterator[Samples]:
    """Clips one after another at any loudness, with noise 3 to 40 dB below them."""
    left = round(minutes * 60 * RATE)
    while said and left > 0:
        clip = said[int(chance.integers(len(said)))]
        around = next(noise, None)
        quiet = (clip * 10 ** (chance.uniform(-25.0, 0.0) / 20)).astype(np.int16)
        yield quiet if around is None else noises.mix(quiet, around, float(chance.uniform(3.0, 40.0)))
        left -= len(clip)


def _stop_miss(stops: Sequence[Take], chance: Generator) -> Figure:
    """Sayso speaks at full volume, its echo is taken out as in the ears, and somebody says stop."""
    piper, found, late = Piper(), list[bool](), list[float]()
    own = [resample(np.concatenate(list(piper.say(text))).astype(np.float32) / 32768.0, piper.rate) for text in _OWN]
    for index, take in enumerate(stops):
        played = own[index % len(own)]
        heard = through(played, any_leak(chance, _LEVELS_DB[index % len(_LEVELS_DB)]), chance)
        voice = through(take.samples.astype(np.float32) / 32768.0, any_leak(chance, 0.0), chance)
        voice *= loudness(heard) / max(loudness(voice), 1e-6)
        at = int(chance.uniform(1.5, len(played) / RATE - 1.8) * RATE)
        heard = np.pad(heard, (0, max(0, at + len(voice) - len(heard))))
        heard[at : at + len(voice)] += voice
        times = [time for spot, time in cleaned(heard + floor(len(heard), chance), played) if spot.word == "stop" and time > at / RATE]
        found.append(bool(times))
        late += [(times[0] - (at + len(take.samples)) / RATE) * 1000] if times else []
    note = f"kept voices as loud as the leaks ({', '.join(f'{level:g}' for level in _LEVELS_DB)} dB of full volume), echo taken out; "
    note += f"known {np.median(late or [0.0]):.0f} ms after the word, 95 %: {np.percentile(late or [0.0], 95):.0f}"
    return Figure("ears.stop_miss_pct", _percent(found.count(False), len(found)), None, "%", len(found), note, "≤ 1")


def cleaned(heard: Floats, played: Floats) -> list[tuple[Spot, float]]:
    """What is spotted in the microphone's sound while something plays, and when (seconds); both begin at once."""
    spotter, echo, found = Spotter(), Echo(ClipReference(Clip(to_int16(played)))), list[tuple[Spot, float]]()
    samples = to_int16(heard)
    for at in range(0, len(samples) - FRAME + 1, FRAME):
        found += [(spot, (at + FRAME) / RATE) for spot in spotter.hear(echo.clean(Chunk(samples[at : at + FRAME], at / RATE)).samples)]
    return found


def _false_stops(dictated: Sequence[Take], chance: Generator) -> Figure:
    count, heard, noise = 0, 0.0, [piece for _, piece in noises.minutes(9, 2.0)]
    for index in range(0, len(dictated), 4):
        parts = [silence(1.0)]
        for take in dictated[index : index + 4]:
            parts += [take.samples, silence(float(chance.uniform(0.3, 1.5)))]
        sound = noises.mix(np.concatenate(parts), noise[index % len(noise)], float(chance.uniform(10.0, 40.0)))
        count += sum(spot.word == "stop" for spot in spots(sound))
        heard += len(sound) / RATE
    note = f"{heard / 3600:.2f} h, {len(dictated)} sentences by kept voices with “stop”, “cancel” and what sounds like them; {count} stops"
    return Figure("ears.false_stops_per_hour", round(count / max(heard / 3600, 1e-9), 2), None, "1/h", len(dictated), note, "≤ 1")


def _cpu(seconds: float, chance: Generator) -> Figure:
    """Detector, features and net over a sound, on this thread."""
    sound, vad, spotter = to_int16(chance.normal(0, 0.05, round(seconds * RATE)).astype(np.float32)), Vad(), Spotter()
    spent = [0.0, 0.0]
    for at in range(0, len(sound), FRAME):
        for index, hear in enumerate((vad.hear, spotter.hear)):
            begun = time.process_time()
            hear(sound[at : at + FRAME])
            spent[index] += time.process_time() - begun
    note = f"speech detector {spent[0] / seconds * 100:.1f}, spotter {spent[1] / seconds * 100:.1f}"
    return Figure("ears.wake_cpu_pct", round(sum(spent) / seconds * 100, 2), None, "% of a core", round(seconds), note, "≤ 10")


def _percent(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 2)
