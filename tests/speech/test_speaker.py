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


PAUSED = """
import asyncio, time
import numpy as np
from speech.speaker import SoundSpeaker

RATE = 22050
whole = np.concatenate([np.full(RATE, 9000), np.zeros(RATE // 5), np.full(RATE, 9000)]).astype(np.int16)

async def main():
    loop = asyncio.get_running_loop()
    speaker = SoundSpeaker(patience_s=0.6)
    await speaker.find()
    starts = []

    def started(at):
        starts.append(at)
        if len(starts) == 1:
            loop.call_later(1.5, speaker.pause)
            loop.call_later(1.9, speaker.resume)

    begun = time.monotonic()
    finished = await speaker.play([whole], RATE, started)
    took = time.monotonic() - begun
    # 1.5 s, 0.4 s of pause, and from the gap at 1.2 s on.
    print(finished, len(starts), 1.8 < starts[1] - starts[0] < 2.6, 2.5 < took < 4.0)

    starts = []
    begun = time.monotonic()

    def held(at):
        starts.append(at)
        loop.call_later(0.3, speaker.pause)

    print(await speaker.play([whole], RATE, held), 0.8 < time.monotonic() - begun < 2.0, len(starts))
    speaker.pause()
    loop.call_later(0.2, speaker.stop)
    begun = time.monotonic()
    print(await speaker.play([whole], RATE, lambda at: starts.append(at)), time.monotonic() - begun < 0.5, len(starts))
    print(await speaker.play([whole[:4410]], RATE, lambda at: None))

asyncio.run(main())
"""


def test_a_pause_goes_on_from_the_last_gap_and_ends_by_itself_as_a_stop(sound_server):
    done = subprocess.run([sys.executable, "-c", PAUSED], env=sound_server.environment, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["True 2 True True", "False True 1", "False True 1", "True"]
