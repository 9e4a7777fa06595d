import pytest

from shell.doctor.finding import Answer, Finding, State, fails, note, works


@pytest.mark.parametrize(("state", "ok"), [("ok", True), ("note", True), ("fail", False)])
def test_only_a_failure_is_not_ok(state: State, ok: bool) -> None:
    assert Finding("part", state, "", "", 0).ok is ok


def test_answers_carry_their_state() -> None:
    assert [works("a"), note("b"), fails("c", "do")] == [Answer("ok", "a"), Answer("note", "b"), Answer("fail", "c", "do")]
