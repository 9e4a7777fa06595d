import pytest

from shell.bench.figure import Figure, as_json, median, table


def test_a_median_comes_with_its_p95_and_count():
    figure = median("x.ms", [5.0, 1.0, 3.0, 100.0, 2.0], "ms", "≤ 4")
    assert (figure.value, figure.p95, figure.n) == (3.0, 100.0, 5)


def test_nothing_measured_is_an_error_not_a_zero():
    with pytest.raises(ValueError, match=r"x\.ms: nothing was measured"):
        median("x.ms", [], "ms", "≤ 4")


def test_the_json_has_the_documented_form():
    found = as_json("path", "quick", [median("path.text_ms", [700.0], "ms", "≤ 1500", "why")])
    assert found["bench"] == "path"
    assert found["mode"] == "quick"
    assert "cores" in str(found["machine"])
    assert found["figures"] == [
        {"id": "path.text_ms", "value": 700.0, "p95": 700.0, "unit": "ms", "n": 1, "note": "why", "goal": "≤ 1500"},
    ]


def test_a_table_has_a_line_a_figure():
    lines = table([Figure("a.b", 1.5, None, "MB", 1, "all of it", "≤ 2")]).splitlines()
    assert len(lines) == 2
    assert lines[1].split()[:3] == ["a.b", "1.5", "MB"]


def test_p95_is_what_nineteen_of_twenty_stay_below() -> None:
    assert median("x.ms", [float(n) for n in range(1, 101)], "ms", "").p95 == 95.0
    assert median("x.ms", [3.0], "ms", "") == Figure("x.ms", 3.0, 3.0, "ms", 1, "", "")


def test_a_table_has_no_loose_ends() -> None:
    lines = table([median("x.ms", [1.0], "ms", "≤ 3", "a note"), Figure("y", 12.0, None, "MB", 1, "", "")]).splitlines()

    assert lines[1].endswith("a note")
    assert lines == [line.rstrip() for line in lines]
