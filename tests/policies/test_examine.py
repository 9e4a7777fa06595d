from dataclasses import replace
from pathlib import Path

import pytest

from policies.cases import Case, Staged
from policies.examine import examine, failures
from policies.load import BUILT_IN, load_set


@pytest.mark.parametrize("name", sorted(load_set([BUILT_IN]).folders))
def test_the_folders_own_tests_pass(policy_set, name: str):
    examined = examine(policy_set, [name])
    assert examined
    assert [str(finding) for finding in failures(examined)] == []


GOOD = Case("open galculator", Staged(apps=("Galculator",)), True, False, "apps.open", {"app": "Galculator"}, "unasked", Path("tests.toml"), 3)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({}, ""),
        ({"match": False}, "was understood as apps.open"),
        ({"match": False, "intent": "files.delete"}, ""),
        ({"asks": True}, "asked back"),
        ({"intent": "apps.close"}, "is apps.open, not apps.close"),
        ({"slots": {"app": "Firefox"}}, "app is Galculator, not Firefox"),
        ({"slots": {"file": "x"}}, "not there"),
        ({"verdict": "yes"}, "is judged unasked, not yes"),
        ({"say": "open nothing"}, "is Unresolved"),
    ],
)
def test_a_test_can_fail_in_every_claim(policy_set, change: dict[str, object], problem: str):
    folder = replace(policy_set.folders["apps"], cases=(replace(GOOD, **change),))
    (one,) = examine(replace(policy_set, folders={"apps": folder}))
    assert problem in one.problem
    assert bool(one.problem) == bool(problem)
