"""Runs the doctor, and the list of sound devices, in processes of their own, and reads what they print."""

from collections.abc import Mapping

import msgspec

from shell import children
from shell.answers import Check, Examined

DOCTOR_S = 120.0
"""Seconds the doctor gets."""
DEVICES_S = 5.0
"""Seconds the sound system gets to list its devices."""


class _Report(msgspec.Struct):
    findings: list[Check]


async def examined(environment: Mapping[str, str], silent: bool, limit_s: float = DOCTOR_S) -> Examined:
    """What the doctor finds on the desk of this environment; why not when it does not end within limit_s seconds or breaks."""
    try:
        out, errors = await children.told("shell", ["doctor", "--json", *(["--silent"] if silent else [])], environment, limit_s)
    except TimeoutError:
        return Examined(why=f"the doctor did not end within {limit_s:.0f} seconds; run `sayso doctor` in a terminal to see where it stops")
    try:
        return Examined(tuple(msgspec.json.decode(out, type=_Report).findings))
    except msgspec.MsgspecError:
        last = errors.decode(errors="replace").strip().splitlines()[-1:] or ["it printed nothing"]
        return Examined(why=f"the doctor broke: {last[0].removeprefix('sayso: ')}")


async def devices(environment: Mapping[str, str], limit_s: float = DEVICES_S) -> Mapping[str, list[str]]:
    """The sound devices, "microphone" and "speaker" → names; no names when the sound system does not answer within limit_s seconds."""
    try:
        out, _ = await children.told("speech.devices", [], environment, limit_s)
        return msgspec.json.decode(out, type=dict[str, list[str]])
    except (TimeoutError, msgspec.MsgspecError):
        return {"microphone": [], "speaker": []}
