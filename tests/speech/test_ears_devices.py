import asyncio
import os
import signal
from pathlib import Path

from speech import wavfile
from speech.expectation import Expectation
from speech.messages import Device, Expect, Failed, Heard, Level, Ready, Speak, Spoke
from tests.speech.test_ears import play, running


async def lost(ears) -> Device:
    while (found := await ears.until(Device)).kind != "microphone" or found.state != "lost":
        pass
    return found


async def sound(ears) -> None:
    while (await ears.until(Level)).why:
        pass


def held(pid: int) -> tuple[int, int]:
    """Threads and open descriptors of a process."""
    return len(os.listdir(f"/proc/{pid}/task")), len(os.listdir(f"/proc/{pid}/fd"))


async def test_killed_and_started_again_and_again_it_hears_and_speaks_and_holds_no_more_than_before(sound_server, person, tmp_path):
    wavfile.write(tmp_path / "back.wav", person.says("go back", after=0.8).samples)
    async with running(sound_server.environment, "--model", "tiny.en") as ears:
        assert isinstance(await ears.until(Ready, Failed), Ready)
        await ears.link.send(Expect(Expectation(phrases=("Go back",))))
        before: list[tuple[int, int]] = []
        for number in range(4):
            await sound(ears)
            await play(sound_server, tmp_path / "back.wav")
            assert (await ears.until(Heard)).utterance.text.lower() == "go back"
            await ears.link.send(Speak(number, "Done."))
            assert (await ears.until(Spoke)).finished
            before.append(held(ears.process.pid))
            sound_server.process.kill()
            await asyncio.to_thread(sound_server.process.wait, 10)
            await lost(ears)
            await asyncio.to_thread(sound_server.restart)
        assert before[3][0] <= before[1][0] + 1
        assert before[3][1] <= before[1][1] + 1


async def test_while_the_sound_server_hangs_it_is_lost_takes_orders_and_ends_and_hears_again_after(sound_server, person, tmp_path):
    wavfile.write(tmp_path / "back.wav", person.says("go back", after=0.8).samples)
    async with running(sound_server.environment, "--model", "tiny.en") as ears:
        assert isinstance(await ears.until(Ready, Failed), Ready)
        await sound(ears)
        os.kill(sound_server.process.pid, signal.SIGSTOP)
        try:
            assert "does not answer" in (await lost(ears)).detail
            for number in range(8):
                await ears.link.send(Speak(number, "Nobody can hear this."))
                assert not (await ears.until(Spoke)).finished
            assert held(ears.process.pid)[0] < 60
        finally:
            os.kill(sound_server.process.pid, signal.SIGCONT)
        await sound(ears)
        await ears.link.send(Expect(Expectation(phrases=("Go back",))))
        await play(sound_server, tmp_path / "back.wav")
        assert (await ears.until(Heard)).utterance.text.lower() == "go back"

        os.kill(sound_server.process.pid, signal.SIGSTOP)
        try:
            await lost(ears)
            ears.process.terminate()
            async with asyncio.timeout(10):
                assert await ears.process.wait() == 0
        finally:
            os.kill(sound_server.process.pid, signal.SIGCONT)


async def test_what_was_being_said_when_it_died_is_recognised_up_to_there(sound_server, person, tmp_path):
    clip = person.says("open the calculator", after=0.0)
    wavfile.write(tmp_path / "open.wav", clip.samples)
    async with running(sound_server.environment, "--endpoint-ms", "1500") as ears:
        assert isinstance(await ears.until(Ready, Failed), Ready)
        await ears.link.send(Expect(Expectation(phrases=("Open the calculator",))))
        await sound(ears)
        await play(sound_server, Path(tmp_path / "open.wav"))
        sound_server.process.kill()
        await asyncio.to_thread(sound_server.process.wait, 10)
        assert "calculator" in (await ears.until(Heard)).utterance.text.lower()
