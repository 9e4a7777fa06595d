"""The command line's page, from its argument parser: one heading a command, its usage, and a row for everything that can follow."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from shell.reference.markdown import cell, table


def page(parser: argparse.ArgumentParser) -> str:
    """The Markdown of every command of the parser, in its order."""
    return "\n\n".join(_command(f"{parser.prog} {name}", made) for name, made in commands(parser).items()) + "\n"


def commands(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """The parser of each command, by its name."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in _actions(parser):
        choices: object = vars(action)["choices"]
        if isinstance(choices, dict):  # the action of add_subparsers
            found |= cast("dict[str, argparse.ArgumentParser]", choices)
    return found


def _command(name: str, parser: argparse.ArgumentParser) -> str:
    rows = [(_written(action), _meaning(action)) for action in _shown(parser)]
    about = (parser.description or "").strip()
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    parts = [f"## `{name}`", f"{about[:1].upper()}{about[1:]}.", f"```text\n{usage}\n```"]
    return "\n\n".join(parts + ([table(("argument", "what it does"), rows)] if rows else []))


def _shown(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """What follows the command, without --help, which every one has, and what is for ourselves."""
    for action in _actions(parser):
        if action.help != argparse.SUPPRESS and "--help" not in action.option_strings:
            yield action


def _actions(parser: argparse.ArgumentParser) -> Sequence[argparse.Action]:
    # argparse tells its actions only in its help text; the list itself has been where it is since 2009.
    return cast("list[argparse.Action]", vars(parser)["_actions"])


def _written(action: argparse.Action) -> str:
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    if not action.option_strings:
        return cell(f"`{value}`" + {"+": " …", "*": " … (may be left out)", "?": " (may be left out)"}.get(str(action.nargs), ""))
    return cell(", ".join(f"`{name}`" if action.nargs == 0 else f"`{name} {value}`" for name in action.option_strings))


def _meaning(action: argparse.Action) -> str:
    told = action.help or ""
    if action.nargs == 0 or action.default in (None, "") or "(" in told or isinstance(action.default, list):
        return cell(told)
    return cell(f"{told} (default: {action.default})".strip())
