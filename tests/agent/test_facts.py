from dataclasses import MISSING, fields

from agent.facts import Facts


def test_whoever_fills_the_facts_must_say_what_the_lock_is() -> None:
    required = {field.name for field in fields(Facts) if field.default is MISSING}
    assert required == {"locked", "spoken", "now"}
    assert Facts(None, True, 0.0) != Facts(False, True, 0.0)
