import pytest

from shell.__main__ import main
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


def test_help_names_every_command(sayso: Sayso) -> None:
    ran = sayso("--help")

    assert ran.code == 0
    commands = ("run", "demo", "daemon", "say", "answer", "stop", "hear", "plan", "policy", "models", "doctor", "bench", "ledger")
    assert all(f"\n    {command} " in ran.out for command in commands)
