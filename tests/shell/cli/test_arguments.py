import importlib

import pytest

from shell.cli.arguments import parser


def commands() -> dict[str, object]:
    found = next(action.choices for action in parser()._actions if action.dest == "command")
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_leads_to_a_function_and_says_what_it_does(name: str) -> None:
    made = commands()[name]
    module, _, function = str(made.get_default("at")).partition(":")

    assert callable(getattr(importlib.import_module(f"shell.cli.{module}"), function))
    assert len(made.description) > 15


def test_words_and_options() -> None:
    args = parser().parse_args(["say", "open", "it", "--wait"])
    assert (args.text, args.wait, args.at) == (["open", "it"], True, "talk:say")
    assert parser().parse_args(["mute", "on"]).switch == "on"
    with pytest.raises(SystemExit):
        parser().parse_args(["mute", "perhaps"])
