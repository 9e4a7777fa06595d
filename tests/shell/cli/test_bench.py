import pytest

from shell.__main__ import main
from shell.cli.bench import BENCHES


def test_an_unknown_bench_is_one_line(capsys: pytest.CaptureFixture[str]):
    assert main(["bench", "speed"]) == 1
    assert capsys.readouterr().err == f"sayso: there is no bench speed; there are: {', '.join(BENCHES)}\n"
