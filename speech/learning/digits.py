"""What the net of digits learns from: rows of digits by people and by synthetic voices, other words among them, and noises."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.random import Generator

from speech import wavfile
from speech.audio import RATE, Clip, Floats, Samples, to_int16
from speech.ctc import Labels
from speech.digitnet import OTHER
from speech.errors import NotAudio
from speech.expectation import DIGITS
from speech.learning.rooms import at_rms, in_room, noise, rms, stretched
from speech.learning.voices import Draw

_OTHER = (
    "confirm", "confirm", "confirm", "confirmed", "no", "cancel", "stop", "yes", "okay", "please", "open the calculator", "what time is it",
    "close the window", "never mind", "no thank you", "go back", "type hello", "show me the files", "wait a moment", "scroll down", "I said",
    "it is", "the code is", "good night", "forward it to her", "before lunch", "too late", "I ate it", "we won", "sick of it", "free of charge",
    "tune it", "heaven knows", "mine", "hero", "wander",
)  # fmt: skip
_COUNTS = (1, 2, 3, 3, 3, 4, 4, 5)
_EDGE_S = 0.04
"""At most so much of a digit's beginning and end is lost."""
_PAUSE_S = (0.02, 0.35)
_LONGEST_OTHER_S = 1.6


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A sound and what is said in it."""

    labels: Labels
    sound: Samples
    """16 kHz."""


def by_digit(paths: Sequence[Path]) -> dict[int, list[Floats]]:
    """Recordings named "7_speaker_3.wav" by their digit."""
    found: dict[int, list[Floats]] = {digit: [] for digit in range(10)}
    for path in paths:
        found[int(path.stem.split("_")[0])].append(wavfile.read(path).floats)
    return found


def people(speaker: Mapping[int, Sequence[Floats]], others: Sequence[Floats], count: int, chance: Generator) -> Iterator[Lesson]:
    """Rows of one person's digits, joined with pauses; now and then another word before or after."""
    for _ in range(count):
        parts, labels = list[Floats](), list[int]()
        if others and chance.random() < 0.15:
            parts.append(_other(others, chance))
            labels.append(OTHER)
        for digit in _row(chance):
            sound = _one(speaker[digit], chance)
            parts += [_pause(chance), _clipped(sound, chance)]
            labels.append(digit + 1)
        if others and chance.random() < 0.06:
            parts += [_pause(chance), _other(others, chance)]
            labels.append(OTHER)
        yield Lesson(tuple(labels), _recorded(np.concatenate(parts), chance))


def voices(kinds: Mapping[str, Draw], count: int, seed: int) -> Iterator[Lesson]:
    """Synthetic voices, in turn, saying rows of digits in one breath or one by one, with and without other words."""
    random, chance = Random(seed), np.random.default_rng(seed)
    for index in range(count):
        voice = kinds[sorted(kinds)[index % len(kinds)]](random)
        try:
            if chance.random() < 0.4:
                row = _row(chance)
                each = [Clip(voice.say(f"{DIGITS[digit]}.")).floats for digit in row]
                sound = np.concatenate([part for one in each for part in (_pause(chance), _clipped(_bare(one), chance))])
                labels: Labels = tuple(digit + 1 for digit in row)
            else:
                labels, text = _text(chance)
                sound = Clip(voice.say(text)).floats
        except NotAudio:  # a voice that cannot say this one says another
            continue
        yield Lesson(labels, _recorded(sound, chance))


def nothing(others: Sequence[Floats], count: int, chance: Generator) -> Iterator[Lesson]:
    """Noises, and people saying other things."""
    for index in range(count):
        if index % 2 or not others:
            length = round(chance.uniform(0.6, 4.0) * RATE)
            yield Lesson((), to_int16(noise(length, chance) * np.float32(10 ** float(chance.uniform(-4, -1)))))
        else:
            yield Lesson((OTHER,), _recorded(_other(others, chance, 4.0), chance))


def _one(sounds: Sequence[Floats], chance: Generator) -> Floats:
    return sounds[int(chance.integers(len(sounds)))]


def _row(chance: Generator) -> list[int]:
    row = list[int]()
    for _ in range(_COUNTS[int(chance.integers(len(_COUNTS)))]):
        row.append(row[-1] if row and chance.random() < 0.12 else int(chance.integers(10)))
    return row


def _text(chance: Generator) -> tuple[Labels, str]:
    other = _OTHER[int(chance.integers(len(_OTHER)))]
    if chance.random() < 0.25:
        return (OTHER,), other
    row, between = _row(chance), (", ", " ", ". ")[int(chance.integers(3))]
    spelt = between.join("oh" if digit == 0 and chance.random() < 0.15 else DIGITS[digit] for digit in row)
    labels = tuple(digit + 1 for digit in row)
    if chance.random() < 0.4:
        return (OTHER, *labels), f"{other}{(' ', ', ')[int(chance.integers(2))]}{spelt}"
    return ((*labels, OTHER), f"{spelt}, {other}") if chance.random() < 0.1 else (labels, spelt)


def _other(others: Sequence[Floats], chance: Generator, longest_s: float = _LONGEST_OTHER_S) -> Floats:
    whole, length = _one(others, chance), round(longest_s * RATE)
    start = int(chance.integers(max(1, len(whole) - length)))
    return whole[start : start + length]


def _pause(chance: Generator) -> Floats:
    return np.zeros(round(chance.uniform(*_PAUSE_S) * RATE), np.float32)


def _clipped(sound: Floats, chance: Generator) -> Floats:
    """A digit said a little faster or slower, louder or softer, its edges cut as a hasty speaker does."""
    first, last = (round(chance.uniform(0, _EDGE_S) * RATE) if chance.random() < 0.4 else 0 for _ in range(2))
    kept = sound[first : max(first + 800, len(sound) - last)]
    return (stretched(kept, chance.uniform(0.88, 1.14)) * 10 ** chance.uniform(-0.35, 0.1)).astype(np.float32)


def _bare(sound: Floats) -> Floats:
    loud = np.flatnonzero(np.abs(sound) > 0.02 * np.max(np.abs(sound), initial=1e-6))
    return sound[max(0, loud[0] - 600) : loud[-1] + 900] if len(loud) else sound


def _recorded(sound: Floats, chance: Generator) -> Samples:
    """The sound as some microphone would have it: another build of speaker, a room, noise, some loudness."""
    edges: list[Floats] = [np.zeros(round(chance.uniform(0.05, 0.5) * RATE), np.float32) for _ in range(2)]
    sound = np.concatenate([edges[0], sound, edges[1]]).astype(np.float32)
    if chance.random() < 0.6:
        sound = stretched(sound, chance.uniform(0.82, 1.2))
    if chance.random() < 0.5:
        sound = in_room(sound, chance)
    if chance.random() < 0.5:
        hiss = at_rms(noise(len(sound), chance), rms(sound) * 10 ** (-chance.uniform(5, 30) / 20))
        sound = (sound + hiss).astype(np.float32)
    return to_int16(at_rms(sound, 10 ** chance.uniform(-2.2, -0.9)))
