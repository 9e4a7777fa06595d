import dataclasses

import pytest

from agent.intent import Intent
from policies.reading import Doubt, NotUnderstood, Understood, Unresolved


def test_readings_are_values():
    intent = Intent("a.b", {}, "x")
    assert Understood(intent).answer is None
    assert Doubt("Shall I?", intent) == Doubt("Shall I?", intent)
    assert Unresolved("x") != NotUnderstood("x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        Understood(intent).answer = "stop"  # type: ignore[misc]
