import math
import struct
import time
import wave
from pathlib import Path

import pytest

from agent.display.desk import Desk
from agent.sandbox.errors import DeskError
from agent.sandbox.sound import RATE, play, record


def _tone(path: Path, seconds: float) -> Path:
    samples = [int(12_000 * math.sin(2 * math.pi * 440 * n / RATE)) for n in range(int(RATE * seconds))]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


def _loud(path: Path) -> tuple[float, int]:
    """Seconds recorded, and how many samples are loud."""
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnchannels()) == (RATE, 1)
        data = struct.unpack(f"<{file.getnframes()}h", file.readframes(file.getnframes()))
    return len(data) / RATE, sum(abs(sample) > 3000 for sample in data)


@pytest.mark.parametrize(("sink", "source"), [("mic_sink", "mic"), ("speaker", "speaker.monitor")])
async def test_what_is_played_is_recorded_whole(desk: Desk, tmp_path: Path, sink: str, source: str) -> None:
    before = time.monotonic()
    async with record(desk, tmp_path / "heard.wav", source):
        played = await play(desk, _tone(tmp_path / "said.wav", 0.4), sink)
    assert before <= played.started < played.ended <= time.monotonic()
    assert played.ended - played.started >= 0.35
    seconds, loud = _loud(tmp_path / "heard.wav")
    assert seconds > 0.4
    assert loud > 0.6 * 0.4 * RATE


async def test_silence_is_recorded_as_silence_and_the_speaker_does_not_reach_the_microphone(desk: Desk, tmp_path: Path) -> None:
    async with record(desk, tmp_path / "mic.wav", "mic"):
        await play(desk, _tone(tmp_path / "said.wav", 0.2), "speaker")
    assert _loud(tmp_path / "mic.wav")[1] == 0


async def test_what_cannot_be_played_or_recorded_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"could not play none\.wav"):
        await play(desk, tmp_path / "none.wav")
    with pytest.raises(DeskError, match="no sound comes from nowhere"):
        async with record(desk, tmp_path / "x.wav", "nowhere"):
            pass
