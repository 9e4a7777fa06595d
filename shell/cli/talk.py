"""`sayso say`, `answer`, `stop`, `listen`, `mute`, `hold`, `reload`, `status`: talk to a running daemon over its private socket."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

from shell import paths
from shell.client import Client, connected
from shell.errors import NotRunning, ShellError
from shell.event import Asked, Ended
from shell.timeline import line_of
from shell.wire import Hold, Listen, Mute, Now, Order, Reload

Result = TypeVar("Result")
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
    why = asyncio.run(_answered(lambda client: client.answer(" ".join(args.text))))
    if why:
        raise ShellError(f"not taken: {why}")
    return 0


def stop(args: argparse.Namespace) -> int:
    """Stop what runs."""
    asyncio.run(_answered(lambda client: client.stop(args.all)))
    return 0


def listen(args: argparse.Namespace) -> int:
    """Wake a running daemon up, or let it sleep."""
    return _order(Listen(args.switch == "on"))


def mute(args: argparse.Namespace) -> int:
    """Close the microphone of a running daemon, or open it."""
    return _order(Mute(args.switch == "on"))


def hold(args: argparse.Namespace) -> int:
    """Have a running daemon take everything that is said from now on for itself, or take what was said and go back."""
    return _order(Hold(args.switch == "on"))


def reload(args: argparse.Namespace) -> int:
    """Have a running daemon read the policies again."""
    return _order(Reload())


def status(args: argparse.Namespace) -> int:
    """Tell what a running daemon does."""
    now = asyncio.run(_answered(_now))
    devices = {device.kind: f"{device.state}: {device.name} {device.detail}".rstrip() for device in now.devices}
    if args.json:
        told = {"mode": now.mode, "speaking": now.speaking, "question": now.question, "turn": now.turn, "heeds": now.heeds, "cue": now.cue}
        print(json.dumps({**told, "devices": devices}, indent=2))
    else:
        deaf = now.mode == "listening" and devices.get("microphone", "").startswith("lost")
        more = now.question or (now.cue if now.mode == "listening" and not (now.heeds or deaf) else "")
        print(("no microphone" if deaf else now.mode) + (f": {more}" if more else ""))
        for kind, state in devices.items():
            print(f"{kind:<11} {state}")
    return 0


def _order(order: Order) -> int:
    why = asyncio.run(_answered(lambda client: client.order(order)))
    if why:
        raise ShellError(why)
    return 0


async def _answered(ask: Callable[[Client], Awaitable[Result]]) -> Result:
    """What a running daemon answers. Raises NotRunning."""
    async with connected(paths.of(os.environ).socket) as client:
        return await ask(client)


async def _now(client: Client) -> Now:
    async for first in client.watch():
        if isinstance(first, Now):
            return first
    raise NotRunning
