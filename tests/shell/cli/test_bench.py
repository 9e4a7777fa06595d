from pathlib import Path

import pytest

from shell.__main__ import main
from shell.cli.bench import BENCHES


def test_an_unknown_bench_is_one_line(capsys: pytest.CaptureFixture[str]):
    assert main(["bench", "speed"]) == 1
    assert capsys.readouterr().err == f"sayso: there is no bench speed; there are: {', '.join(BENCHES)}\n"


def test_a_place_for_the_figures_is_looked_at_before_anything_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--quick", "path", "--json", str(tmp_path / "none" / "figures.json")]) == 1
    assert capsys.readouterr().err == f"sayso: --json: there is no folder {tmp_path / 'none'}; make it first\n"
