"""`sayso policy check|list|test|try|new`."""

import argparse
import asyncio
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

from agent.disk import identity
from agent.display.apps import installed
from agent.display.desk import Desk
from agent.facts import Facts
from agent.scene import Scene
from policies.check import check
from policies.examine import examine, failures
from policies.load import PolicySet, default_directories, load_set
from policies.new import new
from policies.reading import Understood
from policies.trial import Bench
from shell import paths
from shell.cli.look import seen_on
from shell.errors import ShellError
from shell.scenes import files_below


def policy(args: argparse.Namespace) -> int:
    """Run one verb; the exit code is 0 only when nothing was found wrong."""
    match args.verb:
        case "list":
            return _list(load_set(), args.json)
        case "check":
            return _checked(_places(args.words), args.json)
        case "test":
            return _tested(_places(args.words), args.json)
        case "try":
            return _tried(" ".join(args.words), args.json)
        case _:
            return _new(args.words)


def _places(folders: Sequence[str]) -> Sequence[Path]:
    """The usual places, and the parents of folders named on the command line."""
    for folder in folders:
        if not (Path(folder) / "intents.toml").is_file():
            raise ShellError(f"{folder} is no policy folder: it has no intents.toml")
    return (*default_directories(), *dict.fromkeys(Path(folder).resolve().parent for folder in folders))


def _list(policies: PolicySet, as_json: bool) -> int:
    rows = [
        {"intent": name, "groups": sorted(one.groups), "examples": list(one.examples), "file": f"{one.file}:{one.line}"}
        for name, one in sorted(policies.intents.items())
    ]
    if as_json:
        print(json.dumps(rows))
        return 0
    for row in rows:
        print(f"{row['intent']!s:<20} {', '.join(row['groups']) or '-':<14} {'; '.join(row['examples'])}")
    return 0


def _checked(places: Sequence[Path], as_json: bool) -> int:
    findings = check(places)
    if as_json:
        print(json.dumps([{"file": str(f.file), "line": f.line, "key": f.key, "message": f.message} for f in findings]))
    else:
        print("\n".join(str(finding) for finding in findings) or "nothing to complain about")
    return 1 if findings else 0


def _tested(places: Sequence[Path], as_json: bool) -> int:
    examined = examine(load_set(places))
    failed = failures(examined)
    if as_json:
        print(json.dumps({"passed": len(examined) - len(failed), "failed": [str(finding) for finding in failed]}))
    else:
        for finding in failed:
            print(finding)
        print(f"{len(examined) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def _tried(sentence: str, as_json: bool) -> int:
    if not sentence:
        raise ShellError('policy try needs a sentence: sayso policy try "open the calculator"')
    desk = Desk.from_environment(os.environ)
    home = desk.environment.get("HOME", "/")
    scene = Scene(installed(desk.environment), tuple(files_below(home)), home, asyncio.run(seen_on(desk)))
    trial = Bench(load_set(), identity).attempt(sentence, scene, Facts(locked=False, spoken=True, now=time.time()))
    intent = trial.reading.intent if isinstance(trial.reading, Understood) else None
    found = {
        "match": intent.name if intent else type(trial.reading).__name__.lower(),
        "slots": {name: slot.shown for name, slot in intent.slots.items()} if intent else {},
        "facts": {"locked": trial.facts.locked, "spoken": trial.facts.spoken},
        "rules": list(trial.rules),
        "verdict": trial.outcome,
        "acts": list(trial.acts),
        "says": list(trial.says),
    }
    if as_json:
        print(json.dumps(found))
    else:
        for key, value in found.items():
            print(f"{key:<8} {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}")
    return 0


def _new(words: Sequence[str]) -> int:
    if len(words) not in (1, 2):
        raise ShellError("policy new needs a name: sayso policy new lights [FOLDER]")
    where = Path(words[1]) if len(words) == 2 else paths.of(os.environ).config / "policies"
    try:
        made = new(words[0], where)
    except (ValueError, OSError) as error:
        raise ShellError(f"policy new: {error}") from error
    print(f"made {made}: change intents.toml, rules.cedar and tests.toml, then `sayso policy check {made}` and `sayso policy test {made}`")
    return 0
