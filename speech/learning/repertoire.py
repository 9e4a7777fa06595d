"""What is recorded to learn from: how many takes of what, by the voices that are here, and the recordings of people."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from speech import wavfile
from speech.learning import phrases
from speech.learning.takes import Studio, Take, trimmed
from speech.learning.voices import Draw, takes
from speech.recordings import Recordings

_OTHER_KINDS = ("wake/other", "notwake", "sentences", "speakers", "words", "digits")
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
        wanted = max(len(kinds), round(count * share))
        tell(f"{name}: {wanted} takes")
        return studio.record(takes(kinds, [random.choice(texts) for _ in range(wanted)], random))

    own = {name: draw for name, draw in kinds.items() if name == "livelypiper"} or kinds
    ordinary = phrases.ordinary(random, max(len(kinds), round(900 * share)))
    called = [f"computer{comma} {one}" for one in phrases.COMMANDS for comma in ("", ",")]
    return Repertoire(
        stops=say("stop", phrases.STOPS, 1600),
        wakes=[*say("computer", phrases.WAKES, 1000), *_people(people, ("wake/computer",))],
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
            if (samples := trimmed(wavfile.read(path).samples)) is not None:
                found.append(Take(samples, "", "a person"))
    return found
