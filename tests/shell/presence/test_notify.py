import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shell.presence.notice import OUTCOME, QUESTION, Notice, Over
from shell.presence.notify import LIMIT_S, WAITING, Notifier
from tests.shell.presence.service import notifications
from tests.shell.stand import until

ASKS = Notice(QUESTION, "Sayso asks", "Delete <b>a & b</b>?", urgent=True)


@asynccontextmanager
async def notifying(address: str) -> AsyncIterator[Notifier]:
    notifier = Notifier(address)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(notifier.run())
        yield notifier
        task.cancel()


async def test_a_question_is_shown_until_it_is_over(bus: str) -> None:
    async with notifications(bus) as got, notifying(bus) as notifier:
        notifier.tell(ASKS)
        await until(lambda: bool(got.shown))
        (one,) = got.open
        assert (one.summary, one.body, one.urgency, one.lasts_ms) == ("Sayso asks", "Delete &lt;b&gt;a &amp; b&lt;/b&gt;?", 2, 0)
        notifier.tell(Over(QUESTION))
        await until(lambda: not got.open)
        notifier.tell(Over(QUESTION))
        notifier.tell(Notice(OUTCOME, "Not done", "No."))
        await until(lambda: bool(got.open))
        assert (got.open[0].urgency, got.open[0].lasts_ms, len(got.closed)) == (1, -1, 1)


async def test_a_new_outcome_takes_the_place_of_the_old_one(bus: str) -> None:
    async with notifications(bus) as got, notifying(bus) as notifier:
        for text in ("one", "two", "three"):
            notifier.tell(Notice(OUTCOME, "Not done", text))
        notifier.tell(ASKS)
        await until(lambda: len(got.shown) == 4)
        assert [(one.number, one.replaces) for one in got.shown] == [(1, 0), (1, 1), (1, 1), (4, 0)]


async def test_an_open_question_goes_with_us(bus: str) -> None:
    async with notifications(bus) as got:
        async with notifying(bus) as notifier:
            notifier.tell(ASKS)
            await until(lambda: bool(got.open))
        assert got.open == []


async def test_where_there_is_no_service_or_no_bus_nothing_happens(bus: str) -> None:
    for address in (bus, "", "unix:path=/nonexistent", "nonsense"):
        async with notifying(address) as notifier:
            notifier.tell(ASKS)
            notifier.tell(Over(QUESTION))
            await until(lambda: notifier._waiting.empty())


async def test_a_service_that_hangs_is_left_alone_and_what_it_shows_too_late_is_taken_away(bus: str) -> None:
    async with notifications(bus) as got, notifying(bus) as notifier:
        got.free.clear()
        began = time.monotonic()
        for _ in range(3 * WAITING):
            notifier.tell(ASKS)
        assert time.monotonic() - began < 0.1
        await until(lambda: notifier._waiting.qsize() < WAITING - 1, LIMIT_S + 2)
        assert time.monotonic() - began > LIMIT_S
        notifier.tell(Over(QUESTION))
        while notifier._waiting.qsize() > 1:
            notifier._waiting.get_nowait()
        got.free.set()
        await until(lambda: bool(got.shown) and not got.open)
        assert got.closed


async def test_a_service_that_comes_later_is_found(bus: str) -> None:
    async with notifying(bus) as notifier:
        notifier.tell(ASKS)
        await until(lambda: notifier._waiting.empty())
        async with notifications(bus) as got:
            notifier.tell(ASKS)
            await until(lambda: bool(got.open))
