"""`sayso bench ears`: how soon and how well it hears, what it must not hear, and how soon it speaks, stops and recovers."""

import importlib
from collections.abc import Callable
from typing import cast

from shell.bench.figure import Figure
from speech.recordings import NoRecordings, Recordings, find

PARTS = ("latency", "decoding", "digits", "spotting", "stopping", "nothing", "playback", "first_audio", "recovery")
"""Modules of shell.bench.hearing, in the order they are measured."""
Measure = Callable[[bool, Callable[[str], None], Recordings | None], list[Figure]]


def run(full: bool, tell: Callable[[str], None]) -> list[Figure]:
    """Measure all of it: in under five minutes, about half an hour with full.

    Recordings of people come from SAYSO_TEST_DATA; without them, what needs them is left out, and that is told.
    """
    try:
        recordings = find()
    except NoRecordings as missing:
        tell(f"{missing}; without them only synthetic voices are measured")
        recordings = None
    figures = list[Figure]()
    for part in PARTS:
        measure = cast(Measure, importlib.import_module(f"shell.bench.hearing.{part}").measure)
        figures += measure(full, lambda line, part=part: tell(f"{part}: {line}"), recordings)
    return figures
