import argparse

from shell.cli import arguments
from shell.reference.commands import commands, page


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="lamp")
    below = made.add_subparsers(dest="command", required=True)
    one = below.add_parser("shine", description="give light")
    one.add_argument("rooms", nargs="+", metavar="ROOM", help="where")
    one.add_argument("--for", type=int, default=5, metavar="N", help="minutes")
    one.add_argument("--colour", choices=("red", "blue"), help="of the light")
    one.add_argument("--secret-fd", type=int, help=argparse.SUPPRESS)
    below.add_parser("rest", description="give none")
    return made


def test_every_command_has_its_heading_its_usage_and_what_can_follow() -> None:
    told = page(parser())

    assert told.index("## `lamp shine`\n\nGive light.") < told.index("## `lamp rest`")
    assert "lamp shine [-h] [--for N]" in told
    assert "| `ROOM` … | where |" in told
    assert "| `--for N` | minutes (default: 5) |" in told
    assert "| `--colour red\\|blue` | of the light |" in told


def test_what_is_for_ourselves_is_left_out() -> None:
    assert "secret" not in page(parser())


def test_a_command_that_takes_nothing_has_no_table() -> None:
    assert page(parser()).rstrip().endswith("```")


def test_the_page_of_sayso_names_every_command_there_is() -> None:
    known = commands(arguments.parser())

    assert {"run", "policy", "install"} <= set(known)
    assert all(f"## `sayso {name}`" in page(arguments.parser()) for name in known)
