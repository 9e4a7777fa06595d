import asyncio
import os
import subprocess
from pathlib import Path

from agent.sandbox.children import Children
from agent.sandbox.sound_server import answers, start_sound
from agent.sandbox.warden import MARK


async def test_has_a_loudspeaker_and_a_microphone(tmp_path: Path) -> None:
    children = Children("test-sound", [], lambda line: None)
    try:
        address = await start_sound(children, {**os.environ, MARK: "test-sound", "HOME": str(tmp_path)}, tmp_path)
        assert answers(address.removeprefix("unix:"))
        listed = await asyncio.to_thread(subprocess.check_output, ["pactl", "--server", address, "info"], text=True)
        assert "Default Sink: speaker" in listed
        assert "Default Source: mic" in listed
    finally:
        await children.end()
    assert not answers(address.removeprefix("unix:"))
