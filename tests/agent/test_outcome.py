from typing import get_args

import pytest

from agent.outcome import NAMES, Outcome, Unknown, name_of


@pytest.mark.parametrize("kind", get_args(Outcome))
def test_every_outcome_has_a_word_and_a_sentence(kind: type[Unknown]) -> None:
    assert name_of(kind("It is so.")) == NAMES[kind]
    assert kind("It is so.").say == "It is so."


def test_no_two_outcomes_share_a_word() -> None:
    assert set(NAMES) == set(get_args(Outcome))
    assert sorted(NAMES.values()) == ["done", "not_done", "partly", "refused", "stopped", "unknown"]
