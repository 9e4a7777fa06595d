import pytest

from shell.bench import path
from shell.bench.figure import Figure
from shell.chronicle import Chronicle
from shell.errors import ShellError
from shell.event import Acted, Heard, Planned
from shell.script import Line
from shell.summary import Result, result_of


def _turn(number: int, op: str, kind: str = "ui"):
    return [
        Heard(number, 1.0, "press equals", heard_at=1.0, spoken_at=0.4, endpoint_at=0.8),
        Planned(number, 1.02),
        Acted(number, 1.2, 1, "press", {"kind": kind, "op": op}, "confirmed", first_input_at=1.04),
    ]


def _figures(events, outcomes=("done",)) -> dict[str, Figure]:
    chronicle = Chronicle()
    chronicle.events = events
    results = [Result(Line(say="x"), "x", "i", outcome, (), False, {"text": 600.0}) for outcome in outcomes]
    return {figure.id: figure for figure in path._figures(chronicle, results, 500.0, [1500.0])}


def test_every_id_is_there_with_what_the_events_say():
    figures = _figures(_turn(1, "press"))
    assert set(figures) == {"path.text_ms", "path.first_input_ms", "path.step_ms", "path.rss_mb"}
    assert figures["path.text_ms"].value == 600.0
    assert figures["path.first_input_ms"].value == pytest.approx(40.0)
    assert figures["path.step_ms"].value == pytest.approx(180.0)
    assert "1 of 1 commands done" in figures["path.text_ms"].note


def test_launches_and_closing_do_not_count_as_key_events():
    figures = _figures([*_turn(1, "press"), *_turn(2, "", "launch"), *_turn(3, "close")])
    assert figures["path.first_input_ms"].n == 1


def test_failures_are_told_in_the_note():
    assert "1 of 2 commands done" in _figures(_turn(1, "press"), ("done", "not_done"))["path.text_ms"].note


def test_clearing_up_after_a_round_is_not_measured() -> None:
    figures = _figures(_turn(1, "press"), ("done", "done", "done", "not_done"))

    assert figures["path.text_ms"].n == 3
    assert "3 of 3 commands done" in figures["path.text_ms"].note


def test_a_run_that_heard_nothing_measured_nothing() -> None:
    with pytest.raises(ShellError, match="nothing was heard"):
        path._figures(Chronicle(), [result_of(Line("x"), [])] * 4, 700.0, [2500.0])
