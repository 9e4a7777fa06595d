import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from agent.display import x11
from agent.display.desk import Desk
from agent.display.overlays import SELECTION, Cover, Overlays
from shell import paths
from shell.control import serving
from shell.event import Answered, Asked, Ended, Heard, Listening
from shell.presence import palette
from shell.presence.caption import Shown
from shell.presence.present import LINGER_S, LONGEST_S, linger_s
from shell.session import Mode, Session, State
from tests.shell.presence.conftest import whole
from tests.shell.presence.service import notifications
from tests.shell.stand import ROOT, passed, until
from tests.shell.test_control import Desk as Service

TICK_S = 1 / os.sysconf("SC_CLK_TCK")


@dataclass
class Running:
    """An indicator in a process of its own."""

    process: asyncio.subprocess.Process
    display: str
    socket: Path

    def shows(self, mode: str) -> bool:
        """Whether the state's colour is to be seen."""
        return bytes(palette.of(mode)) * 2 in whole(self.display).rgb

    def cover(self) -> Cover:
        connection = x11.connect(self.display)
        found = Overlays(connection).cover()
        connection.close()
        return found

    def cpu_s(self) -> float:
        """Seconds of processor time it has taken."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) * TICK_S

    async def ended(self) -> tuple[int, str]:
        """Its exit code and what it said."""
        _, errors = await asyncio.wait_for(self.process.communicate(), 10)
        return self.process.returncode or 0, errors.decode()


@asynccontextmanager
async def running(environment: dict[str, str]) -> AsyncIterator[Running]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "error", "-m", "shell.presence", env=environment | {"PYTHONPATH": str(ROOT)}, cwd="/", stderr=pipe
    )
    try:
        yield Running(process, environment["DISPLAY"], paths.of(environment).socket)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@pytest.fixture
def environment(desk: Desk, short_folder: Path) -> dict[str, str]:
    """The desk's, but with a place of our own for the daemon's socket."""
    (short_folder / "sayso").mkdir()
    return {**desk.environment, "XDG_RUNTIME_DIR": str(short_folder)}


async def test_it_shows_what_the_daemon_does_and_ends_when_told(environment: dict[str, str]) -> None:
    session, question = Session(), Asked(1, 2.0, "challenge", "Pay the rent?", "4711", (300, 300, 80, 30))
    async with notifications(environment["DBUS_SESSION_BUS_ADDRESS"]) as got, running(environment) as shown:
        await until(lambda: shown.shows("away"))
        async with serving(shown.socket, session, Service(shown.socket)):
            await until(lambda: shown.shows("starting"))
            session.publish(Listening(0, 0.0))
            await until(lambda: shown.shows(Mode.LISTENING))
            session.publish(Heard(1, 1.0, "pay the rent"))
            await until(lambda: shown.shows(Mode.THINKING))
            session.publish(question)
            await until(lambda: shown.shows(Mode.ASKING) and bytes(palette.TARGET) in whole(shown.display).rgb)
            await until(lambda: len(got.open) == 1)
            assert "4711" not in got.open[0].body
            session.publish(Answered(1, 3.0, False, "voice"))
            await until(lambda: not got.open and bytes(palette.TARGET) not in whole(shown.display).rgb)
            session.publish(Ended(1, 4.0, "refused", "All right."))
            await until(lambda: shown.shows(Mode.LISTENING) and [one.summary for one in got.open] == ["Left undone"])
            wide = max(box.width for box in shown.cover().boxes)
            await until(lambda: max(box.width for box in shown.cover().boxes) < wide, LINGER_S + 5)
        shown.process.send_signal(signal.SIGTERM)
        assert await shown.ended() == (0, "")
        assert shown.cover() == Cover()


async def test_it_rests_while_nothing_happens(environment: dict[str, str]) -> None:
    session = Session()
    async with running(environment) as shown:
        await until(lambda: shown.shows("away"))
        async with serving(shown.socket, session, Service(shown.socket)):
            session.publish(Listening(0, 0.0))
            await until(lambda: shown.shows(Mode.LISTENING))
            before = shown.cpu_s()
            await passed(1.5)
            assert shown.cpu_s() - before <= 2 * TICK_S


@pytest.mark.parametrize("bare", ["1280x800x24"], indirect=True)
async def test_it_ends_with_its_display_and_says_why_it_cannot_begin(bare: str, environment: dict[str, str]) -> None:
    async with running(environment | {"DISPLAY": bare}) as shown:
        await until(lambda: shown.shows("away"))
        async with running(environment | {"DISPLAY": bare}) as second:
            code, errors = await second.ended()
        assert (code, errors.strip()) == (3, "sayso: the indicator is shown on this display already; end the other one first")
        connection = x11.connect(bare)
        connection.get_selection_owner(connection.intern_atom(SELECTION)).kill_client()
        connection.sync()  # closed at once, the server may never read it
        connection.close()
        assert await shown.ended() == (0, "")
    async with running(environment | {"DISPLAY": ":4711"}) as nowhere:
        code, errors = await nowhere.ended()
    assert code == 4
    assert errors.count("\n") == 1
    assert "cannot be opened" in errors


def test_a_caption_stays_as_long_as_it_takes_to_read() -> None:
    listening = State(Mode.LISTENING)
    short, long = linger_s(Shown(listening, doing="Done.")), linger_s(Shown(listening, doing="x" * 100))
    assert LINGER_S < short < long < linger_s(Shown(listening, doing="x" * 9999)) == LONGEST_S
