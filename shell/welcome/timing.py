"""The child that measures recognisers here: `python -m shell.welcome.timing MODEL…` has Piper say some commands and prints how each model does."""

import re
import statistics
import sys
import time
from collections.abc import Sequence

import msgspec
import numpy as np

from speech.audio import Clip, Samples, resample, silence, to_int16
from speech.errors import SpeechError
from speech.expectation import Expectation
from speech.piper import Piper
from speech.recogniser import Recogniser
from speech.whisper import Whisper

SENTENCES = (
    "Open the calculator.",
    "Make a folder called garden plans.",
    "Scroll down a little.",
    "Type thank you for your letter.",
    "Move the shopping list to the trash.",
    "Rename the letter to summary.",
    "Switch to the browser.",
    "Press the enter key.",
)
"""Commands that a user might say."""
EXPECTED = Expectation(
    (
        "open the text editor",
        "make a folder called taxes",
        "scroll down",
        "type hello world",
        "rename report to summary",
        "delete notes",
        "press enter",
    )
)
"""Much like what may be said in a session, which leans the recogniser towards it."""

_BEFORE_S = 0.3
"""Silence before a sentence, as much as the ears keep: without it first words get lost."""


class Measured(msgspec.Struct, frozen=True):
    """What a model did here."""

    name: str
    ms: float
    """Milliseconds for one command, the middle one of all."""
    right: int
    """Commands of which every word was understood."""
    of: int


def measured(recogniser: Recogniser, clips: Sequence[tuple[str, Clip]]) -> Measured:
    """How long a model takes for clips of known words, and how many it understands."""
    recogniser.recognise(clips[0][1], EXPECTED)  # the first one also warms up
    times: list[float] = []
    right = 0
    for text, clip in clips:
        begun = time.perf_counter()
        heard = recogniser.recognise(clip, EXPECTED).text
        times.append((time.perf_counter() - begun) * 1000)
        right += _plain(heard) == _plain(text)
    return Measured(recogniser.name, round(statistics.median(times), 1), right, len(clips))


def spoken() -> list[tuple[str, Clip]]:
    """The sentences as sound. Raises ModelMissing or ModelCorrupt."""
    voice = Piper()
    return [(text, _clip(np.concatenate(list(voice.say(text))), voice.rate)) for text in SENTENCES]


def _clip(samples: Samples, rate: int) -> Clip:
    sound = to_int16(resample(samples.astype(np.float32) / np.float32(32768), rate))
    return Clip(np.concatenate([silence(_BEFORE_S), sound]))


def _plain(text: str) -> list[str]:
    return re.sub(r"[^a-z0-9 ]+", " ", text.lower()).split()


def main(names: list[str]) -> int:
    """Print the figures of each model as JSON; one that cannot be loaded is left out, with a line on standard error."""
    found: list[Measured] = []
    try:
        clips = spoken()
    except SpeechError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    for name in names:
        try:
            found.append(measured(Whisper(name), clips))
        except SpeechError as trouble:
            print(trouble, file=sys.stderr)
    print(msgspec.json.encode(found).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
