"""The child that speaks for `sayso bench ears`: `python -m shell.bench.hearing.speaking OPENINGS OTHERS LIBRARY` tells how soon each text sounded.

It wants a sound server of its own; each text is cut off as soon as it sounds.
"""

import asyncio
import itertools
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from speech import models
from speech.audio import Samples
from speech.errors import SpeechError
from speech.messages import Report, Speak, Speaking, Spoke
from speech.piper import Piper
from speech.playback import Playback
from speech.repertoire import OFTEN
from speech.speaker import SoundSpeaker
from speech.voice import Voice

_FRAMES = (
    "Opened {}.",
    "Shall I delete {} for good?",
    "Renamed {} to summer report.odt.",
    "I see no button named {}; there is Save. Shall I?",
    "There is no {} any more.",
    "I tried to open {}, but no window came up, and I looked for it for five seconds.",
    "There are 3 named {}. Shall I take the first?",
    "You owe €20.50 for {}, payable to DE89 3704 0044 0532 0130 00 before 14 March 2026.",
)
_NAMES = ("the calculator", "budget.txt", "invoice march", "~/Documents/letter to Anna.odt", "the editor", "holiday photos", "Thunar", "notes.md")
OTHERS = tuple(frame.format(name) for name, frame in itertools.product(_NAMES, _FRAMES))
"""Sentences that nobody can know before they are said."""


class Soon(msgspec.Struct, frozen=True):
    """Milliseconds from the order to the first sample that the sound server got, for each text."""

    openings: list[float]
    """Sentences that were made ahead."""
    others: list[float]
    """Sentences that were not."""
    library: list[float]
    """`voice.synthesize(text)` of the library as it comes, openings and others in turn."""


async def spoken(openings: Sequence[str], others: Sequence[str], library: Sequence[str]) -> Soon:
    """Say the texts, each for a moment. Raises NoDevice, DeviceLost and ModelMissing."""
    piper, speaker = Piper(), SoundSpeaker()
    await speaker.find()
    while await asyncio.to_thread(piper.prepare):
        continue
    reports: asyncio.Queue[Report] = asyncio.Queue()
    voice = Voice(piper, speaker, Playback(), reports.put)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(voice.run(speaker.find))
        await _sounded(voice, reports, "Begin.")
        ours = [[await _sounded(voice, reports, text) for text in texts] for texts in (openings, others)]
        running.cancel()
    return Soon(ours[0], ours[1], await _library(speaker, library))


async def _sounded(voice: Voice, reports: "asyncio.Queue[Report]", text: str) -> float:
    began = time.monotonic()
    voice.ask(Speak(1, text))
    while not isinstance(report := await reports.get(), Speaking | Spoke):
        continue
    if isinstance(report, Spoke):
        raise SpeechError(f"{text!r} was not said")
    voice.hush()
    while not isinstance(await reports.get(), Spoke):
        continue
    return (report.at - began) * 1000


async def _library(speaker: SoundSpeaker, texts: Sequence[str]) -> list[float]:
    from piper import PiperVoice  # noqa: PLC0415

    voice: Any = PiperVoice.load(models.locate("voice") / "en_US-joe-medium.onnx")
    list(voice.synthesize("Begin."))
    found: list[float] = []
    for text in texts:
        began = time.monotonic()
        await speaker.play(_synthesised(voice, text), voice.config.sample_rate, _cutting(speaker, found, began))
    return found


def _synthesised(voice: Any, text: str) -> Iterator[Samples]:
    for chunk in voice.synthesize(text):
        yield chunk.audio_int16_array


def _cutting(speaker: SoundSpeaker, found: list[float], began: float) -> Callable[[float], None]:
    def started(at: float) -> None:
        """The first sound is all that is measured."""
        found.append((at - began) * 1000)
        speaker.stop()

    return started


def main(counts: Sequence[str]) -> int:
    """Print what was measured as JSON; what goes wrong is a line on standard error."""
    openings, others, library = map(int, counts)
    mixed = [text for pair in zip(itertools.cycle(OFTEN), OTHERS, strict=False) for text in pair]
    rows = (list(itertools.islice(itertools.cycle(texts), count)) for texts, count in ((OFTEN, openings), (OTHERS, others), (mixed, library)))
    try:
        soon = asyncio.run(spoken(*rows))
    except SpeechError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(msgspec.json.encode(soon).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
