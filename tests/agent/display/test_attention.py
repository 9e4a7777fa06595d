import asyncio
import os
import signal
import time

from agent.display.attention import Attention
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from tests.agent.conftest import Launch
from tests.agent.seeing import shows


async def test_a_program_answers_when_it_can_and_is_given_up_when_it_cannot(desk: Desk, eyes: X11Eyes, launch: Launch) -> None:
    pid = await launch("galculator")
    window = (await eyes.wait_for(shows("galculator", 30), 5)).windows[0]
    attention = Attention(desk.display)
    assert attention.active() == window.id
    assert await asyncio.to_thread(attention.wait_active, window.id, 1.0)
    assert await asyncio.to_thread(attention.caught_up, window.id, 3.0)
    assert await asyncio.to_thread(attention.manager_caught_up, 3.0)
    assert await asyncio.to_thread(attention.catch_up)
    os.kill(pid, signal.SIGSTOP)
    began = time.monotonic()
    assert not await asyncio.to_thread(attention.caught_up, window.id, 0.2)
    assert 0.2 <= time.monotonic() - began < 1
    os.kill(pid, signal.SIGCONT)
    # The late answer to the question before is not taken for this one's.
    assert await asyncio.to_thread(attention.caught_up, window.id, 3.0)
    attention.close()


def test_a_window_that_never_comes_is_waited_for_no_longer_than_asked(desk: Desk) -> None:
    attention = Attention(desk.display)
    began = time.monotonic()
    assert not attention.wait_active(0x7FFFFFF, 0.2)
    assert not attention.caught_up(0x7FFFFFF, 5.0)
    assert time.monotonic() - began < 1
    attention.close()
