"""The whole examination: every check in its order, each with its time."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from shell.doctor.access import accessibility
from shell.doctor.buses import BusChecks
from shell.doctor.case import Case, case_of
from shell.doctor.finding import Answer, Finding
from shell.doctor.patience import within
from shell.doctor.screen import ScreenChecks
from shell.doctor.sound import SoundChecks, sound_checks
from shell.doctor.store import configuration, ledger, policies, room, stored_models

_STORE_S = 120.0
"""Seconds a look at the disk may take: `deep` hashes hundreds of megabytes."""
Check = Callable[[], Awaitable[Answer]]


def _nothing(_: object) -> None:
    return


@dataclass(frozen=True, slots=True)
class Manner:
    """How an examination is done."""

    silent: bool = False
    """Make no sound."""
    deep: bool = False
    """Hash every model."""
    begun: Callable[[str], None] = _nothing
    """Told the name of each part before it is tried."""
    found: Callable[[Finding], None] = _nothing
    """Told each finding as it comes."""


async def examine(environ: Mapping[str, str], manner: Manner | None = None) -> list[Finding]:
    """Try every part of the desk of this environment, one after the other; each check has its time limit."""
    manner = manner or Manner()
    case = case_of(environ, manner.silent, manner.deep)
    async with sound_checks(case) as sound:
        return [await _tried(part, check, manner) for part, check in _checks(case, sound)]


def _checks(case: Case, sound: SoundChecks) -> list[tuple[str, Check]]:
    screen, buses = ScreenChecks(case), BusChecks(case)
    return [
        ("configuration", _on_disk(configuration, case)),
        ("policies", _on_disk(policies, case)),
        ("ledger", _on_disk(ledger, case)),
        ("models", _on_disk(stored_models, case)),
        ("room", _on_disk(room, case)),
        ("recognition", sound.recognition),
        ("sound server", sound.server),
        ("microphone", sound.microphone),
        ("speaker", sound.speaker),
        ("voice to ears", sound.aloud),
        ("display", screen.display),
        ("window manager", screen.window_manager),
        ("hands", screen.hands),
        ("session bus", buses.session_bus),
        ("accessibility", lambda: accessibility(case, screen.answers)),
        ("notifications", buses.notifications),
        ("service unit", buses.units),
        ("sayso", buses.service),
    ]


async def _tried(part: str, check: Check, manner: Manner) -> Finding:
    manner.begun(part)
    begun = time.monotonic()
    answer = await check()
    finding = Finding(part, answer.state, " ".join(answer.detail.split()), answer.fix, round((time.monotonic() - begun) * 1000))
    manner.found(finding)
    return finding


def _on_disk(look: Callable[[Case], Answer], case: Case) -> Check:
    async def check() -> Answer:
        """Looks in a thread: the folder may lie on a network."""
        try:
            return await within(_STORE_S, lambda: look(case))
        except TimeoutError:
            return Answer("fail", "the disk did not answer in time", "see whether it is a network folder that went away")

    return check
