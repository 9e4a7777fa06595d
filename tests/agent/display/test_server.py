import asyncio
import os
from pathlib import Path

import pytest

from agent.display import x11
from agent.display.desk import Desk
from agent.display.server import look_at


def test_a_desk_has_a_manager_and_the_extensions(desk: Desk) -> None:
    server = look_at(desk.display)
    assert (server.width, server.height, server.manager) == (1280, 800, "Openbox")
    assert {"XTEST", "SHAPE", "DAMAGE"} <= server.extensions


async def test_what_a_bare_server_lacks_is_seen(tmp_path: Path) -> None:
    ours, theirs = os.pipe()
    command = ("Xvfb", "-displayfd", str(theirs), "-nolisten", "tcp", "-noreset", "-ac", "-extension", "XTEST")
    process = await asyncio.create_subprocess_exec(*command, pass_fds=[theirs], stderr=asyncio.subprocess.DEVNULL)
    os.close(theirs)
    with os.fdopen(ours) as told:
        display = f":{(await asyncio.to_thread(told.readline)).strip()}"
    server = look_at(display)
    assert server.manager is None
    assert "XTEST" not in server.extensions
    assert "SHAPE" in server.extensions
    process.terminate()
    await process.wait()
    with pytest.raises(x11.Failure):
        look_at(display)
