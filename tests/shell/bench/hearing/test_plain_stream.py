import pytest

from shell.bench.hearing.plain_stream import main


def test_without_a_sound_server_it_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")

    assert main(["1"]) == 3
    assert "no microphone" in capfd.readouterr().err.splitlines()[-1]
