"""`sayso hear` and `sayso plan`: what would be understood, without doing anything."""

import argparse
import asyncio
import json
import os
import sys
import time

from agent.action import Action
from agent.display import x11
from agent.display.apps import installed
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.gate import ConsentKind, Question, Verdict
from agent.intent import Intent
from agent.observation import Observation
from agent.plan import NoPlan, Plan
from agent.planners.actor import Actor
from agent.scene import Scene
from policies.judge import CedarJudge
from policies.load import load_set
from policies.match import Matcher
from policies.reading import Doubt, Understood
from shell.facts import Known
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
    policies = load_set()
    known = Known(desk)
    await known.refresh()
    home = desk.environment.get("HOME", "/")
    scene = Scene(installed(desk.environment), tuple(files_below(home)), home, await seen_on(desk))
    reading = Matcher(policies).match(text, scene)
    found: dict[str, object] = {"said": text, "intent": "", "slots": {}, "steps": [], "verdict": {}, "question": ""}
    if not isinstance(reading, Understood | Doubt):
        return found | {"say": reading.say}
    intent = reading.intent if isinstance(reading, Understood) else reading.proposal
    found["intent"] = intent.name
    found["slots"] = {name: {"value": slot.value, "source": str(slot.source), "shown": slot.shown} for name, slot in intent.slots.items()}
    if isinstance(reading, Doubt):
        found["question"] = reading.say
    if reading.answer is not None:
        return found | {"verdict": _shown(CedarJudge(policies).judge(intent, None, known.talk()))}
    made = Actor(policies.recipes).plan(intent, scene)
    if isinstance(made, NoPlan):
        return found | {"say": made.say}
    return found | _judged(made, intent, CedarJudge(policies), known, scene.seen, str(found["question"]))


def _judged(made: Plan, intent: Intent, judge: CedarJudge, known: Known, seen: Observation, doubt: str) -> dict[str, object]:
    acts: list[Action] = [step.action for step in made.steps]
    verdict, question = judge.judge(intent, None, known.talk()), doubt
    for act in acts:
        own = judge.judge(intent, act, known.act(act, seen))
        verdict = verdict.stricter(own)
        if not question and own.consent is not ConsentKind.NONE:
            question = Question(own.consent, own.say, act.describe()).text
    return {"steps": [act.describe() for act in acts], "verdict": _shown(verdict), "question": question}


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
