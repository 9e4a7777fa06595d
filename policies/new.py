"""Writes a new policy folder that passes its checks and tests at once, to be changed from there."""

import re
from pathlib import Path

_INTENTS = """version = 1

# One table an intent. Slot types: app window control file folder new_name text keys direction number.
# Steps: launch focus close click type press scroll file bus, or answer = "stop" | "repeat" | "help".
[start]
sentences = ["(begin|start) [my] {words}"]
steps = [{{ press = "ctrl+n" }}]
reply = "Began {words}."
examples = ["begin my {words}"]
"""
_RULES = """// Permits reach no further than this folder; what is risky is asked about whatever is written here.
@id("reversible")
permit (
  principal,
  action in [Action::"do_unasked", Action::"do_on_yes"],
  resource in Folder::"{name}"
);
"""
_TESTS = """version = 1

[[test]]
say = "begin my {words}"
intent = "{name}.start"
verdict = "unasked"

[[test]]
say = "begin"
match = false
"""


def new(name: str, directory: Path) -> Path:
    """Write directory/name with intents.toml, rules.cedar and tests.toml; the path of the new folder.

    Raises:
        ValueError: the name is not lower case letters, digits and _.
        FileExistsError: there already is such a folder.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name == "floor":
        raise ValueError(f"a folder's name is lower case letters, digits and _, and not floor: {name!r}")
    folder = directory / name
    folder.mkdir(parents=True)
    words = f"{name.replace('_', ' ')} routine"
    for file, text in (("intents.toml", _INTENTS), ("rules.cedar", _RULES), ("tests.toml", _TESTS)):
        (folder / file).write_text(_filled(text, name, words), encoding="utf-8")
    return folder


def _filled(text: str, name: str, words: str) -> str:
    return text.replace("{words}", words).replace("{name}", name).replace("{{", "{").replace("}}", "}")
