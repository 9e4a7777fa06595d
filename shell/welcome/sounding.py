"""The child that says a sentence on one speaker: `python -m shell.welcome.sounding SPEAKER TEXT`. A hung sound server hangs it and nothing else."""

import asyncio
import sys

from speech.errors import SpeechError
from speech.piper import Piper
from speech.speaker import SoundSpeaker


async def sounded(speaker: str, text: str) -> None:
    """Say it there. Raises SpeechError when the device or the voice is missing."""
    voice = Piper()
    await SoundSpeaker(speaker).play(voice.say(text), voice.rate, lambda _: None)


def main(arguments: list[str]) -> int:
    """Say it; prints one line and returns 1 when that fails."""
    try:
        asyncio.run(sounded(*arguments))
    except SpeechError as trouble:
        print(trouble)
        return 1
    print("said")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
