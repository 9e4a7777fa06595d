from pathlib import Path

import pytest

from policies.errors import PolicyError
from policies.rules import FLOOR_FILE, compile_rules, read_rules, schema


def read(tmp_path: Path, text: str, folder: str = "files"):
    file = tmp_path / "rules.cedar"
    file.write_text(text, encoding="utf-8")
    return read_rules(file, folder)


@pytest.mark.parametrize(
    "resource",
    ["resource", "resource is Intent", 'resource in Folder::"apps"', 'resource == Intent::"apps.open"', 'resource in Group::"irreversible"'],
)
def test_a_permit_reaches_no_further_than_its_folder(tmp_path: Path, resource: str):
    with pytest.raises(PolicyError, match="scoped to its own folder") as caught:
        read(tmp_path, f'// a comment; with a semicolon\n\n@id("all")\npermit (principal, action, {resource});')
    assert caught.value.line == 3


@pytest.mark.parametrize("resource", ['resource in Folder::"files"', 'resource == Intent::"files.trash"', 'resource is Intent in Folder::"files"'])
def test_its_own_intents_are_within_reach(tmp_path: Path, resource: str):
    (rule,) = read(tmp_path, f"permit (principal, action, {resource});")
    assert rule.permits


def test_a_condition_cannot_widen_a_scope(tmp_path: Path):
    with pytest.raises(PolicyError):
        read(tmp_path, 'permit (principal, action, resource) when { resource in Folder::"files" || true };')


def test_ids_may_repeat_and_stay_apart(tmp_path: Path):
    text = '@id("a")\nforbid (principal, action, resource) when { context.locked };\n@id("a") forbid (principal, action, resource);'
    rules = read(tmp_path, text)
    assert [(rule.id, rule.line) for rule in rules] == [("files/a#1", 1), ("files/a#2", 3)]
    assert len(compile_rules(rules)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "forbid (principal, action, resource) when { context.unknown };",
        'forbid (principal, action == Action::"do_it", resource);',
        "forbid (principal, action, resource",
        "forbid (principal, action, resource == ?resource);",
        "forbid (principal, action, resource) when { context.locked > 3 };",
    ],
)
def test_rules_that_do_not_fit_the_schema_are_refused(tmp_path: Path, text: str):
    with pytest.raises(PolicyError) as caught:
        read(tmp_path, f"\n{text}")
    assert caught.value.line == 2


def test_the_floor_only_forbids():
    rules = read_rules(FLOOR_FILE, "floor")
    assert len(rules) >= 10
    assert not any(rule.permits for rule in rules)
    assert schema() is schema()


def test_a_permit_in_the_floor_is_refused(tmp_path: Path):
    with pytest.raises(PolicyError):
        read(tmp_path, 'permit (principal, action, resource in Folder::"floor");', "floor")
