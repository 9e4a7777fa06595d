"""How often words come of noise: the product's way from the microphone to the verdict, beside the library's."""

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from shell.bench.figure import Figure
from shell.bench.hearing.desktop import expected
from shell.bench.hearing.noises import minutes, rooms
from speech import models
from speech.audio import Chunk, Clip, Samples
from speech.endpoint import Ended, Endpoint
from speech.expectation import Expectation
from speech.noise import why_brief, why_noise
from speech.recogniser import Recogniser
from speech.recordings import Recordings
from speech.settings import Settings
from speech.tape import Tape
from speech.utterance import Evidence
from speech.vad import Vad
from speech.whisper import Whisper

Piece = tuple[str, Samples]
"""A kind and some seconds of it."""
_QUICK_SEED, _FINAL_SEED = 3, 9_411
"""Other seeds than those the rules were made with."""
_QUICK_MINUTES, _FULL_MINUTES = 5.0, 60.0
_QUICK_SAMPLE, _FULL_SAMPLE = 1, 12
"""Pieces the library is asked about: it takes ten seconds for each."""


@dataclass
class Verdicts:
    """What became of the sounds that reached the speech detector's threshold."""

    texts: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """Kind and text of those taken for speech."""
    rejected: Counter[str] = field(default_factory=Counter[str])
    """How many for which reason."""


def measure(full: bool, tell: Callable[[str], None], recordings: Recordings | None) -> list[Figure]:
    """`ears.texts_from_noise`: texts in five minutes of noise, in an hour with full; about 25 s, 5 minutes with full."""
    seed, amount, sample = (_FINAL_SEED, _FULL_MINUTES, _FULL_SAMPLE) if full else (_QUICK_SEED, _QUICK_MINUTES, _QUICK_SAMPLE)
    recorded = rooms(recordings, "final" if full else "tuning") if recordings else []
    pieces = list(minutes(seed, amount, recorded))
    found = verdicts(pieces, Whisper("base"), expected())
    for kind, text in found.texts:
        tell(f"“{text}” was heard in {kind}")
    usual = library_texts([samples for _, samples in spread(pieces, sample)])
    return [_figure(found, pieces, amount, usual, min(sample, len(pieces)))]


def verdicts(pieces: Iterable[Piece], recogniser: Recogniser, expectation: Expectation) -> Verdicts:
    """All pieces as one stream; before every other piece the detector is fresh, as after the microphone was closed, which fools it far oftener."""
    found = Verdicts()
    for kind, ended, clip in _sounds(pieces):
        why = why_brief(ended.spoken_s, ended.vad, Settings().shortest_s)
        if not why:
            words = recogniser.recognise(clip, expectation)
            why = why_noise(words.text, Evidence(vad=ended.vad, logprob=words.logprob, no_speech=words.no_speech), words.alternatives)
            if not why:
                found.texts.append((kind, words.text))
                continue
        found.rejected[why] += 1
    return found


def library_texts(pieces: Sequence[Samples]) -> int:
    """In how many of the pieces WhisperModel.transcribe with its defaults finds words."""
    engine: Any = importlib.import_module("faster_whisper")
    model: Any = engine.WhisperModel(str(models.locate("base")), device="cpu", compute_type="int8", local_files_only=True)
    return sum(any(segment.text.strip() for segment in model.transcribe(Clip(samples).floats)[0]) for samples in pieces)


def spread(pieces: Sequence[Piece], count: int) -> list[Piece]:
    """So many of them, evenly from first to last."""
    return [pieces[number * len(pieces) // count] for number in range(min(count, len(pieces)))]


def _sounds(pieces: Iterable[Piece]) -> Iterator[tuple[str, Ended, Clip]]:
    vad, endpoint, tape = Vad(), Endpoint(), Tape()
    kind = ""
    for number, (kind, samples) in enumerate(pieces):
        if number % 2:
            vad.reset()
        tape.add(Chunk(samples, 0.0))
        for probability in vad.hear(samples):
            event = endpoint.step(probability)
            if isinstance(event, Ended):
                yield kind, event, tape.clip(event.first, event.last)
        tape.forget(endpoint.keep_from)
    if (rest := endpoint.finish()) is not None:
        yield kind, rest, tape.clip(rest.first, rest.last)


def _figure(found: Verdicts, pieces: Sequence[Piece], amount: float, usual: int, asked: int) -> Figure:
    reasons = ", ".join(f"{why} {count}" for why, count in found.rejected.most_common()) or "none"
    kinds = len({kind for kind, _ in pieces})
    note = f"texts in all; {amount:g} min of {kinds} kinds; sounds rejected: {reasons}; library default: words in {usual} of {asked} pieces"
    return Figure("ears.texts_from_noise", float(len(found.texts)), None, "texts", len(pieces), note, "≤ 0")
