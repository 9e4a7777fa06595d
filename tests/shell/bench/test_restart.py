import os
import time
from pathlib import Path

import pytest

from agent.sandbox.desk import virtual_desk
from shell.bench import restart
from shell.bench.moment import process_of
from shell.errors import NotRunning
from speech import models


async def test_a_real_daemon_that_is_killed_is_timed_until_it_listens_again() -> None:
    environ = {**os.environ, "SAYSO_MODELS": str(models.root())}
    told = list[str]()
    async with virtual_desk(None, True, environ, lambda _: None) as desk:
        async with restart._supervisor(desk.environment):
            begun = time.monotonic()
            (seconds,) = await restart._measured(desk.environment, 1, told.append)
            assert 0.5 < seconds <= time.monotonic() - begun
        socket = Path(desk.environment["XDG_RUNTIME_DIR"]) / "sayso" / "private.sock"
        with pytest.raises(NotRunning):
            process_of(socket)

    assert told == [f"killed and back, 1 of 1: {seconds:.2f} s"]


async def test_a_daemon_that_nobody_starts_again_is_no_figure(short_folder: Path) -> None:
    with pytest.raises(NotRunning):
        await restart._measured({"HOME": str(short_folder), "XDG_RUNTIME_DIR": str(short_folder)}, 1, lambda _: None)
