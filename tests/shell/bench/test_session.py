import os
import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from shell import paths
from shell.answers import Offered, Settings
from shell.bench import past, session
from shell.bench.session import _Amount
from shell.bench.terminal import in_terminal
from shell.control import serving
from shell.event import Listening
from shell.history import History
from shell.ui import big
from shell.wire import Found, Looks, Recall, ShowSettings
from tests.shell.bus.test_interface import Desktop

LITTLE = _Amount(starts=1, rounds=2, kills=1, idle_s=2.0)


class WithPast(Desktop):
    """A service with a history."""

    history: History

    async def looked(self, request: Looks) -> Found:
        match request:
            case Recall():
                return self.history.recall(request.words, request.before, request.limit)
            case ShowSettings():
                return Settings()
            case _:
                return Offered()


@pytest.fixture
async def environment(short_folder: Path) -> AsyncGenerator[dict[str, str]]:
    """Where a daemon without a desktop listens and has a long past."""
    made = {**os.environ, "HOME": str(short_folder), "XDG_RUNTIME_DIR": str(short_folder)}
    made = {name: value for name, value in made.items() if name not in ("XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    place, desktop = paths.of(made), WithPast()
    past.fill(place.history, session.ROWS, 1_700_000_000.0)
    desktop.history = History(place.history)
    desktop.session.publish(Listening(0, 1.0))
    place.runtime.mkdir(parents=True)
    async with serving(place.socket, desktop.session, desktop):
        yield made
    desktop.history.close()


async def test_the_ui_is_timed_to_its_first_painted_state_beside_a_bare_app(environment: dict[str, str]) -> None:
    figure = await session._ui_start(environment, LITTLE, lambda _: None)

    assert figure.id == "session.ui_start_ms"
    assert (figure.n, figure.unit, figure.goal) == (2, "ms", "≤ 800")
    assert 50 < figure.value < 20_000
    assert re.search(r"bare Textual app with one word: median \d+ ms", figure.note)


async def test_keys_are_timed_in_the_real_ui_with_ten_thousand_rows_beside_a_stock_table(environment: dict[str, str]) -> None:
    figure = await session._keys(environment, LITTLE, lambda _: None)

    assert figure.id == "session.key_to_paint_ms"
    assert figure.n == 2 * len(session._ROUND) + 1 + len(session._SOUGHT)
    assert figure.p95 is not None
    assert 0 < figure.value <= figure.p95
    assert "10000 rows, 120×40" in figure.note
    assert "DataTable: median" in figure.note


async def test_a_key_that_changes_nothing_is_never_counted_as_painted(environment: dict[str, str]) -> None:
    async with in_terminal(session._UI[0], session._UI[1:], environment) as (terminal, _):
        await terminal.shown(session._big("listening"))
        await terminal.press(session._F4, session._CHOSEN)
        await terminal.press(session._DOWN, session._CHOSEN)
        await terminal.press(session._HOME, session._CHOSEN)
        terminal.limit_s = 0.5
        with pytest.raises(Exception, match="never showed"):
            await terminal.press(session._HOME, session._CHOSEN)


async def test_idle_names_every_part(environment: dict[str, str]) -> None:
    figure = await session._idle(os.getpid(), LITTLE, lambda _: None)

    assert (figure.id, figure.unit, figure.goal, figure.n) == ("session.idle_cpu_pct", "%", "≤ 12", 1)


def test_the_state_is_known_in_every_size_the_ui_draws() -> None:
    pattern = re.compile(session._big("listening"))
    for scale in (1, 2):
        assert pattern.search("\n".join(big.drawn("listening", scale, "listening")))
        assert not pattern.search("\n".join(big.drawn("starting", scale, "starting")))
    assert pattern.search("LISTENING")


def test_files_can_be_dropped_from_the_cache_and_are_still_there(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"x" * 10_000)
    session._drop_from_cache(tmp_path)

    assert (tmp_path / "model.bin").read_bytes() == b"x" * 10_000
