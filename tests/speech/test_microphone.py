import subprocess
import sys

from speech import wavfile
from speech.wavfile import FileMicrophone

PROGRAM = """
import asyncio, subprocess, sys, time
import numpy as np
from speech.microphone import SoundMicrophone

async def main():
    microphone = SoundMicrophone()
    await microphone.open()
    player = subprocess.Popen(["paplay", "--device=mic_sink", sys.argv[1]])
    chunks = []
    async for chunk in microphone:
        chunks.append(chunk)
        if len(chunks) == 70:
            break
    player.wait()
    await microphone.close()
    loud = [c for c in chunks if np.abs(c.samples).max() > 1000]
    steps = [b.at - a.at for a, b in zip(chunks, chunks[1:])]
    late = time.monotonic() - chunks[-1].at
    print(microphone.device, len(loud), min(steps) > 0, round(max(steps), 2) < 0.3, 0 <= late < 4, microphone.dropped)

asyncio.run(main())
"""


def test_chunks_of_a_real_stream(sound_server, person, tmp_path):
    wavfile.write(tmp_path / "in.wav", person.says("open the calculator", before=0.1, after=0.5).samples)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "in.wav")], env=sound_server.environment, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 0, done.stderr
    device, loud, *rest = done.stdout.split()
    assert device in ("pulse", "default")
    assert int(loud) > 10
    assert rest == ["True", "True", "True", "0"]


LOSSES = """
import asyncio, subprocess, sys
from speech import soundcard
from speech.intake import Intake
from speech.messages import Device
from speech.microphone import SoundMicrophone

MIC = ("module-remap-source", "source_name=mic", "master=mic_sink.monitor", "channels=1", "source_properties=device.description=Built-in")
USB = ("module-null-source", "source_name=usb", "description=Headset")
reports = asyncio.Queue()

async def pactl(*words):
    process = await asyncio.create_subprocess_exec("pactl", *words, stdout=subprocess.PIPE)
    return (await process.communicate())[0].decode().strip()

async def tell(report):
    if isinstance(report, Device):
        reports.put_nowait(report)

async def device():
    async with asyncio.timeout(15):
        return await reports.get()

async def heard(microphone):
    async for chunk in microphone:
        sounds.set()

async def main():
    global sounds
    sounds = asyncio.Event()
    intake = Intake(SoundMicrophone(sys.argv[1]), heard, tell)
    print("begun", await intake.begin())
    async with asyncio.TaskGroup() as group:
        task = group.create_task(intake.run())
        async with asyncio.timeout(15):
            await sounds.wait()
        await story()
        task.cancel()
    await intake.close()

async def again():
    sounds.clear()
    async with asyncio.timeout(15):
        await sounds.wait()
    print("sound")

asyncio.run(main())
"""

UNLOADED = """
async def story():
    await pactl("unload-module", "module-remap-source")
    lost = await device()
    print(lost.state, "what the speaker plays" in lost.detail)
    await pactl("load-module", *MIC)
    back = await device()
    print(back.state, back.detail)
    await again()
"""

NAMED = """
async def story():
    away = await device()
    print(away.state, away.name, away.detail)
    module = await pactl("load-module", *USB)
    back = await device()
    print(back.state, back.name, back.detail)
    await asyncio.to_thread(soundcard.server.ask, 10)
    await again()
    await pactl("unload-module", module)
    other = await device()
    print(other.state, other.name, other.detail)
    await again()
    await pactl("load-module", *USB)
    print((await device()).name)
    await again()
"""

MOVED = """
async def story():
    module = await pactl("load-module", *USB)
    listed = (await pactl("list", "short", "source-outputs")).splitlines()
    ours = next(line for line in listed if "protocol-native" in line).split()[0]
    await asyncio.to_thread(soundcard.server.ask, 10)
    await again()
    await pactl("move-source-output", ours, "usb")
    moved = await device()
    print(moved.state, moved.name, moved.detail)
    await again()
"""


def told(story, server, wanted=""):
    """What a microphone of this name tells of a story."""
    program = story + LOSSES
    done = subprocess.run([sys.executable, "-c", program, wanted], env=server.environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_when_its_source_is_unloaded_it_is_lost_and_not_the_speaker_heard_and_back_when_it_is_loaded(sound_server):
    assert told(UNLOADED, sound_server) == ["begun pulse", "lost True", "back ", "sound"]


def test_another_stands_in_for_the_named_one_until_that_is_there_and_again_when_it_is_pulled_out(sound_server):
    other = "Remapped Monitor of Null Output"
    before = [f"begun {other}", f"back {other} “Headset” is not there", "back Headset ", "sound"]
    assert told(NAMED, sound_server, "Headset") == [*before, f"back {other} “Headset” is gone", "sound", "Headset", "sound"]


def test_where_the_desktop_moves_it_to_another_microphone_that_one_is_named(sound_server):
    assert told(MOVED, sound_server) == ["begun pulse", "sound", "back Headset the desktop chose another microphone", "sound"]


async def test_the_file_is_a_microphone_too(person):
    microphone = FileMicrophone(person.says("stop"))
    await microphone.open()
    assert sum([len(chunk.samples) async for chunk in microphone]) > 16000
    await microphone.close()
