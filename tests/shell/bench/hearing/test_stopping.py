from shell.bench.hearing.stopping import STATES, Trial, figures, is_over
from shell.event import Answered, Ended, Heard


def test_a_stop_is_over_when_it_was_said_or_the_question_answered() -> None:
    assert is_over((Heard(2, 1.0, "stop"), Ended(2, 1.1, "stopped", "Stopped.")))
    assert is_over((Answered(1, 1.0, False, "voice"),))
    assert not is_over((Ended(1, 1.0, "stopped", ""), Answered(1, 1.0, True, "voice")))
    assert not is_over(())


def test_the_figure_is_over_all_states_and_says_which_were_not_heard() -> None:
    trials = [*(Trial(state, 100.0 * number) for number, state in enumerate(STATES, 1)), Trial(STATES[0], None), Trial(STATES[0], None, late=True)]
    (figure,) = figures(trials)
    assert (figure.id, figure.value, figure.p95, figure.unit, figure.n, figure.goal) == ("ears.stop_ms", 300.0, 500.0, "ms", 5, "≤ 300")
    assert "typing 100, speaking 200" in figure.note
    assert "1 of 6 not heard" in figure.note
    assert figures([Trial("typing", None)]) == []
