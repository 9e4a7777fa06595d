"""`sayso hear` and `sayso plan`: what would be understood, without doing anything."""

import argparse
import asyncio
import json
import os
import sys
import time

from agent.display import x11
from agent.display.apps import installed
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.gate import Verdict
from agent.observation import Observation
from agent.scene import Scene
from policies.load import load_set
from shell.facts import Known
from shell.rehearsal import Mind, rehearse
from shell.rules import force_of
from shell.scenes import files_below
from speech.errors import NotAudio
from speech.hear import hear_file
from speech.whisper import Whisper


def hear(args: argparse.Namespace) -> int:
    """Recognise each file; a file that is no audio is one line, and the exit code is then 1."""
    recogniser, failed = Whisper(args.model), False
    for file in args.files:
        try:
            found = hear_file(file, recogniser)
        except NotAudio as trouble:
            failed = True
            found = {"file": str(file), "error": str(trouble)}
        if args.json:
            print(json.dumps(found))
        elif "error" in found:
            print(f"sayso: {found['error']}", file=sys.stderr)
        else:
            print(f"{file}: {found['text']}")
    return 1 if failed else 0


def plan(args: argparse.Namespace) -> int:
    """A dry run of one sentence on this desktop; exit code 0 when there is a plan or an answer."""
    found = asyncio.run(_plan(" ".join(args.text)))
    if args.json:
        print(json.dumps(found, indent=2))
    else:
        for key, value in found.items():
            print(f"{key:<9} {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
    return 0 if found["verdict"] or found["intent"] else 1


async def _plan(text: str) -> dict[str, object]:
    desk = Desk.from_environment(os.environ)
    force, known = force_of(load_set()), Known(desk)
    await known.refresh()
    home = desk.environment.get("HOME", "/")
    scene = Scene(installed(desk.environment), tuple(files_below(home)), home, await seen_on(desk))
    mind = Mind(force.matcher, force.planner, force.judge)
    tried = rehearse(text, scene, mind, lambda act: known.talk() if act is None else known.act(act, scene.seen))
    slots = tried.intent.slots.items() if tried.intent else ()
    found: dict[str, object] = {
        "said": text,
        "intent": tried.intent.name if tried.intent else "",
        "slots": {name: {"value": slot.value, "source": str(slot.source), "shown": slot.shown} for name, slot in slots},
        "steps": list(tried.steps),
        "verdict": _shown(tried.verdict) if tried.verdict else {},
        "question": tried.question,
    }
    return found | ({"say": tried.say} if tried.say else {})


def _shown(verdict: Verdict) -> dict[str, object]:
    return {
        "allowed": verdict.allowed,
        "consent": str(verdict.consent),
        "pace": str(verdict.pace),
        "desk": str(verdict.desk),
        "rules": list(verdict.rules),
        "say": verdict.say,
    }


async def seen_on(desk: Desk) -> Observation:
    """A look at the screen, or nothing at all where there is no display."""
    eyes = X11Eyes(desk)
    try:
        await eyes.open()
        return await eyes.look()
    except x11.Failure:
        return Observation((), (), time.monotonic(), True)
    finally:
        await eyes.close()
