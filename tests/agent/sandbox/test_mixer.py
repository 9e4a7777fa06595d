import asyncio
import os
import signal
import socket
import subprocess
import time
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest

from agent.display.desk import Desk
from agent.sandbox.children import Children
from agent.sandbox.errors import DeskError
from agent.sandbox.mixer import Port, ServerDown, ServerHung, read_mixer
from agent.sandbox.sound_server import start_sound
from agent.sandbox.warden import MARK


@pytest.fixture
async def sounding(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Desk]:
    """A desk that has nothing but a sound server of its own."""
    folder = tmp_path_factory.mktemp("s")
    children = Children("test-mixer", [], lambda line: None)
    address = await start_sound(children, {**os.environ, MARK: "test-mixer", "HOME": str(folder)}, folder)
    yield Desk("", {**os.environ, "HOME": str(folder)}, frozenset(), address)
    await children.end()


def _pactl(desk: Desk, *words: str) -> None:
    subprocess.run(["pactl", "--server", desk.sound, *words], check=True, timeout=10)


async def test_says_what_there_is_and_what_is_muted(sounding: Desk) -> None:
    mixer = await read_mixer(sounding, 5)
    assert (mixer.server, mixer.default_sink, mixer.default_source) == ("pulseaudio", "speaker", "mic")
    assert mixer.source == Port("mic", False, 100, "")
    assert mixer.microphones == ("mic",)
    assert {port.name: port.monitor_of for port in mixer.sources}["speaker.monitor"] == "speaker"

    await asyncio.to_thread(_pactl, sounding, "set-source-mute", "mic", "1")
    await asyncio.to_thread(_pactl, sounding, "set-sink-volume", "speaker", "15%")
    await asyncio.to_thread(_pactl, sounding, "set-default-source", "speaker.monitor")
    mixer = await read_mixer(sounding, 5)
    assert next(port for port in mixer.sources if port.name == "mic").muted
    assert mixer.sink == Port("speaker", False, 15, "")
    assert mixer.source == Port("speaker.monitor", False, 100, "speaker")


async def test_a_server_that_hangs_is_told_from_one_that_is_down(sounding: Desk) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(sounding.sound.removeprefix("unix:"))
        pid = int.from_bytes(line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)[:4], "little")
    os.kill(pid, signal.SIGSTOP)
    begun = time.monotonic()
    with pytest.raises(ServerHung):
        await read_mixer(sounding, 0.5)
    assert time.monotonic() - begun < 3
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(ServerDown, match="no sound server answers at"):
        await read_mixer(sounding, 5)


async def test_without_pactl_it_is_named(sounding: Desk, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="pulseaudio-utils"):
        await read_mixer(replace(sounding, environment={"PATH": str(tmp_path)}), 5)
    with pytest.raises(ServerDown):
        await read_mixer(replace(sounding, sound=""), 5)
