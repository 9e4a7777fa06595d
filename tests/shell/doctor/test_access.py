import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from dbus_fast.signature import Variant

from agent.display.bus import A11Y, Bus
from agent.display.windows import Windows
from shell.doctor.access import accessibility
from shell.doctor.case import Case
from tests.shell.doctor.conftest import assert_failed, changed


@asynccontextmanager
async def _running(case: Case, *argv: str) -> AsyncGenerator[None]:
    """A program with a window on the desk."""
    null = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*argv, env=dict(case.desk.environment), stdin=null, stdout=null, stderr=null)
    windows, stirred = Windows(case.desk.display), asyncio.Event()
    windows.watch(stirred.set)
    try:
        async with asyncio.timeout(10):
            while not any(argv[0] in window.app for window in windows.listed()):
                stirred.clear()
                await stirred.wait()
        yield
    finally:
        process.kill()
        await process.wait()
        async with asyncio.timeout(10):
            while any(argv[0] in window.app for window in windows.listed()):
                stirred.clear()
                await stirred.wait()
        windows.close()


async def test_reads_what_can_be_read_and_names_what_cannot(case: Case) -> None:
    assert "no window is open" in (await accessibility(case, True)).detail
    async with _running(case, "galculator"):
        async with asyncio.timeout(10):
            while "read galculator (" not in (answer := await accessibility(case, True)).detail:  # noqa: ASYNC110 - its tree comes a little after its window
                await asyncio.sleep(0.05)
        assert answer.state == "ok"
        async with _running(case, "xterm"):
            answer = await accessibility(case, True)
    assert answer.state == "note"
    assert "xterm: nothing to read" in answer.detail
    assert "xterm never shows its text" in answer.fix


async def test_without_a_bus_the_package_is_named(case: Case) -> None:
    answer = await accessibility(changed(case, DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent"), True)
    assert_failed(answer, "does not answer", fix="at-spi2-core")
    assert (await accessibility(case, False)).state == "note"


async def test_what_hides_programs_is_named(case: Case) -> None:
    assert_failed(await accessibility(changed(case, NO_AT_BRIDGE="1"), True), "NO_AT_BRIDGE", fix="~/.profile")


async def test_a_desktop_that_does_not_ask_for_it_is_noticed(case: Case) -> None:
    address = case.desk.environment["DBUS_SESSION_BUS_ADDRESS"]
    session = await Bus.connect(address)
    where = (A11Y, "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", "ssv")
    try:
        for value in (False, True):
            for name in ("IsEnabled", "ScreenReaderEnabled"):
                await session.call(*where, ["org.a11y.Status", name, Variant("b", value)])
            answer = await accessibility(case, True)
            assert answer.state == ("ok" if value else "note")
            assert ("toolkit-accessibility true" in answer.fix) is not value
    finally:
        session.close()
