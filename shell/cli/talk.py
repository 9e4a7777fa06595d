"""`sayso say`, `answer` and `stop`: talk to a running daemon over its private socket."""

import argparse
import asyncio
import json
import os
import sys

from shell import paths
from shell.client import connected
from shell.errors import ShellError
from shell.event import Asked, Ended
from shell.timeline import line_of
from shell.wire import Now

_CODES = {"done": 0, "stopped": 0, "partly": 4, "unknown": 5, "not_done": 6, "refused": 7}


def say(args: argparse.Namespace) -> int:
    """Have a sentence done; with --wait the exit code is 0 only when it was."""
    return asyncio.run(_say(" ".join(args.text), args.wait or args.json, args.json))


async def _say(text: str, wait: bool, as_json: bool) -> int:
    socket = paths.of(os.environ).socket
    async with connected(socket) as watcher, connected(socket) as client:
        events = watcher.watch()
        if wait:
            await anext(events, None)
        turn = await client.say(text)
        if not wait:
            return 0
        async for event in events:
            if isinstance(event, Now) or event.turn != turn:
                continue
            if isinstance(event, Asked):
                print(line_of(event), file=sys.stderr)
            if isinstance(event, Ended):
                print(json.dumps({"turn": turn, "outcome": event.outcome, "say": event.say}) if as_json else event.say)
                return _CODES.get(event.outcome, 1)
    raise ShellError("the daemon ended before it was done")


def answer(args: argparse.Namespace) -> int:
    """Answer the open question."""

    async def go() -> str:
        async with connected(paths.of(os.environ).socket) as client:
            return await client.answer(" ".join(args.text))

    why = asyncio.run(go())
    if why:
        raise ShellError(f"not taken: {why}")
    return 0


def stop(args: argparse.Namespace) -> int:
    """Stop what runs."""

    async def go() -> None:
        async with connected(paths.of(os.environ).socket) as client:
            await client.stop(args.all)

    asyncio.run(go())
    return 0
