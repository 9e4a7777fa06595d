"""The steps a policy may write: which kinds there are and which fields each takes."""

import re
from collections.abc import Mapping, Sequence

from agent.action import FileOp
from agent.plan import StepTemplate
from policies.toml import Table, TomlFile

KINDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "launch": (frozenset(), frozenset()),
    "focus": (frozenset(), frozenset()),
    "close": (frozenset(), frozenset()),
    "click": (frozenset(), frozenset()),
    "type": (frozenset(), frozenset()),
    "press": (frozenset(), frozenset()),
    "scroll": (frozenset({"amount"}), frozenset()),
    "file": (frozenset(), frozenset({"path", "to", "folder", "name"})),
    "bus": (frozenset({"path", "interface", "member"}), frozenset({"signature", "arguments"})),
}
"""Kind → (fields it must have, fields it may have) besides its own value, which is kept as fields["value"]."""

_FILE_FIELDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    FileOp.MAKE_FOLDER: (frozenset({"name"}), frozenset({"folder"})),
    FileOp.MAKE_FILE: (frozenset({"name"}), frozenset({"folder"})),
    FileOp.RENAME: (frozenset({"path", "to"}), frozenset()),
    FileOp.TRASH: (frozenset({"path"}), frozenset()),
    FileOp.DELETE: (frozenset({"path"}), frozenset()),
}
"""The same for each kind of file step."""

_REFERENCE = re.compile(r"\{([^{}]*)\}")


def references(text: str) -> tuple[str, ...]:
    """Names of the slots a template refers to, in order."""
    return tuple(_REFERENCE.findall(text))


def read_steps(read: TomlFile, table: Table, intent: str, known: frozenset[str]) -> tuple[StepTemplate, ...]:
    """The steps of one intent; `known` are the slots they may refer to.

    Raises:
        PolicyError: a step without exactly one kind, with a missing or unknown field, or naming an unknown slot.
    """
    path = (intent, "steps")
    return tuple(_step(read, step, path, known) for step in read.tables_at(table, path))


def _step(read: TomlFile, step: Table, path: Sequence[str], known: frozenset[str]) -> StepTemplate:
    kinds = [key for key in step if key in KINDS]
    if len(kinds) != 1:
        raise read.error(path, f"a step has exactly one of {', '.join(KINDS)}; this one has {', '.join(kinds) or 'none'}")
    kind = kinds[0]
    fields = {"value" if key == kind else key: read.text_at(step, (*path, key)) for key in step}
    if kind == "file" and fields["value"] not in _FILE_FIELDS:
        raise read.error(path, f"file is one of {', '.join(FileOp)}, not {fields['value']}")
    needed, optional = _FILE_FIELDS[fields["value"]] if kind == "file" else KINDS[kind]
    for key in fields.keys() - {"value"} - needed - optional:
        raise read.error(path, f"a {kind} step has no field {key}")
    for key in sorted(needed - fields.keys()):
        raise read.error(path, f"a {kind} step needs the field {key}")
    for text in fields.values():
        for name in references(text):
            if name not in known:
                raise read.error(path, f"there is no slot {{{name}}}")
    return StepTemplate(kind, fields)
