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
from shell.cli.arguments import parser
from shell.errors import ShellError
from speech.errors import SpeechError

Command = Callable[[argparse.Namespace], int]
_EXPECTED = (ShellError, AgentError, DeskError, PolicyError, SpeechError)


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
    known = parser()
    args, late = known.parse_known_args(argv)
    words = getattr(args, "words", None)
    if late and (words is None or any(word.startswith("-") for word in late)):
        known.error(f"unrecognized arguments: {' '.join(late)}")
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
