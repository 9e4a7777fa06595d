"""How busy a process and everything below it is, from /proc."""

import asyncio
import os
import time
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """The process and all its descendants."""
    found, waiting = list[int](), [pid]
    while waiting:
        one = waiting.pop()
        try:
            below = [word for task in Path(f"/proc/{one}/task").iterdir() for word in (task / "children").read_text().split()]
        except OSError:
            continue
        found.append(one)
        waiting += [int(word) for word in below]
    return found


def part_of(pid: int) -> str:
    """What a process of ours is: "shell", "speech.ears"; for another program its name."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:
        return "gone"
    return words[words.index("-m") + 1] if "-m" in words[:-1] else Path(words[0]).name


def spent_s(pids: Iterable[int]) -> dict[int, float]:
    """Processor seconds of each process so far, user and system."""
    found: dict[int, float] = {}
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
    return found


async def busy_pct(pid: int, intervals: int, interval_s: float) -> tuple[list[float], dict[str, float]]:
    """Per cent of one core in each interval, all of the family together; and each part's over the whole time."""
    whole, parts, first = list[float](), dict[str, float](), time.monotonic()
    last_at, last = first, spent_s(family(pid))
    for number in range(intervals):
        await asyncio.sleep(first + (number + 1) * interval_s - time.monotonic())
        now_at, now = time.monotonic(), spent_s(family(pid))
        # What began meanwhile counts from its beginning; what ended took its last seconds with it.
        used = {one: seconds - last.get(one, 0.0) for one, seconds in now.items()}
        whole.append(sum(used.values()) / (now_at - last_at) * 100)
        for one, seconds in used.items():
            parts[part_of(one)] = parts.get(part_of(one), 0.0) + seconds
        last_at, last = now_at, now
    return whole, {part: seconds / (last_at - first) * 100 for part, seconds in parts.items()}
