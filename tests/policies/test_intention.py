from dataclasses import replace

import pytest

from policies.intention import HARMLESS, RISKY


def test_only_risk_groups_make_an_intent_risky(policy_set):
    intention = policy_set.intents["apps.open"]
    assert not intention.risky
    assert not replace(intention, groups=frozenset({HARMLESS})).risky


@pytest.mark.parametrize("group", sorted(RISKY))
def test_each_risk_group_does(policy_set, group):
    assert replace(policy_set.intents["apps.open"], groups=frozenset({group})).risky
