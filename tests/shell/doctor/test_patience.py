import subprocess
import sys
import threading
import time

import pytest

from shell.doctor.patience import within

_LEFT = """
import asyncio, threading
from shell.doctor.patience import within
async def main():
    try:
        await within(0.05, threading.Event().wait)
    except TimeoutError:
        print("left it")
asyncio.run(main())
"""


async def test_gives_what_the_work_gave_or_raised() -> None:
    assert await within(1, lambda: 7) == 7
    with pytest.raises(KeyError):
        await within(1, lambda: {}["x"])


async def test_does_not_wait_longer() -> None:
    held, begun = threading.Event(), time.monotonic()
    with pytest.raises(TimeoutError):
        await within(0.05, held.wait)
    assert time.monotonic() - begun < 1
    held.set()


def test_work_that_never_comes_back_does_not_keep_the_process() -> None:
    assert subprocess.run([sys.executable, "-c", _LEFT], capture_output=True, text=True, timeout=10).stdout == "left it\n"
