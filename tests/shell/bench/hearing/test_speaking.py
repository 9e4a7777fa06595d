import pytest

from shell.bench.hearing.speaking import OTHERS, main
from speech.repertoire import OFTEN


def test_the_others_are_all_different_and_none_is_made_ahead() -> None:
    assert len(set(OTHERS)) == len(OTHERS) >= 60
    assert not set(OTHERS) & set(OFTEN)


def test_without_a_sound_server_it_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")

    assert main(["1", "1", "1"]) == 1
    assert "no speaker" in capfd.readouterr().err.splitlines()[-1]
