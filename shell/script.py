"""Scripts: what a person would say and when, and what is expected of it; TOML with one [[turn]] a sentence."""

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, cast

from shell.errors import BadScript

AGAIN = "asked again"
"""When a question is read out once more, as an answer was not understood; where that never happens the turn is left out."""
WHEN = ("idle", "asked", "speaking", "acting", AGAIN)
EXPECT = ("done", "partly", "unknown", "not_done", "refused", "stopped", "asked", "nothing")
"""An outcome; "asked": a question was put; "nothing": what was played started no turn."""


@dataclass(frozen=True, slots=True)
class Line:
    """One [[turn]] of a script."""

    say: str = ""
    """Text spoken into the virtual microphone; {challenge} stands for the digits on the screen."""
    wav: str = ""
    """Sound file played instead, relative to the script."""
    when: str = "idle"
    """Moment it is spoken: "idle", "asked" (a question was read out), "speaking", "acting", or AGAIN."""
    voice: str = ""
    """Empty: Piper; "espeak-ng:en-gb": that voice of espeak-ng."""
    expect: str = ""
    """Expected outcome of the turn it belongs to, one of EXPECT; empty expects nothing."""
    expect_said: str = ""
    """Pattern that something said in that turn must match, case ignored."""


def read(path: Path) -> list[Line]:
    """The turns of a script file. Raises BadScript naming file, turn and key."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadScript(f"there is no script {path}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadScript(f"{path} cannot be read as text: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise BadScript(f"{path}: {error}") from error
    turns = table.get("turn")
    if set(table) - {"turn"} or not isinstance(turns, list) or not turns:
        raise BadScript(f"{path}: a script has [[turn]] tables and nothing else")
    return [_line(path, number, turn) for number, turn in enumerate(cast(list[object], turns), 1)]


def _line(path: Path, number: int, given: object) -> Line:
    where = f"{path}: turn {number}"
    if not isinstance(given, dict):
        raise BadScript(f"{where}: must be a [[turn]] table")
    turn = cast(dict[str, Any], given)
    known = {field.name for field in fields(Line)}
    for key, value in turn.items():
        if key not in known:
            raise BadScript(f"{where}: {key}: unknown key; known are {', '.join(sorted(known))}")
        if not isinstance(value, str):
            raise BadScript(f"{where}: {key}: must be a text")
    line = Line(**turn)
    if bool(line.say.strip()) == bool(line.wav):
        raise BadScript(f"{where}: needs either say or wav")
    if line.when not in WHEN:
        raise BadScript(f"{where}: when: must be one of {', '.join(WHEN)}")
    if line.expect and line.expect not in EXPECT:
        raise BadScript(f"{where}: expect: must be one of {', '.join(EXPECT)}")
    if line.wav and not (path.parent / line.wav).is_file():
        raise BadScript(f"{where}: wav: there is no file {path.parent / line.wav}")
    try:
        re.compile(line.expect_said)
    except re.error as error:
        raise BadScript(f"{where}: expect_said: {error}") from error
    return Line(**{**turn, "wav": str(path.parent / line.wav)}) if line.wav else line
