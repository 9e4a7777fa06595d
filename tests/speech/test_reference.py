import subprocess
import sys

import numpy as np

from speech import wavfile
from speech.audio import RATE, Clip
from speech.reference import ClipReference

PROGRAM = """
import asyncio, subprocess, sys, time
import numpy as np
from speech.audio import Clip
from speech.echo import Echo
from speech.microphone import SoundMicrophone
from speech.reference import SoundReference

async def ready(reference):
    async with asyncio.timeout(15):
        while reference.take(time.monotonic() - 0.1, 100) is None:
            await asyncio.sleep(0.02)

def loud(samples):
    return samples is not None and int(np.abs(samples).max(initial=0)) > 1000

async def hear(microphone, reference, echo, count):
    heard, raw, left, played, since = [], 0.0, 0.0, False, time.monotonic()
    async for chunk in microphone:
        if chunk.at < since:
            continue
        cleaned = echo.clean(chunk)
        played = played or loud(reference.take(chunk.at - 0.2, len(chunk.samples)))
        heard.append(chunk)
        if len(heard) > count // 2:
            raw += float((chunk.samples.astype(float) ** 2).sum())
            left += float((cleaned.samples.astype(float) ** 2).sum())
        if len(heard) == count:
            return any(loud(one.samples) for one in heard), played, raw, left

async def main():
    microphone, reference = SoundMicrophone(), SoundReference()
    async with asyncio.TaskGroup() as tasks:
        keeper = tasks.create_task(reference.run())
        await microphone.open()
        await ready(reference)
        player = subprocess.Popen(["paplay", "--device=speaker", sys.argv[1]])
        heard, played, _, _ = await hear(microphone, reference, Echo(reference), 60)
        print("separate", not heard, played)
        player.wait()
        leak = ["module-loopback", "source=speaker.monitor", "sink=mic_sink", "latency_msec=30"]
        subprocess.run(["pactl", "load-module", *leak], stdout=subprocess.DEVNULL)
        player = subprocess.Popen(["paplay", "--device=speaker", sys.argv[1]])
        heard, played, raw, left = await hear(microphone, reference, Echo(reference), 150)
        print("leak", heard, played, left < 0.5 * raw)
        player.wait()
        await microphone.close()
        keeper.cancel()

asyncio.run(main())
"""

RESTART = """
import asyncio, sys, time
from speech.reference import SoundReference

async def known(reference, wanted):
    async with asyncio.timeout(20):
        while (reference.take(time.monotonic() - 0.1, 100) is not None) != wanted:
            await asyncio.sleep(0.02)

async def main():
    reference = SoundReference()
    async with asyncio.TaskGroup() as tasks:
        keeper = tasks.create_task(reference.run())
        for wanted in (True, False, True):
            await known(reference, wanted)
            print(wanted, flush=True)
        keeper.cancel()

asyncio.run(main())
"""

FOLLOW = """
import asyncio
from speech.reference import SoundReference
from speech.soundcard import server

async def recorded(before):
    async with asyncio.timeout(20):
        while True:
            capture = server.sight.capture("reference") if server.sight else None
            source = server.sight.recorded(capture) if capture else None
            if source is not None and source.name != before:
                print(source.name, flush=True)
                return source.name
            await asyncio.sleep(0.05)

async def main():
    server.watch()
    async with asyncio.TaskGroup() as tasks:
        keeper = tasks.create_task(SoundReference().run())
        await recorded(await recorded(""))
        keeper.cancel()

asyncio.run(main())
"""


def test_a_clip_is_known_by_its_time_with_silence_around_it():
    reference = ClipReference(Clip(np.arange(1, 101, dtype=np.int16), started_at=5.0))
    assert reference.take(5.0, 3).tolist() == [1, 2, 3]
    assert reference.take(5.0 - 2 / RATE, 4).tolist() == [0, 0, 1, 2]
    assert reference.take(5.0 + 98 / RATE, 4).tolist() == [99, 100, 0, 0]
    assert not reference.take(1.0, 50).any()
    assert not reference.take(9.0, 50).any()


def test_the_monitor_is_heard_beside_the_microphone_and_its_leak_taken_out(sound_server, person, tmp_path):
    said = person.says("I found three files. Shall I delete budget.txt for good? Say yes to go on.")
    wavfile.write(tmp_path / "out.wav", np.tile(said.samples, 2))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "out.wav")], env=sound_server.environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["separate True True", "leak True True True"]


def test_it_follows_the_default_sink(sound_server):
    with subprocess.Popen([sys.executable, "-c", FOLLOW], env=sound_server.environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "speaker.monitor\n"
        for command in (["load-module", "module-null-sink", "sink_name=phones"], ["set-default-sink", "phones"]):
            subprocess.run(["pactl", *command], env=sound_server.environment, check=True, stdout=subprocess.DEVNULL, timeout=10)
        assert program.stdout.readline() == "phones.monitor\n"
        assert program.wait(20) == 0


def test_it_is_opened_again_after_the_server_was_killed(sound_server):
    with subprocess.Popen([sys.executable, "-c", RESTART], env=sound_server.environment, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "True\n"
        sound_server.end()
        assert program.stdout.readline() == "False\n"
        sound_server.restart()
        assert program.stdout.readline() == "True\n"
        assert program.wait(20) == 0
