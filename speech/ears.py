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

from speech.errors import DeviceLost, LinkBroken, NoDevice, SpeechError
from speech.link import Link, open_ears_end
from speech.listen import Listener
from speech.messages import Device, Expect, Failed, Hush, Level, Mute, Order, Quit, Ready, Report, Speak
from speech.microphone import SoundMicrophone
from speech.piper import Piper
from speech.playback import Playback
from speech.settings import Settings
from speech.speaker import SoundSpeaker
from speech.stopwords import is_stop
from speech.voice import Voice
from speech.whisper import Whisper

_DIE_WITH_PARENT = 1
_PAUSES_S = (0.25, 0.5, 1.0, 2.0, 4.0)
_ALIVE_S = 2.0
"""Seconds between two signs of life while the microphone is closed."""


class Ears:
    """One running ears process."""

    def __init__(self, settings: Settings, link: Link[Order, Report], stop: socket.socket) -> None:
        self._settings = settings
        self._link = link
        self._stop = stop
        self._playback = Playback()
        self._microphone = SoundMicrophone(settings.microphone)
        self._speaker = SoundSpeaker(settings.speaker)
        self._done = asyncio.Event()
        self._open = asyncio.Event()
        """Set unless muted."""
        self._open.set()
        self._closed_by_us = False

    async def run(self) -> int:
        """Load, say Ready, hear and speak until told to end; the process's exit code."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, os._exit, 0)  # while models are loading there is nothing to put away
        begun = time.monotonic()
        try:
            whisper, piper = await asyncio.gather(asyncio.to_thread(_load_whisper, self._settings), asyncio.to_thread(_load_piper, self._settings))
            await self._speaker.find()
            await self._microphone.open()
        except SpeechError as error:
            print(f"sayso-ears: {error}", file=sys.stderr)
            await self._link.send(Failed(str(error)))
            return error.exit_code
        loop.add_signal_handler(signal.SIGTERM, self._done.set)
        self._voice = Voice(piper, self._speaker, self._playback, self._tell)
        self._listener = Listener(whisper, self._tell, self._settings, self._playback, self._heed)
        await self._tell(Ready(self._microphone.device, self._speaker.device, whisper.name, round((time.monotonic() - begun) * 1000)))
        async with asyncio.TaskGroup() as group:
            work = (self._obey(), self._listen(), self._listener.recognise(), self._voice.run(self._speaker.find))
            tasks = [group.create_task(one) for one in work]
            await self._done.wait()
            self._voice.hush()
            for task in tasks:
                task.cancel()
        await self._microphone.close()
        return 0

    async def _tell(self, report: Report) -> None:
        if not await self._link.send(report):
            self._done.set()

    def _heed(self, text: str) -> None:
        """A stop word cuts our speech and reaches the hands before anything else is done with it."""
        if is_stop(text):
            try:
                self._stop.send(b"s", socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)
            except BlockingIOError:
                pass
            except OSError:
                self._done.set()
            self._voice.hush()

    async def _obey(self) -> None:
        try:
            while (order := await self._link.receive()) is not None:
                match order:
                    case Speak():
                        self._voice.ask(order)
                    case Hush():
                        self._voice.hush()
                    case Expect(expectation):
                        self._listener.expectation = expectation
                    case Mute(on):
                        await self._mute(on)
                    case Quit():
                        break
        except LinkBroken as error:
            await self._tell(Failed(str(error)))
        self._done.set()

    async def _mute(self, on: bool) -> None:
        """A closed microphone is a closed stream: nothing can be heard, and the desktop shows that nobody listens."""
        if on:
            self._open.clear()
            self._closed_by_us = True
            await self._microphone.close()
        else:
            self._open.set()

    async def _listen(self) -> None:
        """Hear the microphone; when it is closed or goes away, wait for it and go on."""
        pauses, lost, opened = _PAUSES_S, False, True
        while True:
            try:
                if not opened:
                    await self._microphone.open()
                    opened = True
                    if lost:
                        await self._tell(Device("microphone", "back", self._microphone.device, ""))
                    lost, pauses = False, _PAUSES_S
                await self._listener.hear(self._microphone)
            except (DeviceLost, NoDevice) as error:
                if not lost and not self._closed_by_us:
                    await self._tell(Device("microphone", "lost", self._microphone.device, str(error)))
                    lost = True
                await self._microphone.close()
            opened = self._closed_by_us = False
            if not self._open.is_set():
                await self._while_closed("muted", self._open, None)
            elif await self._while_closed("lost", self._done, pauses[0]):
                return
            else:
                pauses = pauses[1:] or pauses

    async def _while_closed(self, why: str, until: asyncio.Event, limit_s: float | None) -> bool:
        """Wait for the event, telling now and then that all is well without sound; whether it came within limit_s seconds."""
        deadline = None if limit_s is None else time.monotonic() + limit_s
        while not until.is_set():
            await self._tell(Level(time.monotonic(), why=why))
            left = _ALIVE_S if deadline is None else min(_ALIVE_S, deadline - time.monotonic())
            try:
                async with asyncio.timeout(left):
                    await until.wait()
            except TimeoutError:
                if deadline is not None and time.monotonic() >= deadline:
                    return False
        return True


def _load_whisper(settings: Settings) -> Whisper:
    whisper = Whisper(settings.model, settings.threads)
    whisper.warm()
    return whisper


def _load_piper(settings: Settings) -> Piper:
    piper = Piper(settings.voice)
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
    parser.add_argument("--endpoint-ms", type=int, default=usual.endpoint_ms, help="silence that ends an utterance (default %(default)s)")
    parser.add_argument("--threads", type=int, default=usual.threads, help="threads of the recogniser (default %(default)s)")
    parser.add_argument("--microphone", default="", help="input device; the desktop's default when not given")
    parser.add_argument("--speaker", default="", help="output device; the desktop's default when not given")
    given = parser.parse_args(arguments)
    settings = Settings(given.model, given.voice, given.endpoint_ms, threads=given.threads, microphone=given.microphone, speaker=given.speaker)
    return settings, given.link_fd, given.stop_fd


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
