import os
import signal

import pytest

from shell.bench.hearing.room import room
from shell.bench.moment import process_of
from shell.errors import NotRunning
from speech.messages import Device, Level


async def test_the_ears_hear_lose_and_find_the_sound_server_of_the_room_and_nothing_is_left() -> None:
    async with room() as here:
        async with here.ears():
            assert (await here.next(Level)).why == ""
            server = process_of(here.socket)
            os.kill(server, signal.SIGKILL)
            assert (await here.next(Device)).state == "lost"
            await here.restart()
            assert process_of(here.socket) != server
            while (await here.next(Device)).state != "back":
                pass
        assert here.process.returncode == 0
    assert not here.folder.exists()
    with pytest.raises(NotRunning):
        process_of(here.socket)
