"""What is recorded to learn from: how many takes of what, by the voices that are here, and the recordings of people."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from speech import wavfile
from speech.audio import FRAME, RATE, Clip, Samples
from speech.learning import phrases
from speech.learning.takes import Studio, Take, trimmed
from speech.learning.voices import Draw, takes
from speech.recordings import Recordings
from speech.vad import probabilities

_OTHER_KINDS = ("wake/other", "notwake", "sentences", "speakers", "words", "digits")
PERSON = "a person"
"""The voice of a recording."""
_SPEECH, _NOISY_DB = 0.5, 26.0
_LONGEST_WORD_S, _PIECE_S = 1.4, 6
_DIGITS = 120
"""Recorded digits that are enough."""


@dataclass(frozen=True, slots=True)
class Repertoire:
    """Everything there is to make scenes of."""

    stops: list[Take]
    wakes: list[Take]
    """The wake word alone, by voices and by people."""
    calls: list[Take]
    """The wake word and a command in one breath."""
    commands: list[Take]
    alike: list[Take]
    """Single words that are not ours."""
    within: list[Take]
    """Sentences with the word "stop" or "cancel" in them."""
    talk: list[Take]
    """Ordinary talk, by voices and by people."""
    own: list[Take]
    """Sayso's own voice, for the background."""


def collect(kinds: dict[str, Draw], people: Recordings | None, studio: Studio, share: float, seed: int, tell: Callable[[str], None]) -> Repertoire:
    """Have everything said that is to be learnt from; `share` 1 is all of it. Raises NoVoice."""
    random = Random(seed)

    def say(name: str, texts: Sequence[str], count: int) -> list[Take]:
        """A share of `count` takes, though no fewer than there are kinds of voices, of texts drawn at random."""
        wanted = max(len(kinds), round(count * share))
        tell(f"{name}: {wanted} takes")
        return studio.record(takes(kinds, [random.choice(texts) for _ in range(wanted)], random))

    own = {name: draw for name, draw in kinds.items() if name == "livelypiper"} or kinds
    ordinary = phrases.ordinary(random, max(len(kinds), round(900 * share)))
    called = [f"computer{comma} {one}" for one in phrases.COMMANDS for comma in ("", ",")]
    return Repertoire(
        stops=say("stop", phrases.STOPS, 1600),
        wakes=[*say("computer", phrases.WAKES, 1000), *_called(people)],
        calls=say("computer and a command", called, 300),
        commands=say("commands", phrases.COMMANDS, 200),
        alike=say("words alike", [*phrases.ALIKE_STOP, *phrases.ALIKE_COMPUTER, *phrases.NAMES, *phrases.DIGITS], 1600),
        within=say("sentences with such words", phrases.WITHIN_STOP, 700),
        talk=[*say("talk", ordinary, len(ordinary)), *_people(people, _OTHER_KINDS)],
        own=studio.record(takes(own, ordinary[: max(4, round(200 * share))], random)),
    )


def _people(people: Recordings | None, kinds: Sequence[str]) -> list[Take]:
    """The tuning half of what people said."""
    found: list[Take] = []
    for kind in kinds:
        paths = people.clips(kind, "tuning") if people else []
        for path in paths[:_DIGITS] if kind == "digits" else paths:
            found += [Take(one, "", PERSON) for one in _pieces(wavfile.read(path))]
    return found


def _called(people: Recordings | None) -> list[Take]:
    """The wake word by people: only where they speak, so that its end is known in a noisy room too."""
    found: list[Take] = []
    for path in people.clips("wake/computer", "tuning") if people else []:
        clip = wavfile.read(path)
        spoken = np.flatnonzero(np.array(probabilities(clip)) >= _SPEECH)
        samples = clip.samples[max(0, spoken[0] - 1) * FRAME : (spoken[-1] + 1) * FRAME] if len(spoken) else clip.samples
        if (word := trimmed(samples, _NOISY_DB)) is not None and len(word) < _LONGEST_WORD_S * RATE:
            found.append(Take(word, "computer", PERSON))
    return found


def _pieces(clip: Clip) -> Iterator[Samples]:
    """A recording without the silence around it, in pieces of a few seconds."""
    for start in range(0, len(clip.samples), _PIECE_S * RATE):
        if (samples := trimmed(clip.samples[start : start + _PIECE_S * RATE])) is not None:
            yield samples
