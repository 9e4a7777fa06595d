"""A person for scripts: makes sentences sound, by Piper or espeak-ng, as wav files for the virtual microphone."""

import asyncio
from functools import cached_property
from pathlib import Path

import numpy as np

from shell.errors import BadScript
from shell.script import Line
from speech import wavfile
from speech.piper import Piper


class Mouth:
    """Keeps its sound files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._number = 0

    async def sound(self, line: Line, digits: str) -> Path:
        """A wav file of the line, with {challenge} replaced by the digits, read one by one."""
        if line.wav:
            wavfile.read(line.wav)
            return Path(line.wav)
        self._number += 1
        path = self._folder / f"line-{self._number}.wav"
        text = line.say.replace("{challenge}", " ".join(digits))
        if not any(letter.isalnum() for letter in text):
            raise BadScript(f"there is nothing to say in {line.say!r}: {{challenge}} is empty until digits were asked for")
        engine, _, voice = line.voice.partition(":")
        match engine:
            case "" | "piper":
                await asyncio.to_thread(self._piper_says, text, path)
            case "espeak-ng":
                await _espeak(text, voice or "en", path)
            case _:
                raise BadScript(f'voice {line.voice!r} is unknown; leave it out for Piper or write "espeak-ng:en-gb"')
        return path

    @cached_property
    def _piper(self) -> Piper:
        return Piper()

    def _piper_says(self, text: str, path: Path) -> None:
        wavfile.write(path, np.concatenate(list(self._piper.say(text))), self._piper.rate)


async def _espeak(text: str, voice: str, path: Path) -> None:
    try:
        command = ("espeak-ng", "-v", voice, "-s", "150", "-w", str(path), "--", text)
        process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.DEVNULL)
    except FileNotFoundError as error:
        raise BadScript("espeak-ng is not installed: sudo apt-get install espeak-ng") from error
    if await process.wait() or not path.exists():
        raise BadScript(f"espeak-ng has no voice {voice!r}; see `espeak-ng --voices`")
