from pathlib import Path

from shell.bench.past import DAY_S, fill
from shell.history import History


def test_a_year_of_turns_is_there_newest_first_and_can_be_searched(tmp_path: Path) -> None:
    fill(tmp_path / "state" / "history.db", 50, 1_000_000_000.0)
    history = History(tmp_path / "state" / "history.db")
    found, sought = history.recall(limit=5), history.recall("parcel 0004")
    history.close()

    assert found.total == 50
    assert [row.number for row in found.rows] == [50, 49, 48, 47, 46]
    assert all(1_000_000_000.0 - 365 * DAY_S <= row.time < 1_000_000_000.0 for row in found.rows)
    assert {row.said for row in sought.rows} == {"write to Anna that parcel 00048 is here", "write to Anna that parcel 00043 is here"}
    assert len({row.outcome for row in found.rows}) >= 4
