"""Reads rules.cedar: one rule a statement, valid against the schema, permits scoped to their own folder."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import cedarpy

from policies.errors import PolicyError

SCHEMA_FILE = Path(__file__).with_name("schema.cedarschema")
FLOOR_FILE = Path(__file__).with_name("floor.cedar")
_TOKEN = re.compile(r'//[^\n]*|"(?:\\.|[^"\\])*"|;')


@dataclass(frozen=True, slots=True)
class Rule:
    """One Cedar policy."""

    id: str
    """Unique in the set: "files/reversible#1" (folder, @id, how often that @id came up so far)."""
    permits: bool
    """True for permit, False for forbid."""
    say: str
    """Its @say annotation: what is told when it refuses."""
    body: str
    """The policy in Cedar's JSON form."""
    file: Path
    line: int


@cache
def schema() -> cedarpy.Schema:
    """The schema that every rule and every request is checked against."""
    return cedarpy.Schema.from_str(SCHEMA_FILE.read_text(encoding="utf-8"))


def read_rules(file: Path, folder: str) -> tuple[Rule, ...]:
    """The rules of one file; a folder named "floor" may only forbid.

    Raises:
        PolicyError: with the line of the statement that does not parse, does not fit the schema or reaches outside its folder.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as problem:
        raise PolicyError(file, 1, "", problem.strerror or "cannot be read") from problem
    rules: list[Rule] = []
    seen: dict[str, int] = {}
    for line, statement in _statements(text):
        policy = _parse(file, line, statement)
        name = policy.get("annotations", {}).get("id") or "rule"
        seen[name] = seen.get(name, 0) + 1
        if policy["effect"] == "permit" and not _scoped(policy["resource"], folder):
            raise PolicyError(file, line, name, f'a permit must be scoped to its own folder: resource in Folder::"{folder}"')
        say = policy.get("annotations", {}).get("say") or ""
        rules.append(Rule(f"{folder}/{name}#{seen[name]}", policy["effect"] == "permit", say, json.dumps(policy), file, line))
    return tuple(rules)


def compile_rules(rules: tuple[Rule, ...]) -> cedarpy.PolicySet:
    """One parsed set in which each rule goes by its own id."""
    policies = {rule.id: json.loads(rule.body) for rule in rules}
    return cedarpy.PolicySet.from_json_str(json.dumps({"templates": {}, "staticPolicies": policies, "templateLinks": []}))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for token in _TOKEN.finditer(text):
        if token.group() == ";":
            yield _line(text, start), text[start : token.end()]
            start = token.end()
    if re.sub(r"//[^\n]*", "", text[start:]).strip():
        yield _line(text, start), text[start:]


def _line(text: str, start: int) -> int:
    skipped = re.match(r"(?:\s|//[^\n]*)*", text[start:])
    return text.count("\n", 0, start + (skipped.end() if skipped else 0)) + 1


def _parse(file: Path, line: int, statement: str) -> Mapping[str, Any]:
    try:
        parsed = json.loads(cedarpy.policies_to_json_str(statement))
        checked = cedarpy.validate_policies(statement, schema())  # pyright: ignore[reportUnknownMemberType]
    except ValueError as problem:
        raise PolicyError(file, line, "", " ".join(str(problem).split())) from problem
    if parsed["templates"]:
        raise PolicyError(file, line, "", "templates with ?principal or ?resource are not used")
    if not checked.validation_passed:
        raise PolicyError(file, line, "", " ".join(str(checked.errors[0].error).split()))
    return cast("Mapping[str, Any]", parsed["staticPolicies"]["policy0"])


def _scoped(resource: Mapping[str, Any], folder: str) -> bool:
    match resource:
        case {"op": "in", "entity": {"type": "Folder", "id": name}} | {"op": "is", "in": {"entity": {"type": "Folder", "id": name}}}:
            return name == folder and folder != "floor"
        case {"op": "==", "entity": {"type": "Intent", "id": str(name)}}:
            return name.startswith(f"{folder}.") and folder != "floor"
        case _:
            return False
