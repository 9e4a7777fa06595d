"""Own and foreign playback: how many texts the ears make of what the sink plays, and how many commands said over it they understand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from rapidfuzz import fuzz

from shell.bench.figure import Figure
from shell.bench.hearing.leaks import another_voice, any_leak, floor, loudness, through
from speech.audio import RATE, Clip, Floats, resample, to_int16
from speech.echo import Echo
from speech.echoed import look, plain, why_echo
from speech.endpoint import Ended, Endpoint
from speech.expectation import Expectation
from speech.noise import why_noise
from speech.piper import Piper
from speech.recordings import Recordings
from speech.reference import ClipReference
from speech.settings import Settings
from speech.tape import Tape
from speech.utterance import Evidence
from speech.vad import Vad
from speech.whisper import Whisper

COMMANDS = ("stop", "cancel the payment", "open the calculator", "go back", "what time is it", "read my messages", "close this window", "scroll down")
_LEVELS_DB = (0.0, -10.0, -20.0, -30.0, -40.0)
_PLACES = ("the calculator", "the settings", "your mail", "the file manager", "the second window", "the browser", "the invoice", "the terminal")
_FRAMES = (
    "Opening {}. Shall I go on?",
    "I found {} things in {}.",
    "I will delete budget {} for good. Say yes to go on.",
    "Paying {} euros to Green Energy. Please say confirm and the four digits.",
    "{} is closed now, and {} messages are left.",
    "It is half past {}. Your next meeting begins in twenty minutes.",
)
_VOICES = (1.12, 0.9, 1.18, 0.94)
_IN_SCENE = 4
_GAP_S = 0.7
_UNDERSTOOD = 85.0


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Some sentences played in a row in one room, and perhaps a person who speaks over them."""

    played: Floats
    heard: Floats
    texts: tuple[str, ...]
    """Of our own voice; empty when something else plays."""
    command: str = ""
    """What the person says."""


def measure(full: bool, tell: Callable[[str], None], recordings: Recordings | None) -> list[Figure]:
    """`ears.texts_from_own_speech`: texts from what was played, ours and others', at leaks of 0 to -40 dB."""
    chance, piper, whisper = np.random.default_rng(20), Piper(), Whisper("base")
    count = 240 if full else 20
    scenes = list(_alone(piper, chance, count))
    defended = [text for number, scene in enumerate(scenes) for text in _told(tell, number, len(scenes), texts(scene, whisper))]
    few = scenes[:12] if full else scenes[:2]
    bare = sum(len(texts(scene, whisper, defended=False)) for scene in few)
    over = list(_spoken_over(piper, chance, 48 if full else 8))
    understood = sum(_understood(scene, texts(scene, whisper)) for scene in over)
    plainly = sum(_understood(scene, texts(scene, whisper, defended=False)) for scene in (over if full else over[:4]))
    tell(f"said over playback: {understood} of {len(over)} commands understood")
    note = (
        f"0 to -40 dB in made rooms, two in three our own voice; the plain pipeline: {bare} of {len(few) * _IN_SCENE}; commands said over it as loud "
        f"or 6 dB softer: {understood} of {len(over)} understood, plainly {plainly} of {len(over) if full else 4}"
    )
    return [Figure("ears.texts_from_own_speech", len(defended), None, "texts", len(scenes) * _IN_SCENE, note, "≤ 0")]


def texts(scene: Scene, whisper: Whisper, defended: bool = True) -> list[str]:
    """What the ears hear in a scene, with the parts they use, in their order; undefended: as if nothing were known of what plays."""
    echo = Echo(ClipReference(Clip(to_int16(scene.played))) if defended else None)
    vad, endpoint, tape, found = Vad(), Endpoint(Settings()), Tape(), list[str]()
    for chunk in Clip(np.concatenate([to_int16(scene.heard), np.zeros(RATE, np.int16)])).chunks():
        tape.add(chunk)
        for probability in vad.hear(echo.clean(chunk).samples):
            event = endpoint.step(probability)
            if isinstance(event, Ended) and event.spoken_s >= Settings().shortest_s:
                text = _read(event, tape, echo, whisper, " ".join(scene.texts))
                found += [text] if text else []
    return found


def _read(ended: Ended, tape: Tape, echo: Echo, whisper: Whisper, own: str) -> str:
    clip = tape.clip(ended.first, ended.last)
    span = echo.span(clip.started_at, clip.started_at + clip.duration)
    seen = None if span is None else look(span)
    if seen is not None and why_echo("", seen):
        return ""
    read = whisper.recognise(clip if seen is None else seen.clip, Expectation(phrases=COMMANDS))
    if why_noise(read.text, Evidence(vad=ended.vad, logprob=read.logprob, no_speech=read.no_speech)):
        return ""
    if seen is not None:
        foreign = "" if own or not seen.overlap else whisper.recognise(seen.played, Expectation()).text
        if why_echo(read.text, seen, own, foreign):
            return ""
    return read.text


def _understood(scene: Scene, found: Sequence[str]) -> bool:
    return any(fuzz.ratio(plain(text), scene.command) >= _UNDERSTOOD for text in found)


def _told(tell: Callable[[str], None], number: int, count: int, found: list[str]) -> list[str]:
    if found:
        tell(f"scene {number + 1} of {count}: heard {found}")
    return found


def _sentences(chance: Generator, count: int) -> list[str]:
    pick = chance.choice
    return [str(pick(_FRAMES)).format(pick([*_PLACES, "seven", "forty two"]), pick(_PLACES)) for _ in range(count)]


def _say(piper: Piper, text: str) -> Clip:
    sound = np.concatenate(list(piper.say(text))).astype(np.float32) / 32768.0
    return Clip(to_int16(resample(sound, piper.rate)))


def _played(piper: Piper, chance: Generator, said: Sequence[str], foreign: bool) -> Floats:
    pause, parts = np.zeros(round(_GAP_S * RATE), np.float32), list[Floats]()
    by = float(chance.choice(_VOICES))
    for text in said:
        clip = _say(piper, text)
        parts += [pause, (another_voice(clip, by) if foreign else clip).floats]
    return np.concatenate([*parts, pause])


def _alone(piper: Piper, chance: Generator, count: int) -> Iterator[Scene]:
    for number in range(count // _IN_SCENE):
        foreign, said = number % 3 == 2, _sentences(chance, _IN_SCENE)
        played = _played(piper, chance, said, foreign)
        heard = through(played, any_leak(chance, _LEVELS_DB[number % len(_LEVELS_DB)]), chance)
        yield Scene(played, heard + floor(len(heard), chance), () if foreign else tuple(said))


def _spoken_over(piper: Piper, chance: Generator, count: int) -> Iterator[Scene]:
    for number in range(count):
        command, foreign = COMMANDS[number % len(COMMANDS)], number % 3 == 2
        said = _sentences(chance, 3)
        played = _played(piper, chance, said, foreign)
        heard = through(played, any_leak(chance, _LEVELS_DB[number % 3]), chance)
        voice = through(another_voice(_say(piper, f"{command}."), _VOICES[number % len(_VOICES)]).floats, any_leak(chance, 0.0), chance)
        voice *= loudness(heard) / max(loudness(voice), 1e-6) * 10 ** (-(number % 2) * 6 / 20)
        at = int(chance.uniform(1.2, 4.0) * RATE)
        heard = np.concatenate([heard, np.zeros(max(0, at + len(voice) - len(heard)), np.float32)])
        heard[at : at + len(voice)] += voice
        yield Scene(played, heard + floor(len(heard), chance), () if foreign else tuple(said), command)
