"""The voices that a spotter learns from: programs and models of this machine, whichever are here, each with knobs to turn.

This module may start processes: espeak-ng, flite and festival are programs, and nothing else here calls them.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol

from speech import wavfile
from speech.audio import Samples
from speech.errors import NotAudio, SpeechError
from speech.learning.kokoro import Kokoro
from speech.learning.piper_voice import LivelyPiper

_TIMEOUT_S = 60.0
_ACCENTS = ("en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-gb-x-gbclan", "en-gb-x-gbcwmd", "en-029", "en-us-nyc")
_PEOPLE = (
    "", "m1", "m2", "m4", "m6", "m7", "m8", "f1", "f2", "f4", "f5", "adam", "Alicia", "Andrea", "Annie", "aunty", "belinda", "benjamin", "boris",
    "david", "Diogo", "ed", "Gene", "grandma", "grandpa", "Jacky", "john", "klatt", "klatt3", "Lee", "linda", "Mario", "max", "Michael", "miguel",
    "Mike", "norbert", "pablo", "quincy", "rob", "shelby", "steph", "Tweaky", "victor", "zac",
)  # fmt: skip
_KEPT_PEOPLE = ("m3", "m5", "f3", "croak", "edward", "iven", "marcelo", "sandro", "whisper", "anika", "caleb", "travis")
"""Never learnt from."""
_SHARES = {"espeak-ng": 5.0, "flite": 2.0, "text2wave": 2.0, "livelypiper": 1.5, "kokoro": 1.0}
"""How much of what is said each kind says."""
_SLOW, _LONG = ("kokoro", "text2wave"), 24
"""Kinds that take a second for a word, and the letters from which on a text is long."""


class NoVoice(SpeechError):
    """There is nothing here to learn from."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__("no voice to learn from: install one of espeak-ng, flite, festival, or run `sayso models fetch voice`")


class Voice(Protocol):
    """Somebody who can say any text; `label` names them with their knobs, so that the same label and text are the same sound."""

    @property
    def label(self) -> str:
        """Its name with its knobs."""
        ...

    def say(self, text: str) -> Samples:
        """The sound of a text."""
        ...


@dataclass(frozen=True, slots=True)
class Program:
    """A voice that is a program: what it is called with, and how the text reaches it."""

    label: str
    command: tuple[str, ...]
    """TEXT, IN and OUT stand for the text, a file with it, and the wav file to write."""

    def say(self, text: str) -> Samples:
        """The text, spoken. Raises NotAudio when the program fails."""
        with tempfile.TemporaryDirectory() as folder:
            given, written = Path(folder) / "text", Path(folder) / "sound.wav"
            given.write_text(text + "\n")
            stand_in = {"TEXT": text, "IN": str(given), "OUT": str(written)}
            done = subprocess.run(
                [stand_in.get(word, word) for word in self.command], capture_output=True, timeout=_TIMEOUT_S, env={**os.environ, "HOME": folder}
            )
            if done.returncode or not written.is_file():
                raise NotAudio(self.label, f"could not say “{text}” ({done.stderr.decode(errors='replace').strip()[:80]})")
            return wavfile.read(written).samples


Draw = Callable[[Random], Voice]
"""One voice of a kind, with its knobs turned by chance."""


def voices(kept: bool, models: bool = True) -> dict[str, Draw]:
    """The kinds of voice that are here, to learn from or (`kept`) to measure with. `models` False leaves out what is slow to load."""
    found: dict[str, Draw] = {}
    for program, draw in (("espeak-ng", _espeak), ("flite", _flite), ("text2wave", _festival)):
        if shutil.which(program) and (kept or program != "text2wave"):
            found[program] = draw(kept)
    if models:
        for model in (LivelyPiper, Kokoro):
            if (model is Kokoro or not kept) and (opened := model.open()) is not None:
                found[model.__name__.lower()] = _of_model(opened, kept)
    return found


def _of_model(model: LivelyPiper | Kokoro, kept: bool) -> Draw:
    return lambda random: model.draw(random, kept)


def _espeak(kept: bool) -> Draw:
    def draw(random: Random) -> Voice:
        """One of its people, in some accent, at some speed and pitch."""
        who, accent = random.choice(_KEPT_PEOPLE if kept else _PEOPLE), random.choice(_ACCENTS)
        speed, pitch = random.randint(110, 230), random.randint(15, 90)
        name = f"{accent}+{who}" if who else accent
        command = ("espeak-ng", "-v", name, "-s", str(speed), "-p", str(pitch), "-w", "OUT", "TEXT")
        return Program(f"espeak {name} {speed} {pitch}", command)

    return draw


def _flite(kept: bool) -> Draw:
    def draw(random: Random) -> Voice:
        """One of its voices, at some speed and pitch."""
        who = "slt" if kept else random.choice(("kal", "kal16", "awb", "awb", "rms", "rms"))
        slow, pitch = round(random.uniform(0.75, 1.5), 2), round(random.uniform(80, 220))
        knobs = ("--setf", f"duration_stretch={slow}", "--setf", f"int_f0_target_mean={pitch}")
        return Program(f"flite {who} {slow} {pitch}", ("flite", "-voice", who, *knobs, "-t", "TEXT", "-o", "OUT"))

    return draw


def _festival(kept: bool) -> Draw:
    def draw(random: Random) -> Voice:
        """One of its voices, at some speed."""
        who, slow = random.choice(("kal_diphone", "ked_diphone", "cmu_us_slt_arctic_hts")), round(random.uniform(0.8, 1.4), 2)
        knobs = f"(begin (voice_{who}) (Parameter.set 'Duration_Stretch {slow}))"
        return Program(f"festival {who} {slow}", ("text2wave", "-eval", knobs, "-o", "OUT", "IN"))

    return draw


def takes(kinds: dict[str, Draw], texts: Sequence[str], random: Random) -> Iterator[tuple[Voice, str]]:
    """Each text with somebody to say it; slow voices say fewer, and hardly any long ones. Raises NoVoice."""
    if not kinds:
        raise NoVoice
    for text in texts:
        shares = [_SHARES[name] / (4 if name in _SLOW and len(text) > _LONG else 1) for name in kinds]
        yield kinds[random.choices(list(kinds), shares)[0]](random), text
