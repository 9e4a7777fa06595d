import asyncio
import time

from agent.display.stir import Stir


async def test_waits_for_the_next_event_only() -> None:
    stir = Stir(time.monotonic)
    stir.tell()
    assert (stir.count, stir.last > 0) == (1, True)
    assert not await stir.next(0.02)
    asyncio.get_running_loop().call_later(0.01, stir.tell)
    assert await stir.next(2)
    assert stir.count == 2


async def test_quiet_lasts_until_the_last_event_and_no_longer_than_its_limit() -> None:
    stir = Stir(time.monotonic)
    loop = asyncio.get_running_loop()
    for delay in (0.02, 0.04, 0.06):
        loop.call_later(delay, stir.tell)
    began = time.monotonic()
    await stir.quiet(0.1, 2)
    assert 0.15 <= time.monotonic() - began < 1
    ticking = [loop.call_later(number / 100, stir.tell) for number in range(60)]
    began = time.monotonic()
    await stir.quiet(0.1, 0.2)
    assert 0.2 <= time.monotonic() - began < 0.5
    for timer in ticking:
        timer.cancel()
