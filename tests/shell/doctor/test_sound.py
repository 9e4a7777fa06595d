import asyncio
import os
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

from agent.sandbox.mixer import ServerDown, read_mixer
from shell.config import Config
from shell.doctor.case import Case
from shell.doctor.finding import Answer
from shell.doctor.sound import sound_checks
from shell.marks import Marks
from tests.shell.doctor.conftest import SoundServer, assert_failed, changed


async def _pactl(server: SoundServer, *words: str) -> None:
    await asyncio.to_thread(subprocess.run, ["pactl", "--server", server.address, *words], check=True, timeout=10, stdout=subprocess.DEVNULL)


async def _devices(case: Case, first: int = 4) -> list[Answer]:
    async with sound_checks(case) as sound:
        return [await check() for check in (sound.server, sound.microphone, sound.speaker, sound.aloud)[:first]]


async def test_speaks_and_hears_a_sentence_through_the_devices(case: Case) -> None:
    async with sound_checks(case) as sound:
        answers = [await sound.recognition(), await sound.server(), await sound.microphone(), await sound.speaker(), await sound.aloud()]

    assert [answer.state for answer in answers] == ["ok"] * 5, answers
    assert "“speaker” played the sentence, −" in answers[3].detail
    assert "it was spoken into: heard “Hello" in answers[4].detail


async def test_a_speaker_that_reaches_the_microphone_is_heard_there(server: SoundServer) -> None:
    await _pactl(server, "load-module", "module-loopback", "source=speaker.monitor", "sink=mic_sink", "latency_msec=50")
    async with sound_checks(server.case()) as sound:
        for check in (sound.recognition, sound.server, sound.microphone, sound.speaker):
            assert (await check()).state == "ok"
        answer = await sound.aloud()

    assert answer.detail.startswith("heard “Hello")


async def test_a_monitor_taken_for_a_microphone_is_named(server: SoundServer) -> None:
    await _pactl(server, "set-default-source", "speaker.monitor")
    _, microphone = await _devices(server.case(), 2)

    assert_failed(microphone, "“speaker.monitor”", "Sayso would hear only itself", fix="pactl set-default-source mic")


async def test_what_is_muted_is_named_and_its_command_helps(server: SoundServer) -> None:
    await _pactl(server, "set-source-mute", "mic", "1")
    await _pactl(server, "set-sink-mute", "speaker", "1")
    _, microphone, speaker, aloud = await _devices(server.case())

    assert_failed(microphone, "“mic” is muted", fix="pactl set-source-mute mic 0")
    assert_failed(speaker, "“speaker” is muted", fix="pactl set-sink-mute speaker 0")
    assert aloud.state == "note"
    await _pactl(server, *microphone.fix.split()[1:])
    await _pactl(server, *speaker.fix.split()[1:])
    assert [answer.state for answer in await _devices(server.case(), 3)] == ["ok"] * 3


async def test_without_models_a_sweep_is_heard(server: SoundServer) -> None:
    async with sound_checks(changed(server.case(), SAYSO_MODELS="/nonexistent")) as sound:
        assert_failed(await sound.recognition(), "is not here", fix="sayso models fetch")
        assert [(await sound.server()).state, (await sound.microphone()).state, (await sound.speaker()).state] == ["ok"] * 3
        answer = await sound.aloud()

    assert (answer.state, answer.fix) == ("note", "sayso models fetch")
    assert "heard the sound" in answer.detail


async def test_a_device_that_is_configured_and_missing_is_named(server: SoundServer) -> None:
    case = replace(server.case(), settings=Config(microphone="Blue Yeti", speaker="Headset"))
    _, microphone, speaker, aloud = await _devices(case)

    assert_failed(microphone, "'Blue Yeti'", fix=f'take microphone = "Blue Yeti" out of {case.place.config_file}')
    assert_failed(speaker, "'Headset'", fix='speaker = "Headset"')
    assert aloud.state == "note"


async def test_nothing_sounds_when_asked_or_while_sayso_listens(server: SoundServer) -> None:
    silent = await _devices(replace(server.case(), silent=True))
    running = await _devices(replace(server.case(), running=True))

    assert [answer.state for answer in silent] == [answer.state for answer in running] == ["ok", "ok", "note", "note"]
    assert "--silent" in silent[2].detail
    assert "would listen to it" in running[2].detail


async def test_a_sound_server_that_is_down_or_hangs_ends_the_matter_at_once(server: SoundServer) -> None:
    os.kill(server.pid, signal.SIGSTOP)
    begun = time.monotonic()
    answers = await _devices(server.case())

    assert_failed(answers[0], "does not answer", fix="systemctl --user restart pipewire")
    assert [answer.state for answer in answers[1:]] == ["note"] * 3
    assert time.monotonic() - begun < 8
    os.kill(server.pid, signal.SIGKILL)
    while True:
        try:
            await read_mixer(server.case().desk, 5)
        except ServerDown:
            break
    answers = await _devices(server.case())
    assert_failed(answers[0], "no sound server answers", fix="pulseaudio --start")
    assert all("not tried" in answer.detail for answer in answers[1:])


async def test_a_sound_server_that_hangs_or_dies_in_the_middle_is_noticed(server: SoundServer) -> None:
    async with sound_checks(server.case()) as sound:
        assert [(await sound.server()).state, (await sound.microphone()).state] == ["ok"] * 2
        os.kill(server.pid, signal.SIGSTOP)
        begun = time.monotonic()
        assert_failed(await sound.speaker(), "speaker", fix="sound settings")
        assert time.monotonic() - begun < 20
        assert (await sound.aloud()).state == "note"


async def test_a_microphone_that_the_user_closed_is_not_opened(server: SoundServer, short_folder: Path) -> None:
    place = replace(server.case().place, runtime=short_folder)
    Marks(short_folder).keep(asleep=False, muted=True)
    case = replace(server.case(), running=True, place=place)
    async with sound_checks(case) as sound:
        await sound.server()
        answer = await sound.microphone()
        listed = await asyncio.to_thread(
            subprocess.run, ["pactl", "--server", server.address, "list", "short", "source-outputs"], check=True, capture_output=True, text=True
        )

    assert (answer.state, answer.fix) == ("note", "sayso mute off, then sayso doctor")
    assert "protocol-native" not in listed.stdout
