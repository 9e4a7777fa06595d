from dataclasses import FrozenInstanceError

import pytest

from agent.intent import Intent, Slot, Source


@pytest.mark.parametrize(("name", "domain"), [("files.delete", "files"), ("banking.pay.now", "banking"), ("bare", "bare")])
def test_the_domain_is_the_policy_folder(name: str, domain: str) -> None:
    assert Intent(name, {}, "").domain == domain


def test_a_slot_cannot_be_rebound() -> None:
    slot = Slot("a", Source.SCREEN, "a")
    with pytest.raises(FrozenInstanceError):
        slot.source = Source.SPEECH  # type: ignore[misc]
    assert slot.source is Source.SCREEN
