"""The library beside ours: PocketSphinx listening for “computer”, where it is installed."""

import importlib
import importlib.util
import time
from collections.abc import Sequence
from typing import Any

from speech.audio import FRAME, RATE, Samples

_THRESHOLD = 1e-20
"""As its manual has it for a word of this length."""


def beside(calls: Sequence[Samples], others: Sequence[Samples]) -> str:
    """How many of the calls it misses, what it makes of others, and what it costs; says so where it is not installed."""
    if importlib.util.find_spec("pocketsphinx") is None or not calls:
        return "PocketSphinx is not installed"
    sphinx: Any = importlib.import_module("pocketsphinx")
    decoder = sphinx.Decoder(keyphrase="computer", kws_threshold=_THRESHOLD, loglevel="FATAL")
    begun = time.process_time()
    missed = sum(not _heard(decoder, one) for one in calls)
    wrong = sum(_heard(decoder, one) for one in others)
    seconds = sum(map(len, [*calls, *others])) / RATE
    busy = (time.process_time() - begun) / seconds * 100
    return f"PocketSphinx misses {100 * missed / len(calls):.0f} %, wakes in {wrong} of {len(others)} other clips, {busy:.0f} % of a core"


def _heard(decoder: Any, samples: Samples) -> bool:
    decoder.start_utt()
    found = False
    for at in range(0, len(samples), FRAME):
        decoder.process_raw(samples[at : at + FRAME].tobytes(), False, False)
        found = found or decoder.hyp() is not None
    decoder.end_utt()
    return found or decoder.hyp() is not None
