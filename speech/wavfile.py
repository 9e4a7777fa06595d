"""Wav files: reading any, writing one, and the microphone and speaker that are files."""

import asyncio
import struct
import time
import wave
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from speech.audio import FRAME, RATE, Chunk, Clip, Floats, Samples, resample, silence, to_int16
from speech.errors import NotAudio

_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_OPEN_END = {0, 0xFFFFFFFF, 0x7FFFFFFF, 0x7FFFF000, 0xFFFFFFDB}
"""Data sizes that programs write when they do not know the length yet."""


def read(path: str | Path) -> Clip:
    """A wav file as 16 kHz mono. Raises NotAudio for what is not sound, is empty or is cut off."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise NotAudio(str(path), f"cannot be read ({error.strerror or error})") from None
    if len(content) < 12 or content[:4] not in (b"RIFF", b"RIFX") or content[8:12] != b"WAVE":
        raise NotAudio(str(path), "is empty" if not content else "is not a wav file")
    form, data = _chunks(str(path), content)
    if len(form) < 16:
        raise NotAudio(str(path), "is cut off before its format")
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if kind == _EXTENSIBLE and len(form) >= 26:
        (kind,) = struct.unpack_from("<H", form, 24)
    if not channels or not 1000 <= rate <= 768000:
        raise NotAudio(str(path), f"says {channels} channels at {rate} Hz")
    floats = _decode(str(path), data, kind, bits)
    mono = floats[: len(floats) // channels * channels].reshape(-1, channels).mean(axis=1, dtype=np.float32)
    if not len(mono):
        raise NotAudio(str(path), "holds no sound")
    return Clip(to_int16(resample(mono, rate)))


def write(path: str | Path, samples: Samples, rate: int = RATE) -> None:
    """Write mono 16-bit samples at a rate in samples a second."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())


def _chunks(path: str, content: bytes) -> tuple[bytes, bytes]:
    form, at = b"", 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        body = content[at + 8 : at + 8 + size]
        if name == b"fmt ":
            form = body
        elif name == b"data":
            if size in _OPEN_END:
                return form, content[at + 8 :]
            if len(body) < size:
                raise NotAudio(path, f"is cut off ({len(body)} of {size} bytes of sound)")
            return form, body
        at += 8 + size + size % 2
    raise NotAudio(path, "is cut off before its sound")


def _decode(path: str, data: bytes, kind: int, bits: int) -> Floats:
    width = bits // 8
    data = data[: len(data) // width * width] if width else b""
    match kind, bits:
        case (1, 8):
            return (np.frombuffer(data, np.uint8).astype(np.float32) - 128.0) / 128.0
        case (1, 16):
            return np.frombuffer(data, "<i2").astype(np.float32) / 32768.0
        case (1, 24):
            parts = np.frombuffer(data, np.uint8).reshape(-1, 3).astype(np.int32)
            whole = (parts[:, 0] << 8) | (parts[:, 1] << 16) | (parts[:, 2] << 24)
            return (whole / 2147483648.0).astype(np.float32)
        case (1, 32):
            return (np.frombuffer(data, "<i4") / 2147483648.0).astype(np.float32)
        case (3, 32) | (3, 64):
            return np.nan_to_num(np.frombuffer(data, f"<f{width}").astype(np.float32))
        case _:
            raise NotAudio(path, f"is in wav format {kind} with {bits} bits, which is not read")


class FileMicrophone:
    """A microphone that hears a clip and then silence; it ends when the clip and the silence have been heard."""

    def __init__(self, clip: Clip, name: str = "file", trailing_s: float = 1.0, pace: float = 0.0) -> None:
        """`pace` 1 gives chunks in real time, 0 as fast as they are taken."""
        self.device, self.note = name, ""
        self.dropped = 0
        self._pace = pace
        self._started = time.monotonic()
        whole = Clip(np.concatenate([clip.samples, silence(trailing_s)]), self._started)
        self._chunks: Iterator[Chunk] = whole.chunks(FRAME)

    async def find(self) -> str:
        """Its name."""
        return self.device

    async def open(self) -> None:
        """Nothing to open."""

    def __aiter__(self) -> "FileMicrophone":
        """The chunks, once."""
        return self

    async def __anext__(self) -> Chunk:
        """The next chunk."""
        chunk = next(self._chunks, None)
        if chunk is None:
            raise StopAsyncIteration
        due = self._started + (chunk.at - self._started) * self._pace
        await asyncio.sleep(max(0.0, due - time.monotonic()) if self._pace else 0)
        return chunk

    async def close(self) -> None:
        """Nothing to close."""


class FileSpeaker:
    """A speaker that writes what it plays into a wav file, at once."""

    def __init__(self, path: str | Path) -> None:
        self.device = str(path)
        self._played: list[Samples] = []
        self._stopped = False
        self._going = asyncio.Event()
        self._going.set()

    async def play(self, blocks: Iterable[Samples], rate: int, started: Callable[[float], None]) -> bool:
        """Play blocks at a rate; False when stopped before the end."""
        self._stopped = False
        first = True
        for block in blocks:
            first = first or not self._going.is_set()
            await self._going.wait()
            if self._stopped:
                break
            if first:
                started(time.monotonic())
            first = False
            self._played.append(block)
            await asyncio.sleep(0)
        if self._played:
            write(self.device, np.concatenate(self._played), rate)
        return not self._stopped

    def pause(self) -> None:
        """Write nothing more until `resume`."""
        self._going.clear()

    def resume(self) -> None:
        """Go on with what was paused."""
        self._going.set()

    def stop(self) -> None:
        """Fall silent."""
        self._stopped = True
        self._going.set()
