from pathlib import Path

import pytest

from shell.__main__ import main


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["learn", "spotter", "--out", str(tmp_path / "none" / "net.onnx")]) == 1
    assert capsys.readouterr().err == f"sayso: --out: there is no folder {tmp_path / 'none'}; make it first\n"


def test_without_recordings_it_says_so_and_without_voices_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("SAYSO_TEST_DATA", str(tmp_path / "nobody"))
    monkeypatch.setenv("SAYSO_MODELS", str(tmp_path / "no models"))
    monkeypatch.setenv("PATH", str(tmp_path))
    command = ["learn", "spotter", "--out", str(tmp_path / "net.onnx"), "--takes", str(tmp_path / "takes"), "--share", "0.001"]

    assert main(command) == 3

    told = capsys.readouterr().err
    assert "nobody: no recordings there" in told
    assert "going on without people" in told
    assert told.splitlines()[-1].startswith("sayso: no voice to learn from: install one of")
    assert not (tmp_path / "net.onnx").exists()
