"""Speaking into a virtual microphone and recording a virtual loudspeaker."""

import asyncio
import time
import wave
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.display.desk import Desk
from agent.sandbox.children import find
from agent.sandbox.errors import DeskError

RATE = 16_000
"""Samples a second of a recording; it has one channel of 16 bits."""
READY_S = 5.0
"""Seconds until the sound server must have given the first block."""


@dataclass(frozen=True, slots=True)
class Played:
    """When a sound was played, monotonic seconds."""

    started: float
    ended: float
    """When the last of it had left the player; the sound began about its own length before."""


async def play(desk: Desk, path: Path, device: str = "mic_sink") -> Played:
    """Play a wav file into the virtual microphone (or another sink) and wait for its end. Raises DeskError when the player fails."""
    player = find("paplay", desk.environment, "pulseaudio-utils")
    argv = (player, f"--server={desk.sound}", f"--device={device}", "--latency-msec=200", str(path))
    process = await asyncio.create_subprocess_exec(*argv, env=dict(desk.environment), stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE)
    started = time.monotonic()
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise DeskError(f"paplay could not play {path.name}: {said.decode().strip()}")
    return Played(started, time.monotonic())


@asynccontextmanager
async def record(desk: Desk, path: Path, source: str = "speaker.monitor") -> AsyncGenerator[None]:
    """Record what the virtual loudspeaker plays into a wav file (16 kHz mono) while the block runs. Raises DeskError when nothing comes."""
    recorder = find("parec", desk.environment, "pulseaudio-utils")
    argv = (
        recorder,
        f"--server={desk.sound}",
        f"--device={source}",
        "--format=s16le",
        f"--rate={RATE}",
        "--channels=1",
        "--latency-msec=200",
        "--raw",
    )
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        loop = asyncio.get_running_loop()
        tape = _Tape(file, loop.create_future(), loop.create_future())
        transport, _ = await loop.subprocess_exec(lambda: tape, *argv, env=dict(desk.environment), stdin=DEVNULL, stderr=DEVNULL)
        try:
            await asyncio.wait((tape.started, tape.ended), timeout=READY_S, return_when=asyncio.FIRST_COMPLETED)
            if not tape.started.done():
                raise DeskError(f"no sound comes from {source}")
            yield
        finally:
            if not tape.ended.done():
                transport.terminate()
            await asyncio.shield(tape.ended)
            transport.close()


class _Tape(asyncio.SubprocessProtocol):
    """Writes what the recorder gives, so that the file is whole whenever it is stopped."""

    def __init__(self, file: wave.Wave_write, started: "asyncio.Future[None]", ended: "asyncio.Future[None]") -> None:
        self._file = file
        self._odd = b""
        self.started = started
        self.ended = ended

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Half a sample waits for its other half."""
        data = self._odd + data
        whole = len(data) & ~1
        self._odd = data[whole:]
        self._file.writeframesraw(data[:whole])
        if not self.started.done():
            self.started.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """The recorder has ended and all it gave is written."""
        if not self.ended.done():
            self.ended.set_result(None)
