import asyncio
import threading

import pytest

from speech.patience import Patience, within


async def test_what_is_done_in_time_is_returned_or_raised() -> None:
    patience: Patience[int] = Patience(lambda _: None)

    def fails() -> int:
        raise ValueError("no")

    assert await patience.wait(5.0, lambda: 3) == 3
    with pytest.raises(ValueError, match="no"):
        await patience.wait(5.0, fails)


async def test_what_hangs_is_given_up_nothing_is_begun_beside_it_and_what_comes_late_is_put_away() -> None:
    let_go, put_away = threading.Event(), asyncio.Event()
    loop, late = asyncio.get_running_loop(), list[str]()

    def away(result: str) -> None:
        late.append(result)
        loop.call_soon_threadsafe(put_away.set)

    patience = Patience(away)

    def hangs() -> str:
        let_go.wait(20.0)
        return "stream"

    before = threading.active_count()
    with pytest.raises(TimeoutError):
        await patience.wait(0.01, hangs)
    for _ in range(3):
        with pytest.raises(TimeoutError):
            await patience.wait(5.0, lambda: "another")
    assert threading.active_count() == before + 1
    let_go.set()
    async with asyncio.timeout(10):
        await put_away.wait()
    assert late == ["stream"]


async def test_who_is_cancelled_leaves_nothing_open() -> None:
    let_go, put_away = threading.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    patience: Patience[None] = Patience(lambda _: loop.call_soon_threadsafe(put_away.set))
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(patience.wait(20.0, lambda: let_go.wait(20.0) and None))
        await asyncio.sleep(0)
        waiting.cancel()
    let_go.set()
    async with asyncio.timeout(10):
        await put_away.wait()


def test_whoever_cannot_await_is_given_up_too() -> None:
    let_go, put_away = threading.Event(), threading.Event()
    assert within(5.0, lambda: 3, lambda _: None) == 3
    with pytest.raises(TimeoutError):
        within(0.01, lambda: let_go.wait(20.0), lambda _: put_away.set())
    let_go.set()
    assert put_away.wait(10.0)
