"""`sayso bench session`: how soon it is there, how fast it answers a key, what it costs while nothing happens, and how soon it is back."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.sandbox.desk import virtual_desk
from shell import children, paths
from shell.bench import past
from shell.bench.cpu import busy_pct
from shell.bench.figure import Figure, median
from shell.bench.moment import listening
from shell.bench.restart import restarts
from shell.bench.terminal import Terminal, in_terminal
from shell.ui import big
from speech import models

ROWS = 10_000
"""Turns in the history while keys are timed."""
START_S = 60.0
"""Seconds a daemon gets to listen."""
_UI, _STOCK = ("shell", "ui"), ("shell.bench.stock",)
"""Module and arguments of the terminal UI, and of what it is measured against."""
_F4, _DOWN, _UP, _PAGE_DOWN, _PAGE_UP, _HOME, _END = (b"\x1bOS", b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~", b"\x1b[H", b"\x1b[F")
_ROUND = (_DOWN, _DOWN, _DOWN, _PAGE_DOWN, _UP, _PAGE_DOWN, _DOWN, _END, _PAGE_UP, _HOME)
"""Keys of a round, as somebody looks through the past."""
_IN_STOCK = {_HOME: b"\x1b[1;5H", _END: b"\x1b[1;5F"}
"""In the stock table Home and End go to a row's ends; with Ctrl they go to the table's."""
_CHOSEN, _ANY_ROW = r"›\s+\d+", r"\d{5}"
"""What every answer to a key holds: the mark before the chosen row's number; in the stock table the rows themselves."""
_SOUGHT = "parce"
"""What is typed into the search line, letter by letter; its beginnings are no words that stand elsewhere on the screen."""


@dataclass(frozen=True, slots=True)
class _Amount:
    starts: int
    """Daemons, and twice as many UIs."""
    rounds: int
    """Of keys."""
    kills: int
    idle_s: float


_QUICK, _FULL = _Amount(3, 6, 2, 24.0), _Amount(8, 20, 4, 60.0)
_INTERVAL_S = 2.0


def run(full: bool, tell: Callable[[str], None]) -> list[Figure]:
    """Measure all of it, in about two minutes, five with full."""
    return asyncio.run(_run(_FULL if full else _QUICK, tell))


async def _run(amount: _Amount, tell: Callable[[str], None]) -> list[Figure]:
    environ = {**os.environ, "SAYSO_MODELS": str(models.root())}
    async with virtual_desk(None, True, environ, lambda _: None) as desk:
        environment = desk.environment
        tell(f"writing a history of {ROWS} turns")
        await asyncio.to_thread(past.fill, paths.of(environment).history, ROWS, time.time())
        figures = [await _ready(environment, amount, tell)]
        async with _daemon(environment) as (pid, _):
            figures.append(await _idle(pid, amount, tell))
            figures.append(await _ui_start(environment, amount, tell))
            figures.append(await _keys(environment, amount, tell))
        seconds, under = await restarts(environment, amount.kills, tell)
        figures.append(median("session.restart_s", seconds, "s", "≤ 8", f"kill -9 → listening again; {under}"))
    order = ("ui_start_ms", "key_to_paint_ms", "ready_s", "idle_cpu_pct", "restart_s")
    return sorted(figures, key=lambda figure: order.index(figure.id.partition(".")[2]))


@asynccontextmanager
async def _daemon(environment: Mapping[str, str]) -> AsyncIterator[tuple[int, float]]:
    """A daemon that listens; its process id, and the seconds from its start until it did."""
    begun = time.monotonic()
    process = await children.start("shell", ["daemon", "--no-greeting"], environment)
    try:
        ready = await listening(paths.of(environment).socket, START_S)
        yield process.pid, ready - begun
    finally:
        await children.end(process)


async def _ready(environment: Mapping[str, str], amount: _Amount, tell: Callable[[str], None]) -> Figure:
    cold, warm = list[float](), list[float]()
    for number in range(amount.starts):
        for cached, seconds in ((False, cold), (True, warm)):
            if not cached:
                await asyncio.to_thread(_drop_from_cache, models.root())
            async with _daemon(environment) as (_, ready_s):
                seconds.append(ready_s)
        tell(f"start {number + 1} of {amount.starts}: listening after {cold[-1]:.2f} s, {warm[-1]:.2f} s with the models in the page cache")
    note = f"process start → Listening, model files not in the page cache, programs are; with them in it {sorted(warm)[len(warm) // 2]:.2f} s"
    return median("session.ready_s", cold, "s", "≤ 5", note)


def _drop_from_cache(folder: Path) -> None:
    """Have the system forget what it holds of the files in this folder."""
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(descriptor)


async def _idle(pid: int, amount: _Amount, tell: Callable[[str], None]) -> Figure:
    tell(f"listening in silence for {amount.idle_s:.0f} s")
    await busy_pct(pid, 1, _INTERVAL_S)  # what the start still does
    whole, parts = await busy_pct(pid, round(amount.idle_s / _INTERVAL_S), _INTERVAL_S)
    shares = ", ".join(f"{part} {share:.1f}" for part, share in sorted(parts.items(), key=lambda item: -item[1]) if share >= 0.05)
    return median("session.idle_cpu_pct", whole, "%", "≤ 12", f"of one core, daemon and all below it, in {_INTERVAL_S:.0f} s intervals: {shares}")


async def _ui_start(environment: Mapping[str, str], amount: _Amount, tell: Callable[[str], None]) -> Figure:
    ours, bare = list[float](), list[float]()
    for _ in range(2 * amount.starts):
        ours.append(await _painted_ms(_UI, environment, _big("listening")))
        bare.append(await _painted_ms(_STOCK, environment, "LISTENING"))
    tell(f"UI: {ours[-1]:.0f} ms, a bare Textual app {bare[-1]:.0f} ms")
    note = f"process start → “listening” painted; a bare Textual app with one word: median {sorted(bare)[len(bare) // 2]:.0f} ms"
    return median("session.ui_start_ms", ours, "ms", "≤ 800", note)


async def _painted_ms(program: Sequence[str], environment: Mapping[str, str], answer: str) -> float:
    async with in_terminal(program[0], program[1:], environment) as (terminal, begun):
        return (await terminal.shown(answer) - begun) * 1000


def _big(word: str) -> str:
    """A pattern for the state's word as the UI draws it: the first of its rows that is no blank, in any of its sizes, or plain letters."""
    rows = [next(row.strip() for row in big.drawn(word, scale, "") if row.strip()) for scale in (1, 2)]
    return "|".join((*map(_exactly, rows), word.upper()))


def _exactly(text: str) -> str:
    return "".join(f"\\{letter}" if letter in ".^$*+?{}[]\\|()" else letter for letter in text)


async def _keys(environment: Mapping[str, str], amount: _Amount, tell: Callable[[str], None]) -> Figure:
    async with in_terminal(_UI[0], _UI[1:], environment) as (terminal, _):
        await terminal.shown(_big("listening"))
        await terminal.press(_F4, _CHOSEN)
        far = await terminal.press(_END, _CHOSEN)
        await terminal.press(_HOME, _CHOSEN)
        ours = [await terminal.press(key, _CHOSEN) for key in _ROUND * amount.rounds] + [far]
        typed = [ms async for ms in _typed(terminal)]
    async with in_terminal(_STOCK[0], [str(ROWS)], environment) as (terminal, _):
        await terminal.shown(_ANY_ROW)
        stock = [await terminal.press(_IN_STOCK.get(key, key), _ANY_ROW) for key in _ROUND * amount.rounds]
    theirs = median("stock", stock, "ms", "")
    note = f"{ROWS} rows, 120×40; the first End, which reads to the oldest row, {far:.0f} ms; letters of a search ≤ {max(typed):.0f} ms"
    note += f"; Textual's DataTable: median {theirs.value}, p95 {theirs.p95}"
    found = median("session.key_to_paint_ms", [*ours, *typed], "ms", "p95 ≤ 50", note)
    tell(f"keys: p95 {found.p95} ms, Textual's DataTable {theirs.p95} ms")
    return found


async def _typed(terminal: Terminal) -> AsyncIterator[float]:
    """Each letter of a search until it stands in the line."""
    await terminal.press(b"/", ".")
    for length, letter in enumerate(_SOUGHT, 1):
        await terminal.quiet()
        yield await terminal.press(letter.encode(), rf"(?m)(?:^|\s){_SOUGHT[:length]}(?:\s|$)")
