import pytest

from agent.errors import AgentError, CannotAct, LedgerError, Unsure, Void


@pytest.mark.parametrize("kind", [LedgerError, Void, CannotAct, Unsure])
def test_one_small_tree(kind: type[AgentError]) -> None:
    with pytest.raises(AgentError, match="says why"):
        raise kind("says why")


@pytest.mark.parametrize("certain", [CannotAct, Void])
def test_unsure_is_never_taken_for_nothing_done(certain: type[AgentError]) -> None:
    assert not issubclass(Unsure, certain)
    assert not issubclass(certain, Unsure)
