"""The sound server killed again and again under a real ears process: how soon it is noticed, and how soon Sayso hears and speaks again."""

import asyncio
import itertools
import os
import signal
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agent.display.desk import Desk
from agent.sandbox.sound import play
from shell import children
from shell.bench.figure import Figure, median
from shell.bench.hearing.room import Room, room
from shell.bench.moment import process_of
from shell.errors import ShellError
from shell.mouth import Mouth
from shell.script import Line
from speech.messages import Device, Heard, Level
from speech.recordings import Recordings

_TIMES = {False: 4, True: 20}
"""How often the server is killed, by whether it is measured in full."""
_AWAY_S = (0.0, 0.5, 2.0)
"""Seconds from when the loss was noticed to the server's restart, in turn."""
_COMMAND, _WORD = "Open the calculator.", "calculator"
_PLAIN_S = 8.0
"""Seconds that a plain stream is given to come back."""


@dataclass(frozen=True, slots=True)
class _Round:
    noticed_s: float
    """From the kill to the report that the microphone is lost."""
    back_s: float
    """From the server's return to the first sound."""
    understood: bool
    """Whether a command was understood then."""
    spoke: bool
    """Whether a sentence could be said then."""


@dataclass(frozen=True, slots=True)
class _Held:
    threads: int
    files: int
    """Open descriptors."""


def measure(full: bool, tell: Callable[[str], None], recordings: Recordings | None) -> list[Figure]:
    """`ears.recovery_s`; recordings are not needed. Raises ShellError and DeskError when it cannot be measured."""
    return [asyncio.run(measured(_TIMES[full], tell))]


async def measured(times: int, tell: Callable[[str], None]) -> Figure:
    """`ears.recovery_s` over so many kills."""
    rounds, held = list[_Round](), list[_Held]()
    async with room() as here, asyncio.TaskGroup() as group:
        plain = group.create_task(_plain(here.desk))
        command = await Mouth(here.folder).sound(Line(say=_COMMAND), "")
        async with here.ears():
            for number, away_s in zip(range(times), itertools.cycle(_AWAY_S), strict=False):
                rounds.append(await _killed(here, away_s, command))
                held.append(_held_by(here.process.pid))
                tell(f"killed and back, {number + 1} of {times}: noticed after {rounds[-1].noticed_s:.2f} s, heard {rounds[-1].back_s:.2f} s after")
    return _figure(rounds, held, plain.result())


async def _killed(here: Room, away_s: float, command: Path) -> _Round:
    killed_at = time.monotonic()
    os.kill(process_of(here.socket), signal.SIGKILL)
    while (await here.next(Device)).kind != "microphone":
        continue
    noticed_at = time.monotonic()
    await asyncio.sleep(away_s)
    await here.restart()
    back_at = time.monotonic()
    while (await here.next(Level)).why:
        continue
    heard_at = time.monotonic()
    await play(here.desk, command)
    understood = _WORD in (await here.next(Heard)).utterance.text.lower()
    spoke = await here.voice.say("Done.")
    return _Round(noticed_at - killed_at, max(0.0, heard_at - back_at), understood, spoke)


async def _plain(desk: Desk) -> str:
    """What a plain stream makes of the first kill, in words."""
    out, complaint = await children.told("shell.bench.hearing.plain_stream", [str(_PLAIN_S)], desk.environment, 60.0)
    if not out:
        raise ShellError(f"bench ears: {complaint.decode(errors='replace').strip()[-200:] or 'the plain stream ended'}")
    text = out.decode().strip()
    return f"never in {_PLAIN_S:.0f} s" if text == "never" else f"after {text} s"


def _held_by(pid: int) -> _Held:
    place = Path(f"/proc/{pid}")
    return _Held(sum(1 for _ in (place / "task").iterdir()), sum(1 for _ in (place / "fd").iterdir()))


def _figure(rounds: list[_Round], held: list[_Held], plain: str) -> Figure:
    noticed = [one.noticed_s for one in rounds]
    note = (
        f"from the server's return to the first sound; worst {max(one.back_s for one in rounds):.2f} s; "
        f"noticed after {statistics.median(noticed):.2f} s (worst {max(noticed):.2f}; goal 1); "
        f"then {sum(one.understood for one in rounds)} of {len(rounds)} commands understood, {sum(one.spoke for one in rounds)} sentences said; "
        f"threads {held[0].threads} → {held[-1].threads}, descriptors {held[0].files} → {held[-1].files}; "
        f"a plain sounddevice stream hears again: {plain}"
    )
    return median("ears.recovery_s", [one.back_s for one in rounds], "s", "≤ 5", note)
