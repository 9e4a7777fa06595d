"""Real round trips through every part, each with the fix for what does not work."""

import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from agent.action import Launch
from agent.display import x11
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.errors import AgentError
from agent.ledger import Ledger
from agent.sandbox.probe import missing
from policies.errors import PolicyError
from policies.load import load_set
from shell import config, paths
from shell.errors import ShellError
from speech import models, soundcard
from speech.audio import Clip, resample, to_int16
from speech.errors import SpeechError
from speech.expectation import Expectation
from speech.piper import Piper
from speech.whisper import Whisper

WORD = "open the calculator"
"""What the voice says to the ears."""


_NO_SOUND = "connect one and start PulseAudio or PipeWire; without one, `sayso run` makes a virtual one"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part and how it does."""

    part: str
    ok: bool
    detail: str
    fix: str
    """What to do; empty when it works."""
    ms: int


async def examine(environ: Mapping[str, str]) -> list[Finding]:
    """Try every part, one after the other."""
    desk = Desk.from_environment(environ)
    place = paths.of(environ)
    parts = await missing(environ)
    checks: list[tuple[str, str, Callable[[], Awaitable[str]]]] = [
        ("models", "sayso models fetch", _models),
        ("voice and ears", "sayso models fetch", _round_trip),
        ("configuration", f"correct {place.config_file}", lambda: _config(place.config_file)),
        ("policies", "sayso policy check", _policies),
        ("ledger", f"move {place.ledger} aside", lambda: _ledger(place.ledger)),
        (
            "microphone",
            _NO_SOUND,
            lambda: _sound("microphone", parts),
        ),
        ("speaker", _NO_SOUND, lambda: _sound("speaker", parts)),
        ("display", "log in to an X11 session (Wayland is not yet served), or let `sayso run` make a virtual display", lambda: _display(desk, parts)),
        ("accessibility", "sudo apt-get install at-spi2-core libatk-adaptor, then log in again", lambda: _accessibility(desk, parts)),
    ]
    return [await _tried(part, fix, check) for part, fix, check in checks]


async def _tried(part: str, fix: str, check: Callable[[], Awaitable[str]]) -> Finding:
    begun = time.monotonic()
    try:
        detail, ok = await check(), True
    except (ShellError, AgentError, SpeechError, PolicyError, OSError) as trouble:
        detail, ok = str(trouble), False
    return Finding(part, ok, detail, "" if ok else fix, round((time.monotonic() - begun) * 1000))


async def _models() -> str:
    return ", ".join(f"{name} in {models.locate(name)}" for name in ("base", "voice"))


async def _round_trip() -> str:
    def heard() -> str:
        voice = Piper()
        sound = np.concatenate(list(voice.say(WORD))).astype(np.float32) / np.float32(32768)
        return Whisper().recognise(Clip(to_int16(resample(sound, voice.rate)), 0.0), Expectation()).text

    text = await asyncio.to_thread(heard)
    if text.lower() != WORD:
        raise ShellError(f"said “{WORD}”, heard “{text}”")
    return f"said and heard “{WORD}”"


async def _config(path: Path) -> str:
    config.load(path)
    return str(path) if path.exists() else "defaults"


async def _policies() -> str:
    policies = load_set()
    return f"{len(policies.intents)} intents in {len(policies.folders)} folders"


async def _ledger(path: Path) -> str:
    if path.exists():
        ledger = Ledger(path, time.time)
        problems, count = ledger.verify(), len(ledger.entries())
        ledger.close()
        if problems:
            raise ShellError(problems[0])
        return f"sound, {count} entries"
    with tempfile.TemporaryDirectory() as folder:
        trial = Ledger(Path(folder) / "ledger.db", time.time)
        trial.finish(trial.prepare("doctor.try", Launch("x", "x", ("x",), "x"), ""), "expired", "a trial")
        problems = trial.verify()
        trial.close()
    return "none yet; one can be written" if not problems else problems[0]


async def _sound(kind: str, parts: frozenset[str]) -> str:
    if "sound" in parts:
        raise ShellError("no sound server with a real microphone answers")
    return await asyncio.to_thread(soundcard.probe, kind, "")


async def _display(desk: Desk, parts: frozenset[str]) -> str:
    if "display" in parts:
        raise ShellError("this is a Wayland session" if os.environ.get("WAYLAND_DISPLAY") and not desk.display else "no X display can be opened")
    return f"{desk.display}" + (", no window manager answers: windows cannot be switched" if "window_manager" in parts else "")


async def _accessibility(desk: Desk, parts: frozenset[str]) -> str:
    if "display" in parts or "accessibility" in parts:
        raise ShellError("the accessibility bus does not answer: buttons and texts cannot be read")
    eyes = X11Eyes(desk)
    try:
        await eyes.open()
        seen = await eyes.look()
    except x11.Failure as trouble:
        raise ShellError(str(trouble)) from trouble
    finally:
        await eyes.close()
    return f"{len(seen.windows)} windows, {len(seen.elements)} elements in the active one"
