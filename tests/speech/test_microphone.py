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


async def test_the_file_is_a_microphone_too(person):
    microphone = FileMicrophone(person.says("stop"))
    await microphone.open()
    assert sum([len(chunk.samples) async for chunk in microphone]) > 16000
    await microphone.close()
