import json

import pytest

from shell.event import Acted, Asked, Ended, Event, Heard, Said, Understood
from shell.script import Line
from shell.summary import as_json, result_of, timings

EVENTS: list[Event] = [
    Heard(1, 11.0, "open it", "voice", 10.0, 10.4, 10.9),
    Understood(1, 11.0, "apps.open"),
    Acted(1, 11.5, 1, "open it", first_input_at=11.1),
    Acted(1, 12.0, 2, "type", first_input_at=11.7),
    Ended(1, 12.1, "done", "Opened it."),
    Said(1, 12.2, "Opened it."),
]


def test_times_count_from_the_end_of_the_spoken_word() -> None:
    assert timings(EVENTS) == {"endpoint": 400.0, "text": 900.0, "intent": 1000.0, "first_input": 1100.0, "verified": 2000.0, "first_audio": 2200.0}
    assert timings([]) == {}
    assert timings([Heard(1, 1.0, "typed", "typed")]) == {}


@pytest.mark.parametrize(
    ("line", "events", "trouble"),
    [
        (Line("x", expect="done", expect_said="OPENED"), EVENTS, ""),
        (Line("x"), [], ""),
        (Line("x", expect="nothing"), [], ""),
        (Line("x", expect="nothing"), EVENTS, "expected nothing, was done"),
        (Line("x", expect="done"), [], "expected done, was nothing"),
        (Line("x", expect="done"), EVENTS[:3], "expected done, was unfinished"),
        (Line("x", expect="refused"), EVENTS, "expected refused, was done"),
        (Line("x", expect="asked"), EVENTS, "expected a question, was done without one"),
        (Line("x", expect="asked"), [*EVENTS, Asked(1, 1.0)], ""),
        (Line("x", expect_said="closed"), EVENTS, "nothing said matches 'closed'"),
    ],
)
def test_trouble_is_what_differs_from_what_was_expected(line: Line, events: list[Event], trouble: str) -> None:
    assert result_of(line, events).trouble == trouble


def test_the_summary_is_json_and_ok_only_without_trouble() -> None:
    good, bad = result_of(Line("x", expect="done"), EVENTS), result_of(Line(wav="y.wav", expect="done"), [])
    found = json.loads(json.dumps(as_json([good, bad])))

    assert found["ok"] is False
    assert found["outcomes"] == ["done", "nothing"]
    assert found["turns"][0] == {"say": "x", "heard": "open it", "intent": "apps.open", "outcome": "done", "said": ["Opened it."], "trouble": ""}
    assert found["turns"][1]["say"] == "y.wav"
    assert json.loads(json.dumps(as_json([good])))["ok"] is True
