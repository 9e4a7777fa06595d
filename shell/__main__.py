"""The command line: `sayso COMMAND`; every failure is one line that says what to do."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import cast

from agent.errors import AgentError
from agent.sandbox.errors import DeskError
from policies.errors import PolicyError
from shell.errors import ShellError
from speech.errors import SpeechError

Command = Callable[[argparse.Namespace], int]
_EXPECTED = (ShellError, AgentError, DeskError, PolicyError, SpeechError)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sayso", description="Your desktop does it on your say-so.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, at: str, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(at=at)
        return made

    for name, text in (("run", "start the session: listen, do, answer"), ("demo", "play the demonstration on a virtual desk")):
        made = command(name, f"run:{name}", text)
        made.add_argument("--virtual", action="store_true", help="a microphone, speaker, display and buses of its own, whatever this machine has")
        made.add_argument("--home", metavar="DIR", help="home folder of the virtual desk (default: a fresh one)")
        made.add_argument("--script", metavar="FILE", help="speak the [[turn]]s of this TOML file into the virtual microphone")
        made.add_argument("--record", metavar="DIR", help="keep events.jsonl, spoken.wav, desk.env and a picture before and after every act")
        made.add_argument("--json", action="store_true", help="a JSON summary on standard output")
        made.add_argument("--no-ui", action="store_true", help="plain lines instead of the terminal UI")
    daemon = command("daemon", "serve:daemon", "the session daemon itself, on this desktop (what `run` and the unit start)")
    daemon.add_argument("--record", metavar="DIR")
    daemon.add_argument("--ready-fd", type=int, help=argparse.SUPPRESS)
    daemon.add_argument("--challenge-fd", type=int, help=argparse.SUPPRESS)
    _talk(command)
    _look(command)
    return parser


def _talk(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    made = command("say", "talk:say", "have a running sayso do something, typed instead of spoken")
    made.add_argument("text", nargs="+")
    made.add_argument("--wait", action="store_true", help="until it is done; the exit code says whether it was")
    made.add_argument("--json", action="store_true", help="with --wait: the outcome as JSON")
    made = command("answer", "talk:answer", "answer the open question of a running sayso")
    made.add_argument("text", nargs="+")
    made = command("stop", "talk:stop", "stop what a running sayso does")
    made.add_argument("--all", action="store_true", help="background runs too")


def _look(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    made = command("hear", "look:hear", "recognise speech in sound files")
    made.add_argument("files", nargs="+", metavar="FILE")
    made.add_argument("--model", default="base", choices=("base", "tiny.en"))
    made.add_argument("--json", action="store_true", help="one object a file")
    made = command("plan", "look:plan", "what a sentence would do here, without doing it")
    made.add_argument("text", nargs="+")
    made.add_argument("--json", action="store_true")
    made = command("policy", "policy:policy", "the intent policies: what can be said and what it needs")
    made.add_argument("verb", choices=("check", "list", "test", "try", "new"))
    made.add_argument("words", nargs="*", metavar="ARG", help="try: a sentence; new: a name; check, test: folders")
    made.add_argument("--json", action="store_true")
    made = command("models", "models:models", "the speech models: fetch them, list them")
    made.add_argument("verb", choices=("fetch", "list"))
    made.add_argument("words", nargs="*", metavar="NAME", help="base, tiny.en, voice (default: base and voice)")
    made.add_argument("--json", action="store_true")
    made = command("doctor", "doctor:doctor", "try every part and name the fix for what does not work")
    made.add_argument("--json", action="store_true")
    made = command("bench", "bench:bench", "measure; a table and JSON")
    made.add_argument("words", nargs="*", metavar="NAME", help="path (default: all)")
    made.add_argument("--quick", action="store_true", help="at most five minutes (the default)")
    made.add_argument("--full", action="store_true")
    made.add_argument("--json", metavar="FILE", help="write the figures here")
    made = command("ledger", "ledger:ledger", "what was allowed, refused and done")
    made.add_argument("verb", choices=("show", "verify"))
    made.add_argument("--json", action="store_true")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    args, code = _understood(argv), 1
    try:
        code = _carried_out(args)
    except* _EXPECTED as several:  # also what went wrong inside a task group
        code = _complained(several)
    return code


def _understood(argv: Sequence[str] | None) -> argparse.Namespace:
    """The parsed command line; words after an option belong to the words before it: `policy try --json SENTENCE`."""
    parser = _parser()
    args, late = parser.parse_known_args(argv)
    words = getattr(args, "words", None)
    if late and (words is None or any(word.startswith("-") for word in late)):
        parser.error(f"unrecognized arguments: {' '.join(late)}")
    if words is not None:
        args.words = [*words, *late]
    return args


def _carried_out(args: argparse.Namespace) -> int:
    module, _, function = str(args.at).partition(":")
    try:
        command = cast(Command, getattr(importlib.import_module(f"shell.cli.{module}"), function))
        return command(args)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # What is still buffered has nobody to read it: Python would complain about it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _complained(several: BaseExceptionGroup[Exception]) -> int:
    """Print the first trouble in one line; returns its exit code."""
    trouble: BaseException = several
    while isinstance(trouble, BaseExceptionGroup):
        trouble = cast("BaseExceptionGroup[BaseException]", trouble).exceptions[0]
    print(f"sayso: {trouble}", file=sys.stderr)
    return int(getattr(trouble, "exit_code", 1))


if __name__ == "__main__":
    sys.exit(main())
