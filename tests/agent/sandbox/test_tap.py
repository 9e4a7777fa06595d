import asyncio
import os
import time
from pathlib import Path

import numpy as np

from agent.sandbox.desk import virtual_desk
from agent.sandbox.sound import play
from agent.sandbox.tap import RATE, Tap, tapped
from speech import wavfile


async def test_it_tells_when_a_sound_ended(tmp_path: Path) -> None:
    tone = (np.sin(np.arange(RATE // 2) / RATE * 2 * np.pi * 440) * 12_000).astype(np.int16)
    wavfile.write(tmp_path / "tone.wav", np.concatenate([tone, np.zeros(RATE // 2, np.int16)]), RATE)
    async with virtual_desk(None, True, os.environ, lambda _: None) as desk, tapped(desk, "mic_sink.monitor") as tap:
        before = time.monotonic()
        played = await play(desk, tmp_path / "tone.wav")
        ended = tap.last_sound(before, played.ended)
        assert ended is not None
        assert before + 0.5 <= ended <= played.ended
        assert tap.last_sound(before - 60, before) is None
        assert tap.last_sound(ended + 0.1, played.ended + 60) is None


async def test_a_late_block_does_not_move_the_clock() -> None:
    flowing, over = (asyncio.get_running_loop().create_future() for _ in range(2))
    tap, loud = Tap(flowing, over), (np.ones(RATE // 100, np.int16) * 9000).tobytes()
    tap.pipe_data_received(1, loud)
    first = tap.last_sound(0.0, time.monotonic() + 1)
    await asyncio.sleep(0.05)
    tap.pipe_data_received(1, loud)
    second = tap.last_sound(0.0, time.monotonic() + 1)
    assert first is not None
    assert second is not None
    assert abs(second - first - 0.01) < 0.005
