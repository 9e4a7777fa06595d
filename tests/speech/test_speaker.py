import subprocess
import sys

PROGRAM = """
import asyncio, sys, threading, time
import numpy as np
from speech.speaker import SoundSpeaker

tone = (8000 * np.sin(2 * np.pi * 440 * np.arange(22050 * 3) / 22050)).astype(np.int16)

async def main():
    speaker = SoundSpeaker()
    await speaker.find()
    starts = []
    begun = time.monotonic()
    whole = await speaker.play([tone[:8820]], 22050, starts.append)
    took = time.monotonic() - begun
    loop = asyncio.get_running_loop()

    def started(at):
        starts.append(at)
        loop.call_later(0.3, speaker.stop)

    begun = time.monotonic()
    cut = await speaker.play([tone], 22050, started)
    print(speaker.device, whole, 0.35 < took < 2.0, len(starts), cut, time.monotonic() - begun < 1.5)

asyncio.run(main())
"""


def test_plays_to_the_end_and_stops_at_once(sound_server, tmp_path):
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=sound_server.environment, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    device, *rest = done.stdout.split()
    assert device in ("pulse", "default")
    assert rest == ["True", "True", "2", "False", "True"]
