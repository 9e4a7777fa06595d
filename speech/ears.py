"""The ears process: it hears and speaks for the daemon, which it knows by two sockets only.

`python -m speech.ears --link-fd N --stop-fd M [--model base] [--endpoint-ms 400]`
"""

import argparse
import asyncio
import ctypes
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence

import msgspec

from speech.attending import Attending
from speech.errors import LinkBroken, SpeechError
from speech.intake import Intake
from speech.link import Link, open_ears_end
from speech.listen import Listener
from speech.messages import Attend, Expect, Failed, Hold, Hush, Level, Mute, Order, Quit, Ready, Report, Speak
from speech.microphone import SoundMicrophone
from speech.piper import Piper
from speech.playback import Playback
from speech.reference import SoundReference
from speech.senses import Reactions, Senses
from speech.settings import Settings
from speech.speaker import SoundSpeaker
from speech.transcriber import Transcriber
from speech.voice import Voice
from speech.whisper import Whisper

_DIE_WITH_PARENT = 1


class Ears:
    """One running ears process."""

    def __init__(self, settings: Settings, link: Link[Order, Report], stop: socket.socket) -> None:
        self._settings = settings
        self._link = link
        self._stop = stop
        self._playback = Playback()
        self._speaker = SoundSpeaker(settings.speaker)
        self._reference = SoundReference()
        self._reference.want(not settings.muted)
        self._attending = Attending()
        self._done = asyncio.Event()

    async def run(self) -> int:
        """Load, say Ready, hear and speak until told to end; the process's exit code."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, os._exit, 0)  # while models are loading there is nothing to put away
        begun = time.monotonic()
        try:
            whisper, piper = await asyncio.gather(asyncio.to_thread(_load_whisper, self._settings), asyncio.to_thread(_load_piper, self._settings))
        except SpeechError as error:
            print(f"sayso-ears: {error}", file=sys.stderr)
            loop.add_signal_handler(signal.SIGTERM, os._exit, error.exit_code)  # who reads it may end us before we do
            await self._link.send(Failed(str(error)))
            return error.exit_code
        self._voice = Voice(piper, self._speaker, self._playback, self._tell)
        self._transcriber = Transcriber(whisper, self._settings.stuck_s)
        senses = Senses(self._transcriber, self._playback, self._reference, attending=self._attending)
        reactions = Reactions(self._halt, lambda: self._signal(b"?"), lambda: self._signal(b"-"), self._voice.pause, self._voice.resume)
        self._listener = Listener(senses, self._tell, self._settings, reactions)
        self._intake = Intake(SoundMicrophone(self._settings.microphone), self._listener.hear, self._tell, self._settings.muted)
        speaker, microphone = await self._voice.begin(self._speaker.find), await self._intake.begin()
        loop.add_signal_handler(signal.SIGTERM, self._done.set)
        await self._tell(Ready(microphone, speaker, whisper.name, round((time.monotonic() - begun) * 1000)))
        async with asyncio.TaskGroup() as group:
            work = (self._obey(), self._intake.run(), self._listener.recognise(), self._voice.run(self._speaker.find), self._reference.run())
            tasks = [group.create_task(one) for one in work]
            await self._done.wait()
            self._voice.hush()
            for task in tasks:
                task.cancel()
        await self._intake.close()
        return 0

    async def _tell(self, report: Report) -> None:
        if isinstance(report, Level) and self._transcriber.stuck:
            report = msgspec.structs.replace(report, why="stuck")
        if not await self._link.send(report):
            self._done.set()

    def _halt(self) -> None:
        """A stop word cuts our speech and reaches the hands before anything else is done with it."""
        self._signal(b"s")
        self._voice.hush()

    def _signal(self, sign: bytes) -> None:
        """Tell the hands: "s" is stop, "?" that it may have been said, "-" that it was not."""
        try:
            self._stop.send(sign, socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)
        except BlockingIOError:
            pass
        except OSError:
            self._done.set()

    async def _obey(self) -> None:
        try:
            while (order := await self._link.receive()) is not None:
                match order:
                    case Speak():
                        self._voice.ask(order)
                    case Hush():
                        self._voice.hush()
                    case Expect(expectation):
                        self._listener.expect(expectation)
                    case Mute(on):
                        self._reference.want(not on)
                        await self._intake.mute(on)
                    case Attend(when, window_s):
                        self._attending.attend(when, window_s)
                    case Hold(down):
                        self._listener.hold(down)
                    case Quit():
                        break
        except LinkBroken as error:
            await self._tell(Failed(str(error)))
        self._done.set()


def _load_whisper(settings: Settings) -> Whisper:
    whisper = Whisper(settings.model, settings.threads)
    whisper.warm()
    return whisper


def _load_piper(settings: Settings) -> Piper:
    piper = Piper(settings.voice, speed=settings.rate)
    for text in ("Done.", "Stopped."):
        list(piper.say(text))
    return piper


def _settings(arguments: Sequence[str] | None = None) -> tuple[Settings, int, int]:
    parser = argparse.ArgumentParser(prog="speech.ears", description="Sayso's ears and voice; started by the daemon.")
    usual = Settings()
    parser.add_argument("--link-fd", type=int, required=True, help="inherited socket of the link")
    parser.add_argument("--stop-fd", type=int, required=True, help="inherited socket that gets a byte for each stop word")
    parser.add_argument("--model", default=usual.model, help="recogniser (default %(default)s)")
    parser.add_argument("--voice", default=usual.voice, help="voice (default %(default)s)")
    parser.add_argument("--rate", type=float, default=usual.rate, help="how fast to speak; 2 is twice as fast (default %(default)s)")
    parser.add_argument("--endpoint-ms", type=int, default=usual.endpoint_ms, help="silence that ends an utterance (default %(default)s)")
    parser.add_argument("--threads", type=int, default=usual.threads, help="threads of the recogniser (default %(default)s)")
    parser.add_argument("--microphone", default="", help="input device; the desktop's default when not given")
    parser.add_argument("--speaker", default="", help="output device; the desktop's default when not given")
    parser.add_argument("--muted", action="store_true", help="start with the microphone closed, until told to open it")
    given = vars(parser.parse_args(arguments))
    link_fd, stop_fd = given.pop("link_fd"), given.pop("stop_fd")
    return Settings(**given), link_fd, stop_fd


async def _main() -> int:
    settings, link_fd, stop_fd = _settings()
    link = await open_ears_end(socket.socket(fileno=link_fd))
    code = await Ears(settings, link, socket.socket(fileno=stop_fd)).run()
    await link.close()
    return code


def main() -> None:
    """Run until the daemon ends, and leave nothing behind."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    code = asyncio.Runner().run(_main())
    sys.stderr.flush()
    # A thread may hang in a dead sound server: nothing is left to clean up, so it is not waited for.
    os._exit(code)


if __name__ == "__main__":
    main()
