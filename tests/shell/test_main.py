import asyncio
from pathlib import Path

import pytest

from shell.__main__ import main
from shell.cli import look
from speech.errors import NotAudio
from tests.shell.stand import Sayso


@pytest.mark.parametrize("words", [(), ("frobnicate",), ("say",), ("hear",), ("policy", "burn"), ("doctor", "x"), ("policy", "try", "--bad", "x")])
def test_bad_usage_is_told_apart_from_failure(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)

    assert caught.value.code == 2
    assert "usage: sayso" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("policy", "check", "--json", "nowhere"), ("policy", "check", "nowhere", "--json")])
def test_options_may_stand_before_and_after_the_words(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 1
    assert capsys.readouterr().err == "sayso: nowhere is no policy folder: it has no intents.toml\n"


def test_trouble_in_a_task_group_is_one_line_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What `sayso run` does: a script that fails inside the group that also follows the daemon."""
    (tmp_path / "hello.wav").write_text("no sound")

    def hear(_: object) -> int:
        async def fail() -> None:
            async with asyncio.TaskGroup(), asyncio.TaskGroup():
                raise NotAudio(str(tmp_path / "hello.wav"), "is not a wav file")

        asyncio.run(fail())
        return 0

    monkeypatch.setattr(look, "hear", hear)
    assert main(["hear", "x"]) == 1
    assert capsys.readouterr().err == f"sayso: {tmp_path / 'hello.wav'}: is not a wav file; give a PCM wav file\n"


def test_help_names_every_command(sayso: Sayso) -> None:
    ran = sayso("--help")

    assert ran.code == 0
    commands = ("run", "demo", "daemon", "say", "answer", "stop", "hear", "plan", "policy", "models", "doctor", "bench", "ledger")
    assert all(f"\n    {command} " in ran.out for command in commands)
