"""`sayso bench path`: from the end of the spoken word to the verified effect, on a virtual desk with everything real."""

import asyncio
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from agent.sandbox.desk import virtual_desk
from agent.sandbox.sound import play
from shell.bench.default import library_default_ms
from shell.bench.figure import Figure, median
from shell.chronicle import Chronicle
from shell.client import connected
from shell.errors import ShellError
from shell.event import Acted, Event, Heard, Planned
from shell.mouth import Mouth
from shell.performance import Performance
from shell.script import Line
from shell.stage import Stage, staged
from shell.summary import Result
from speech import models

COMMANDS = ("Open the calculator.", "Type twelve times eight.", "Press equals.")
"""What is measured; the calculator is closed after each round."""


def run(full: bool, tell: Callable[[str], None]) -> list[Figure]:
    """Measure 10 rounds of the three commands, 30 with full."""
    return asyncio.run(_run(30 if full else 10, tell))


async def _run(rounds: int, tell: Callable[[str], None]) -> list[Figure]:
    environ = {**os.environ, "SAYSO_MODELS": str(models.root())}
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as sounds:
        async with (
            virtual_desk(None, True, environ, lambda _: None) as desk,
            staged(desk, None, test=False) as stage,
            connected(stage.socket) as client,
        ):
            chronicle, mouth = Chronicle(), Mouth(Path(sounds))
            lines = [*(Line(say=text) for text in COMMANDS), Line(say="Close the calculator.")]
            results: list[Result] = []
            async with asyncio.TaskGroup() as group:
                following = group.create_task(chronicle.follow(client.watch(), lambda _: None))
                performance = Performance(chronicle, mouth, lambda path: play(desk, path), lambda: "")
                for number in range(rounds):
                    tell(f"round {number + 1} of {rounds}")
                    played_now = await performance.run(lines, tell)
                    for result in played_now:
                        if result.outcome != "done":
                            tell(f"“{result.line.say}” was heard as “{result.heard}”: {result.outcome}")
                    results += played_now
                memory = await asyncio.to_thread(_resident_mb, stage)
                following.cancel()
            clips = [await mouth.sound(Line(say=text), "") for text in COMMANDS]
        default = await asyncio.to_thread(library_default_ms, clips)
    return _figures(chronicle, results, memory, default)


def _figures(chronicle: Chronicle, results: Sequence[Result], memory: float, default: Sequence[float]) -> list[Figure]:
    measured = [result for number, result in enumerate(results) if number % (len(COMMANDS) + 1) < len(COMMANDS)]
    right = sum(result.outcome == "done" for result in measured)
    texts = [result.timings_ms["text"] for result in measured if "text" in result.timings_ms]
    turns = {event.turn for event in chronicle.events if isinstance(event, Heard)}
    events = [chronicle.of_turn(turn) for turn in sorted(turns)]
    if not texts:
        raise ShellError("bench path: nothing was heard; see `sayso doctor`")
    usual = f"library default decode alone: median {sorted(default)[len(default) // 2]:.0f} ms more after the endpoint"
    return [
        median("path.text_ms", texts, "ms", "≤ 1500", f"from the last speech the VAD hears; {right} of {len(measured)} commands done; {usual}"),
        median("path.first_input_ms", list(_first_inputs(events)), "ms", "≤ 50", "text → first key event; launching excluded"),
        median("path.step_ms", list(_steps(events)), "ms", "≤ 400", "plan → verified, typing and pressing in a GTK 3 calculator"),
        Figure("path.rss_mb", round(memory, 1), None, "MB", 1, "daemon and ears, Whisper base and Piper loaded", "≤ 1000"),
    ]


def _first_inputs(turns: Iterable[Sequence[Event]]) -> Iterable[float]:
    for events in turns:
        heard = next((event for event in events if isinstance(event, Heard)), None)
        acted = next((event for event in events if isinstance(event, Acted) and event.action.get("kind") == "ui"), None)
        if heard and acted and acted.action.get("op") != "close":
            yield (acted.first_input_at - heard.heard_at) * 1000


def _steps(turns: Iterable[Sequence[Event]]) -> Iterable[float]:
    for events in turns:
        planned = next((event for event in events if isinstance(event, Planned)), None)
        acted = next((event for event in events if isinstance(event, Acted) and event.action.get("op") in ("type", "press")), None)
        if planned and acted:
            yield (acted.at - planned.at) * 1000


def _resident_mb(stage: Stage) -> float:
    """Resident memory of the daemon and everything below it that is Python (the apps it opened are not Sayso)."""
    total, waiting = 0, [stage.process.pid]
    while waiting:
        pid = waiting.pop()
        try:
            status = Path(f"/proc/{pid}/status").read_text()
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            command = Path(f"/proc/{pid}/cmdline").read_text()
        except OSError:
            continue
        if "-m" in command.split("\0"):
            total += int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")))
        waiting += [int(child) for child in children]
    return total * 1024 / 1e6
