import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np

from speech import models, wavfile
from speech.expectation import Expectation
from speech.link import Link, open_daemon_end
from speech.messages import Device, Expect, Failed, Heard, Hush, Level, Mute, Order, Quit, Ready, Report, Speak, Speaking, Spoke, Spotted
from speech.messages import Started as StartedReport
from speech.stopwords import is_stop

ROOT = Path(__file__).resolve().parents[2]
LONG = "This is a long sentence that goes on and on about nothing in particular, so that there is time enough to stop it in the middle of a word."


class Ears:
    """A running ears process seen from the daemon's side."""

    def __init__(self, process: asyncio.subprocess.Process, link: Link[Report, Order], stop: socket.socket) -> None:
        self.process = process
        self.link = link
        self.stop = stop
        self.seen: list[Report] = []

    async def until(self, *kinds: type) -> Report:
        """The next report of one of these kinds; all that came before are in `seen`."""
        try:
            async with asyncio.timeout(20):
                while (report := await self.link.receive()) is not None:
                    self.seen.append(report)
                    if isinstance(report, kinds):
                        return report
        except TimeoutError:
            raise AssertionError(f"no {kinds} came; seen: {[one for one in self.seen if not isinstance(one, Level)]}") from None
        raise AssertionError(f"the ears ended; seen: {self.seen}")


@asynccontextmanager
async def running(environment: dict[str, str], *options: str) -> AsyncIterator[Ears]:
    ours, theirs = socket.socketpair()
    stop_ours, stop_theirs = socket.socketpair()
    given = {"SAYSO_MODELS": str(models.root()), **environment}
    command = [sys.executable, "-m", "speech.ears", "--link-fd", str(theirs.fileno()), "--stop-fd", str(stop_theirs.fileno()), *options]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=given, pass_fds=(theirs.fileno(), stop_theirs.fileno()))
    theirs.close()
    stop_theirs.close()
    link = await open_daemon_end(ours)
    try:
        yield Ears(process, link, stop_ours)
    finally:
        await link.close()
        stop_ours.close()
        async with asyncio.timeout(10):
            await process.wait()


async def play(server, clip_path: Path) -> None:
    await asyncio.to_thread(server.play_into_microphone, clip_path)


def say_stop(person, whisper, path: Path) -> None:
    """Have Piper, who often garbles one short word alone, say it until it is understood: what is tested here is the way it takes."""
    for text in ("stop", "stop it", "please stop", "stop that now") * 6:
        clip = person.says(text, after=0.8)
        if is_stop(whisper.recognise(clip, Expectation()).text):
            wavfile.write(path, clip.samples)
            return
    raise AssertionError("in 24 takes no stop was understood")


async def test_hears_speaks_is_hushed_and_stopped(sound_server, person, whisper, tmp_path):
    wavfile.write(tmp_path / "open.wav", person.says("open the calculator", after=0.8).samples)
    say_stop(person, whisper, tmp_path / "stop.wav")
    async with running(sound_server.environment) as ears:
        ready = await ears.until(Ready, Failed)
        assert isinstance(ready, Ready), ready
        assert ready.microphone in ("pulse", "default")
        await ears.link.send(Expect(Expectation(phrases=("Open the calculator", "Stop"))))
        await play(sound_server, tmp_path / "open.wav")
        heard = await ears.until(Heard)
        assert heard.utterance.text.lower() == "open the calculator"
        assert heard.utterance.evidence.overlap_with_playback == 0.0
        assert heard.utterance.started_at < heard.utterance.spoken_at < heard.utterance.endpoint_at < heard.utterance.heard_at
        assert any(isinstance(one, StartedReport) for one in ears.seen)

        await hushed_in_the_middle_of_a_word(ears, sound_server, tmp_path / "out.wav")
        await stopped_by_voice(ears, sound_server, tmp_path / "stop.wav")
        await ears.link.send(Speak(9, "Done."))
        assert (await ears.until(Spoke)) == Spoke(9, True, ears.seen[-1].at)
        await ears.link.send(Quit())
        async with asyncio.timeout(5):
            assert await ears.process.wait() == 0


async def hushed_in_the_middle_of_a_word(ears, sound_server, path):
    recorder = sound_server.speaker_recorder(path)
    await ears.link.send(Speak(1, LONG))
    speaking = await ears.until(Speaking)
    await asyncio.to_thread(_wait_for_sound, path)
    await ears.link.send(Hush())
    spoke = await ears.until(Spoke)
    assert (speaking.id, spoke.id, spoke.finished) == (1, 1, False)
    assert spoke.at - speaking.at < 3
    recorder.terminate()
    await asyncio.to_thread(recorder.wait, 5)


async def stopped_by_voice(ears, sound_server, path):
    for number in (2, 3):
        await ears.link.send(Speak(number, LONG))
        await ears.until(Speaking)
        ears.seen.clear()
        await play(sound_server, path)
        spoke = await ears.until(Spoke)
        if not spoke.finished:
            break
    # Said over our own speech a word of its own is not understood each time.
    assert not spoke.finished
    assert b"s" in ears.stop.recv(64)
    # Where it was not spotted it was recognised.
    assert any(isinstance(one, Spotted) or (isinstance(one, Heard) and is_stop(one.utterance.text)) for one in ears.seen)


def _wait_for_sound(path: Path) -> None:
    """Until the recording of the speaker holds sound, so that the hush comes in the middle of a word."""
    with subprocess.Popen(["tail", "-c", "+45", "-f", str(path)], stdout=subprocess.PIPE) as follow:
        assert follow.stdout is not None
        while np.abs(np.frombuffer(follow.stdout.read(9600), np.int16)).max() < 1000:
            continue
        follow.terminate()


async def test_lost_devices_come_back(sound_server, person, tmp_path):
    wavfile.write(tmp_path / "back.wav", person.says("go back", after=0.8).samples)
    async with running(sound_server.environment, "--model", "tiny.en") as ears:
        await ears.until(Ready)
        await asyncio.to_thread(sound_server.end)
        lost = await ears.until(Device)
        assert (lost.kind, lost.state) == ("microphone", "lost")
        await ears.link.send(Speak(1, "Nobody can hear this."))
        assert (await ears.until(Spoke)).finished is False
        await asyncio.to_thread(sound_server.restart)
        back = {(await ears.until(Device)).kind, (await ears.until(Device)).kind}
        assert back == {"microphone", "speaker"}
        await ears.link.send(Expect(Expectation(phrases=("Go back",))))
        await play(sound_server, tmp_path / "back.wav")
        assert (await ears.until(Heard)).utterance.text.lower() == "go back"
        ears.process.terminate()
        async with asyncio.timeout(5):
            assert await ears.process.wait() == 0


async def test_without_any_sound_server_it_is_ready_says_what_is_missing_and_takes_what_comes(sound_server, person, tmp_path):
    wavfile.write(tmp_path / "back.wav", person.says("go back", after=0.8).samples)
    await asyncio.to_thread(sound_server.end)
    async with running(sound_server.environment, "--model", "tiny.en") as ears:
        ready = await ears.until(Ready, Failed)
        assert isinstance(ready, Ready), ready
        assert ready.microphone == ""
        lost = await ears.until(Device)
        assert (lost.kind, lost.state) == ("microphone", "lost")
        assert "\n" not in lost.detail
        assert "start the sound server" in lost.detail
        while (await ears.until(Level)).why != "lost":
            pass
        await ears.link.send(Speak(1, "Nobody can hear this."))
        assert (await ears.until(Spoke)).finished is False
        await asyncio.to_thread(sound_server.restart)
        while (one := await ears.until(Device)) != Device("microphone", "back", one.name, ""):
            pass
        await ears.link.send(Expect(Expectation(phrases=("Go back",))))
        await play(sound_server, tmp_path / "back.wav")
        assert (await ears.until(Heard)).utterance.text.lower() == "go back"


async def test_without_a_model_it_says_how_to_get_it(tmp_path):
    async with running({**os.environ, "SAYSO_MODELS": str(tmp_path)}) as ears:
        failed = await ears.until(Failed, Ready)
        assert isinstance(failed, Failed)
        assert "sayso models fetch" in failed.why
        assert await ears.process.wait() == 3


async def test_it_ends_with_the_daemon(sound_server):
    async with running(sound_server.environment, "--model", "tiny.en") as ears:
        await ears.until(Ready)
        await ears.link.close()
        async with asyncio.timeout(5):
            assert await ears.process.wait() == 0


async def test_muted_closes_the_stream_and_unmuted_hears_again(sound_server, person, tmp_path):
    wavfile.write(tmp_path / "open.wav", person.says("open the calculator", after=0.8).samples)
    async with running(sound_server.environment) as ears:
        await ears.until(Ready, Failed)
        await ears.until(Level)
        assert recording(sound_server) >= 1
        await ears.link.send(Mute(True))
        while (await ears.until(Level)).why != "muted":
            pass
        async with asyncio.timeout(10):
            while recording(sound_server):  # what the speaker plays is not recorded any more either
                await ears.until(Level)
        await play(sound_server, tmp_path / "open.wav")
        ears.seen.clear()
        await ears.link.send(Mute(False))
        while (await ears.until(Level)).why:
            pass
        assert not any(isinstance(one, Heard | Device) for one in ears.seen)
        await play(sound_server, tmp_path / "open.wav")
        assert (await ears.until(Heard)).utterance.text.lower() == "open the calculator"
        assert not any(isinstance(one, Device) for one in ears.seen)


async def test_muted_while_the_microphone_is_away_it_stays_closed_when_it_comes_back(sound_server, person, tmp_path):
    wavfile.write(tmp_path / "open.wav", person.says("open the calculator", after=0.8).samples)
    async with running(sound_server.environment) as ears:
        await ears.until(Ready, Failed)
        await ears.until(Level)
        await asyncio.to_thread(unplug, sound_server)
        while not isinstance(ears.seen[-1], Device):
            await ears.until(Device, Level)
        tries = 0
        while tries < 3:  # then the pause before the next try takes a second or two
            tries += (await ears.until(Level)).why == "lost"
        await ears.link.send(Mute(True))
        await asyncio.to_thread(plug_in, sound_server)
        ears.seen.clear()
        while [one.why for one in ears.seen if isinstance(one, Level)].count("muted") < 3:
            assert (await ears.until(Level, Device)).why in ("lost", "muted")
            assert recording(sound_server) == 0
        await ears.link.send(Mute(False))
        assert (await ears.until(Device)).state == "back"
        await ears.link.send(Expect(Expectation(phrases=("Open the calculator",))))
        await play(sound_server, tmp_path / "open.wav")
        assert (await ears.until(Heard)).utterance.text.lower() == "open the calculator"


async def test_started_muted_the_stream_stays_closed_until_it_is_wanted(sound_server):
    async with running(sound_server.environment, "--model", "tiny.en", "--muted") as ears:
        ready = await ears.until(Ready, Failed)
        assert ready.microphone in ("pulse", "default")
        assert (await ears.until(Level)).why == "muted"
        assert recording(sound_server) == 0
        await ears.link.send(Mute(False))
        while (await ears.until(Level)).why:
            pass
        assert recording(sound_server) >= 1
        assert not any(isinstance(one, Device) for one in ears.seen)


def unplug(server) -> None:
    """Take away every source: without one nothing can be recorded."""
    for module in ("module-remap-source", "module-null-sink"):
        subprocess.run(["pactl", "unload-module", module], env=server.environment, check=True, timeout=10)


def plug_in(server) -> None:
    """Bring them back."""
    for module in (
        ("module-null-sink", "sink_name=speaker", "rate=48000", "channels=2"),
        ("module-null-sink", "sink_name=mic_sink", "rate=48000", "channels=1"),
        ("module-remap-source", "source_name=mic", "master=mic_sink.monitor", "channels=1"),
    ):
        subprocess.run(["pactl", "load-module", *module], env=server.environment, check=True, timeout=10, stdout=subprocess.DEVNULL)
    subprocess.run(["pactl", "set-default-sink", "speaker"], env=server.environment, check=True, timeout=10)
    subprocess.run(["pactl", "set-default-source", "mic"], env=server.environment, check=True, timeout=10)


def recording(server) -> int:
    """Streams that record, as the sound server says."""
    listed = subprocess.run(["pactl", "list", "short", "source-outputs"], env=server.environment, capture_output=True, text=True, check=True)
    return sum("protocol-native" in line for line in listed.stdout.splitlines())


async def test_told_to_end_while_it_loads_it_ends_at_once(sound_server):
    async with running(sound_server.environment) as ears:
        status = Path(f"/proc/{ears.process.pid}/status")
        async with asyncio.timeout(20):
            while not caught(status.read_text(), signal.SIGTERM):  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        begun = time.monotonic()
        ears.process.terminate()
        assert await ears.process.wait() == 0
        assert time.monotonic() - begun < 1.0
        assert await ears.link.receive() is None


def caught(status: str, number: int) -> bool:
    """Whether a process has a handler for a signal, by its /proc/PID/status."""
    mask = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(mask, 16) >> (number - 1) & 1)
