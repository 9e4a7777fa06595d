"""Scenes: three seconds before a microphone, and when in them the net is to say what."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from speech.audio import RATE, Floats, to_int16
from speech.features import BANDS, HOP, Features
from speech.learning.repertoire import PERSON, Repertoire
from speech.learning.rooms import at_rms, cancelled, events, in_room, noise, rms, stretched
from speech.learning.takes import Take

LENGTH = 3 * RATE + RATE // 5
"""Samples of a scene."""
ROWS = LENGTH // HOP
ANSWERS = ROWS // 2
"""The net answers every second row: 20 ms."""
STOP, COMPUTER = 0, 1
_STOP_SAID, _STOP_LOOSE = (0.08, 0.20), (0.04, 0.45)
"""Seconds after the end of "stop" between which the net must say so, and between which nothing is held against it."""
_WAKE_SAID, _WAKE_LOOSE = (-0.06, 0.16), (-0.25, 0.32)
"""As for stop; the wake word needs no quiet after it."""
_PEOPLE = 0.3
"""Share of the wake words that people say; they are few, but they are what counts."""
_APART_S = 0.6
"""After so much quiet what is said stands alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Rows of features, and for each answer and word (stop, computer) whether it must be said then, and whether it counts at all."""

    rows: NDArray[np.float16]
    said: NDArray[np.bool_]
    counts: NDArray[np.bool_]


class Stage:
    """Where a scene is put together: the user's line on one track, everything else on another."""

    def __init__(self, chance: Generator) -> None:
        self.chance = chance
        self.line: Floats = np.zeros(LENGTH, np.float32)
        self.said = np.zeros((ANSWERS, 2), np.bool_)
        self.counts = np.ones((ANSWERS, 2), np.bool_)
        self.at = 0
        """Where the line goes on, samples."""

    def pause(self, seconds: float) -> None:
        """Be quiet."""
        self.at += round(seconds * RATE)

    def speak(self, take: Take, voice: float, loudness: float = 0.1) -> tuple[int, int]:
        """Say a take on the line; where it begins and ends. What does not fit is cut off."""
        sound = at_rms(stretched(take.samples.astype(np.float32) / 32768.0, voice), loudness)
        begin = self.at
        end = min(LENGTH, begin + len(sound))
        if begin < end:
            self.line[begin:end] += sound[: end - begin]
        self.at = begin + len(sound)
        return begin, self.at

    def expect(self, word: int, said: tuple[float, float], loose: tuple[float, float]) -> None:
        """The word must be spotted between two moments (seconds); between two others nothing counts but that."""
        self.counts[_answers(*loose), word] = False
        self.said[_answers(*said), word] = True

    def scene(self, background: Floats) -> Scene:
        """What the microphone gives: the line in a room, the background, at some level."""
        chance = self.chance
        heard = in_room(self.line, chance)[:LENGTH] if chance.random() < 0.75 else self.line
        mixed = heard + background
        peak = float(np.abs(mixed).max()) + 1e-9
        level = 10 ** (chance.uniform(-35.0, 0.0) / 20) * (chance.uniform(1.0, 3.0) if chance.random() < 0.08 else 1.0)
        mixed = mixed * (level / peak) + chance.standard_normal(LENGTH).astype(np.float32) * 10 ** (chance.uniform(-96.0, -66.0) / 20)
        rows = Features().hear(to_int16(mixed.astype(np.float32)))
        return Scene(rows.astype(np.float16).reshape(ROWS, BANDS), self.said, self.counts)


def _answers(first: float, last: float) -> slice:
    """The answers given between two moments in seconds: answer i is given after i + 1 times 20 ms."""
    step = 2 * HOP / RATE
    return slice(max(0, round(first / step) - 1), max(0, round(last / step)))


def draw(there: Repertoire, chance: Generator) -> Scene:
    """A scene by chance."""
    stage, kind = Stage(chance), chance.random()
    if kind < 0.34:
        _stop(stage, there)
    elif kind < 0.55:
        _wake(stage, there)
    else:
        _nothing(stage, there)
    return stage.scene(_background(stage, there))


def _one(takes: Sequence[Take], chance: Generator) -> Take:
    return takes[int(chance.integers(len(takes)))]


def _voice(chance: Generator) -> float:
    return float(chance.uniform(0.8, 1.25))


def _stop(stage: Stage, there: Repertoire) -> None:
    chance = stage.chance
    if chance.random() < 0.3:  # said something before, and has been quiet since
        stage.at = -round(chance.uniform(0.2, 1.5) * RATE)
        _talk(stage, _one(there.talk, chance))
        stage.pause(_APART_S)
    stage.pause(chance.uniform(0.05, 1.2))
    take = _one(there.stops, chance)
    stage.at = min(stage.at, max(0, LENGTH - round(0.6 * RATE) - round(len(take.samples) / 0.8)))
    _, end = stage.speak(take, _voice(chance))
    after = end / RATE
    stage.expect(STOP, (after + _STOP_SAID[0], after + _STOP_SAID[1]), (after + _STOP_LOOSE[0], after + _STOP_LOOSE[1]))
    if "computer" in take.text:
        stage.counts[:, COMPUTER] = False


def _talk(stage: Stage, take: Take) -> None:
    """The end of a take, up to where the stage stands plus what of it lies after 0."""
    begin = max(0, -stage.at)
    rest = Take(take.samples[min(begin, max(0, len(take.samples) - RATE // 4)) :], take.text, take.voice)
    stage.at = 0
    stage.speak(Take(rest.samples[: round(1.3 * RATE)], rest.text, rest.voice), 1.0)


def _wake(stage: Stage, there: Repertoire) -> None:
    chance, voice = stage.chance, _voice(stage.chance)
    if chance.random() < 0.3:
        _talk(stage, _one(there.talk, chance))
    stage.pause(chance.uniform(0.02, 0.9))
    if chance.random() < 0.2:
        begin, end = stage.speak(_one(there.calls, chance), voice)
        # Where in the breath the word ends is not known: 0.35 to 1 s after it began.
        said = (begin / RATE + 0.35, min(begin / RATE + 1.05, end / RATE))
        stage.expect(COMPUTER, said, (said[0] - 0.05, said[1] + 0.2))
        return
    people = [take for take in there.wakes if take.voice == PERSON]
    _, end = stage.speak(_one(people if people and chance.random() < _PEOPLE else there.wakes, chance), voice)
    after = end / RATE
    stage.expect(COMPUTER, (after + _WAKE_SAID[0], after + _WAKE_SAID[1]), (after + _WAKE_LOOSE[0], after + _WAKE_LOOSE[1]))
    if chance.random() < 0.5:
        stage.pause(chance.uniform(0.0, 0.3))
        stage.speak(_one(there.commands, chance), voice)


def _nothing(stage: Stage, there: Repertoire) -> None:
    chance, kind, voice = stage.chance, stage.chance.random(), _voice(stage.chance)
    stage.pause(chance.uniform(0.0, 0.9))
    if kind < 0.1:
        return
    if kind < 0.3:
        _middle(stage, _one(there.talk, chance), voice)
    elif kind < 0.50:
        stage.speak(_one(there.alike, chance), voice)
        while stage.at < LENGTH and chance.random() < 0.6:
            stage.pause(chance.uniform(0.05, 0.9))
            stage.speak(_one(there.alike, chance), voice)
    elif kind < 0.68:
        _middle(stage, _one(there.within, chance), voice)
    elif kind < 0.84:  # the last word of a sentence
        _talk(stage, _one(there.commands if chance.random() < 0.5 else there.talk, chance))
        stage.pause(chance.uniform(0.0, 0.22))
        take = _one(there.stops, chance)
        stage.speak(take, voice)
        stage.counts[:, COMPUTER] = "computer" not in take.text
    else:  # the first word of a sentence
        take = _one(there.stops, chance)
        stage.speak(take, voice)
        stage.pause(chance.uniform(0.0, 0.07))
        stage.speak(_one(there.commands if chance.random() < 0.5 else there.talk, chance), voice)
        stage.counts[:, COMPUTER] = "computer" not in take.text


def _middle(stage: Stage, take: Take, voice: float) -> None:
    """A long take from somewhere on, or from its beginning."""
    spare = len(take.samples) - 2 * RATE
    if spare > 0 and stage.chance.random() < 0.5:
        take, stage.at = Take(take.samples[int(stage.chance.integers(spare)) :], take.text, take.voice), 0
    stage.speak(take, voice)


def _background(stage: Stage, there: Repertoire) -> Floats:
    chance = stage.chance
    spoken = rms(stage.line[stage.line != 0]) if stage.line.any() else 0.1
    sound = noise(LENGTH, chance) * spoken * 10 ** (-chance.uniform(7.0, 45.0) / 20)
    if chance.random() < 0.3:
        sound = sound + events(LENGTH, chance) * spoken * 10 ** (-chance.uniform(3.0, 30.0) / 20)
    kind = chance.random()
    if kind < 0.45:  # Sayso itself is speaking
        own = _loop(there.own, chance)
        removed = chance.random() < 0.7
        leak = at_rms(in_room(own, chance)[:LENGTH], spoken * 10 ** (chance.uniform(-25.0, 8.0 if removed else 0.0) / 20))
        sound = sound + (cancelled(leak, chance) if removed else leak)
    elif kind < 0.6:  # others, further away
        babble = sum((_loop(there.talk, chance) for _ in range(int(chance.integers(1, 5)))), np.zeros(LENGTH, np.float32))
        sound = sound + at_rms(in_room(babble, chance)[:LENGTH], spoken * 10 ** (-chance.uniform(8.0, 30.0) / 20))
    return sound.astype(np.float32)


def _loop(takes: Sequence[Take], chance: Generator) -> Floats:
    """Takes one after another from somewhere in the first one, as long as a scene."""
    parts: list[Floats] = []
    while sum(map(len, parts)) < LENGTH + 6 * RATE and len(parts) < 20:
        parts += [at_rms(_one(takes, chance).samples.astype(np.float32) / 32768.0, 0.1), np.zeros(int(chance.integers(800, 6400)), np.float32)]
    joined = np.concatenate(parts)
    begin = int(chance.integers(max(1, len(joined) - LENGTH)))
    found = joined[begin : begin + LENGTH]
    return np.pad(found, (0, LENGTH - len(found)))
