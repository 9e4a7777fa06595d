"""The child that clicks and types in a window of its own: `python -m shell.doctor.touch FD`. A hung X server hangs it, not the doctor."""

import asyncio
import os
import sys

import msgspec

from agent.display import x11
from agent.display.desk import Desk
from agent.errors import CannotAct
from agent.hands.trial import tried
from shell.doctor.errand import obey


class Touch(msgspec.Struct, frozen=True, tag=True):
    """Click the button and type this."""

    text: str


class Touched(msgspec.Struct, frozen=True, tag=True):
    """What the window received."""

    clicked: bool
    click_ms: float
    text: str
    type_ms: float


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Why it was not done, or not to the end."""

    why: str


async def touch(order: Touch) -> msgspec.Struct:
    """Do it on the desk of this process."""
    try:
        seen = await asyncio.to_thread(tried, Desk.from_environment(os.environ), order.text)
    except CannotAct as trouble:
        return Refused(str(trouble))
    except x11.Failure as trouble:
        return Refused(f"the display went away: {trouble}")
    return Touched(seen.clicked, seen.click_ms, seen.text, seen.type_ms)


if __name__ == "__main__":
    asyncio.run(obey(int(sys.argv[1]), Touch, touch))
