import pytest

from shell.bench.hearing.strokes import monotonic_s


@pytest.mark.parametrize(
    ("at_ms", "now", "moment"),
    [(5_000, 5.25, 5.0), (5_000, 4.999, 5.0), (2**32 - 100, 2**32 / 1000 + 0.1, 2**32 / 1000 - 0.1), (100, 2**32 / 1000 + 0.1, 2**32 / 1000 + 0.1)],
)
def test_the_server_s_time_is_ours_also_when_its_32_bits_have_run_over(at_ms: int, now: float, moment: float) -> None:
    assert monotonic_s(at_ms, now) == pytest.approx(moment, abs=0.002)
