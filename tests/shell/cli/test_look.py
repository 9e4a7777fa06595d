import json
from pathlib import Path

import numpy as np

from speech import wavfile
from speech.piper import Piper
from tests.shell.stand import Sayso


def test_a_recording_is_recognised_and_what_is_none_is_one_line_each(sayso: Sayso, tmp_path: Path) -> None:
    voice, good, bad = Piper(), tmp_path / "good.wav", tmp_path / "bad.wav"
    wavfile.write(good, np.concatenate(list(voice.say("Open the calculator."))), voice.rate)
    bad.write_text("no sound at all")
    ran = sayso("hear", str(good), str(bad), str(tmp_path / "none.wav"), "--json")
    heard, broken, missing = (json.loads(line) for line in ran.out.splitlines())

    assert ran.code == 1
    assert ran.err == ""
    assert "calculator" in heard["text"].lower()
    assert "is not a wav file" in broken["error"]
    assert "cannot be read" in missing["error"]


def test_without_the_model_it_says_how_to_get_it(sayso: Sayso, tmp_path: Path) -> None:
    ran = sayso("hear", str(tmp_path / "x.wav"), env={"SAYSO_MODELS": str(tmp_path)})

    assert ran.complains("sayso models fetch base")
    assert ran.code == 3


def test_a_plan_is_shown_and_nothing_is_done(sayso: Sayso, home: Path) -> None:
    (home / "budget.txt").write_text("rent")
    ran = sayso("plan", "--json", "delete", "budget", "for", "good")
    found = json.loads(ran.out)

    assert ran.code == 0, ran.err
    assert found["intent"] == "files.delete"
    assert found["steps"] == ["delete budget.txt, 4 bytes, for good"]
    assert found["verdict"]["consent"] == "yes"
    assert found["question"] == "This cannot be undone. Delete budget.txt, 4 bytes, for good?"
    assert (home / "budget.txt").exists()
    assert not (home / ".local").exists()


def test_a_near_name_is_asked_back(sayso: Sayso, home: Path) -> None:
    (home / "shopping.txt").write_text("milk")
    found = json.loads(sayso("plan", "--json", "move shoping to the trash").out)

    assert "shopping.txt" in found["question"]
    assert found["steps"] == ["move shopping.txt to the trash"]


def test_an_answer_has_a_verdict_and_no_steps(sayso: Sayso) -> None:
    found = json.loads(sayso("plan", "--json", "what can I say").out)

    assert (found["steps"], found["verdict"]["allowed"]) == ([], True)


def test_what_is_not_understood_fails_and_says_so(sayso: Sayso) -> None:
    ran = sayso("plan", "frobnicate the widget")

    assert ran.code == 1
    assert "I did not understand" in ran.out
    assert ran.err == ""


def test_a_broken_policy_is_named_by_every_command_that_reads_it(sayso: Sayso, home: Path) -> None:
    file = home / ".config" / "sayso" / "policies" / "lights" / "intents.toml"
    file.parent.mkdir(parents=True)
    file.write_text("version = 1\n[on]\nspeed = 3\n")

    for words in (("plan", "help"), ("policy", "list"), ("policy", "try", "help"), ("policy", "test")):
        assert sayso(*words).complains(f"{file}:", "on"), words
