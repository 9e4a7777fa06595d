"""The whole path, once: a person speaks into a virtual microphone and things happen on a virtual desk."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from shell.event import Event
from shell.paths import of
from speech import models, wavfile
from speech.audio import Samples
from speech.expectation import Expectation
from speech.hear import hear_file
from speech.piper import Piper
from speech.whisper import Whisper
from tests.shell.stand import ROOT, Ran, Sayso, add_payments, running_pids, running_with, sayso_with, wait_for

SCRIPT = """
[[turn]]
wav = "Open the calculator.wav"
expect = "done"
expect_said = "opened"

[[turn]]
wav = "Type twelve times eight.wav"
expect = "done"

[[turn]]
wav = "Press the equals key.wav"
expect = "done"
expect_said = "96"

[[turn]]
wav = "Make a folder called taxes.wav"
expect = "done"

[[turn]]
wav = "Rename summer trip to winter trip.wav"
expect = "done"

[[turn]]
wav = "Move shopping to the trash.wav"
expect = "done"

[[turn]]
wav = "Delete budget for good.wav"
expect = "done"

[[turn]]
when = "asked"
say = "Yes."
expect = "done"

[[turn]]
wav = "Delete wedding list for good.wav"
expect = "refused"

[[turn]]
wav = "Delete secret letter for good.wav"
expect = "refused"

[[turn]]
when = "asked"
say = "No."

[[turn]]
say = "Open the kettle."
voice = "espeak-ng:en-gb"
expect = "not_done"

[[turn]]
wav = "Pay the rent.wav"
expect = "done"

[[turn]]
when = "asked"
say = "Confirm {challenge}."

[[turn]]
when = "asked again"
say = "Confirm {challenge}."

[[turn]]
wav = "What can I say.wav"
expect = "done"

[[turn]]
when = "speaking"
say = "Stop!"
expect = "stopped"
"""
FILES = ("summer trip.txt", "shopping.txt", "budget.txt", "wedding list.txt", "secret letter.txt")
EXPECTED = Expectation(
    phrases=(
        "open Calculator",
        "type hello world",
        "press enter",
        "make a folder called holiday photos",
        "rename budget to summary",
        "delete budget",
        "pay the rent",
    ),
    words=("Calculator", *(name.removesuffix(".txt") for name in FILES)),
)
"""Much like what the daemon expects."""
TAKES = 3
needs_a_desk = pytest.mark.skipif(
    not all(map(shutil.which, ("Xvfb", "pulseaudio", "galculator", "espeak-ng"))), reason="the parts of a virtual desk are not installed"
)


def furnished(home: Path) -> Path:
    """A home folder with files to lose and a policy of the user's own."""
    home.mkdir()
    for name in FILES:
        (home / name).write_text("something\n")
    add_payments(home / ".config")
    (home / ".config" / "sayso" / "config.toml").write_text("answer_s = 5\n")
    return home


def speak(text: str, path: Path, voice: Piper, ears: Whisper) -> None:
    """Have Piper, who says a thing differently each time, say it until it is understood: what is tested here is not the ears."""
    chosen: Samples | None = None
    for sentence in (f"{text}!", text, f"{text}?", f"{text}.") * TAKES:
        take = np.concatenate(list(voice.say(sentence)))
        wavfile.write(path, take, voice.rate)
        as_expected, plainly = (plain(text) in plain(hear_file(path, ears, expected)["text"]) for expected in (EXPECTED, None))
        if as_expected and plainly:
            return
        if as_expected and chosen is None:
            chosen = take  # the daemon expects much the same: good enough, if nothing better comes
    if chosen is None:
        pytest.fail(f"in {4 * TAKES} takes “{text}” was never understood")
    wavfile.write(path, chosen, voice.rate)


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", text.lower()).replace("twelve times eight", "12 times 8")


def plain_environment(mark: str) -> dict[str, str]:
    """Ours without a desktop, marked so that what is left running is found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SAYSO_", "PULSE_", "DISPLAY", "WAYLAND_", "DBUS_"))}
    return kept | {"SAYSO_MODELS": str(models.root()), "SAYSO_TEST_RUN": mark}


@dataclass(frozen=True)
class Play:
    """What the one long run left."""

    home: Path
    folder: Path
    ran: Ran
    left: list[str]

    @property
    def summary(self) -> dict[str, Any]:
        return json.loads(self.ran.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / "events.jsonl").read_text().splitlines()]

    def turn(self, say: str) -> dict[str, Any]:
        return next(turn for turn in self.summary["turns"] if Path(turn["say"]).stem == say)


@pytest.fixture(scope="session")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    place = tmp_path_factory.mktemp("play")
    (place / "script.toml").write_text(SCRIPT)
    voice, ears = Piper(), Whisper()
    for name in re.findall(r'wav = "(.*)\.wav"', SCRIPT):
        speak(name, place / f"{name}.wav", voice, ears)
    home, folder = furnished(place / "home"), place / "record"
    environment = plain_environment(str(place))
    words = ("run", "--virtual", "--home", str(home), "--script", str(place / "script.toml"), "--record", str(folder), "--json")
    ran = sayso_with(environment, *words, timeout=240)
    return Play(home, folder, ran, running_with(f"SAYSO_TEST_RUN={place}"))


@needs_a_desk
def test_everything_came_out_as_expected(play: Play) -> None:
    troubles = [(turn["say"], turn["heard"], turn["trouble"]) for turn in play.summary["turns"] if turn["trouble"]]

    assert troubles == [], play.ran.err
    assert play.summary["ok"] is True
    assert play.ran.code == 0


@needs_a_desk
def test_what_was_said_was_done_to_the_files_and_nothing_else(play: Play) -> None:
    there = {path.name for path in play.home.iterdir() if not path.name.startswith(".")}

    assert there == {"taxes", "winter trip.txt", "wedding list.txt", "secret letter.txt", "rent paid.txt"}
    assert (play.home / "taxes").is_dir()
    assert (play.home / "winter trip.txt").read_text() == "something\n"
    assert [path.name for path in (play.home / ".local/share/Trash/files").iterdir()] == ["shopping.txt"]


@needs_a_desk
def test_silence_and_no_are_told_apart_and_the_voice_says_so(play: Play) -> None:
    assert any("No answer" in said for said in play.turn("Delete wedding list for good")["said"])
    assert any("All right" in said for said in play.turn("Delete secret letter for good")["said"])


@needs_a_desk
def test_the_answer_of_the_calculator_is_read_from_its_window(play: Play) -> None:
    assert any("96" in said for said in play.turn("Press the equals key")["said"])


@needs_a_desk
def test_times_are_counted_from_the_end_of_the_word_and_in_order(play: Play) -> None:
    for say, timings in zip((turn["say"] for turn in play.summary["turns"]), play.summary["timings_ms"], strict=True):
        assert 100 < timings["endpoint"] <= timings["text"] < 10_000, say
        assert timings.get("intent", timings["text"]) >= timings["text"], say
    typed = play.summary["timings_ms"][1]
    assert typed["intent"] <= typed["first_input"] <= typed["verified"]


@needs_a_desk
def test_every_line_of_the_record_is_an_event_in_order_with_a_wall_clock_time(play: Play) -> None:
    for line in play.lines:
        assert line.pop("time") > 1.6e9
        assert msgspec.convert(line, Event)
    times = [line["time"] for line in play.lines]
    assert times == sorted(times)
    assert {"heard", "understood", "planned", "asked", "answered", "acting", "acted", "said", "quiet", "ended"} <= {
        line["type"] for line in play.lines
    }


@needs_a_desk
def test_every_turn_that_was_heard_ended_once(play: Play) -> None:
    heard = [line["turn"] for line in play.lines if line["type"] == "heard"]

    assert [line["turn"] for line in play.lines if line["type"] == "ended"] == heard == sorted(set(heard))


@needs_a_desk
def test_every_act_is_a_transition_with_a_picture_before_and_after(play: Play) -> None:
    acts = [line for line in play.lines if line["type"] in ("acting", "acted")]

    assert len(acts) >= 14
    for line in acts:
        assert (play.folder / line["picture"]).read_bytes().startswith(b"\x89PNG"), line
    acted = [line for line in acts if line["type"] == "acted"]
    assert all(line["action"]["kind"] and line["effect"] == "confirmed" and line["evidence"] and line["reward"] is None for line in acted)
    opened = acted[0]
    assert (play.folder / opened["picture"].replace("after", "before")).read_bytes() != (play.folder / opened["picture"]).read_bytes()


@needs_a_desk
def test_the_digits_are_nowhere_in_what_is_kept(play: Play) -> None:
    asked = [line for line in play.lines if line["type"] == "asked" and line["kind"] == "challenge"]
    answered = [line for line in play.lines if line["type"] == "answered" and "onfirm" in line["heard"]]

    assert [line["digits"] for line in asked] == ["••••"] * len(asked)
    assert asked
    assert answered
    assert not any(letter.isdigit() for line in answered for letter in line["heard"])
    assert "digits:" not in play.ran.err


@needs_a_desk
def test_what_was_spoken_is_on_tape_and_can_be_understood(play: Play) -> None:
    tape = play.folder / "spoken.wav"
    clip = wavfile.read(tape)
    opened = next(line["at"] for line in play.lines if line["type"] == "said" and line["text"].startswith("Opened"))
    begin = play.lines[0]["at"]
    with wave.open(str(play.folder / "opened.wav"), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        first = int((opened - begin) * 16000)
        file.writeframes(clip.samples[max(0, first - 16000 * 2) : first + 16000 * 12].tobytes())

    assert clip.duration > 30
    assert np.abs(clip.samples).max() > 1000
    assert "calculator" in hear_file(play.folder / "opened.wav", Whisper())["text"].lower()


@needs_a_desk
def test_the_voice_fell_silent_at_stop(play: Play) -> None:
    stop = next(line for line in play.lines if line["type"] == "heard" and line["turn"] == play.lines[-1]["turn"])
    cut = [line for line in play.lines if line["type"] == "quiet" and not line["finished"]]

    assert len(cut) == 1
    assert abs(cut[0]["at"] - stop["heard_at"]) < 1.0


@needs_a_desk
def test_another_program_is_told_how_to_look_at_the_desk(play: Play) -> None:
    found = dict(line.split("=", 1) for line in (play.folder / "desk.env").read_text().splitlines())

    assert {"DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PULSE_SERVER", "HOME", "SAYSO_SOCKET"} <= set(found)
    assert found["HOME"].strip("'") == str(play.home)


@needs_a_desk
def test_the_ledger_has_every_act_and_is_sound(play: Play) -> None:
    environment = plain_environment("") | {"HOME": str(play.home)}
    shown = [json.loads(line) for line in sayso_with(environment, "ledger", "show", "--json").out.splitlines()]

    assert sayso_with(environment, "ledger", "verify").code == 0
    ends = [entry["state"] for entry in shown if entry["state"] not in ("prepared", "started")]
    acted = [event for event in play.lines if event["type"] == "acted"]
    assert (ends.count("done"), ends.count("refused")) == (len(acted), 2)
    assert "12*8" not in str(shown)


@needs_a_desk
def test_nothing_of_it_is_left(play: Play) -> None:
    found = dict(line.split("=", 1) for line in (play.folder / "desk.env").read_text().splitlines())

    assert play.left == []
    assert not Path(found["XDG_RUNTIME_DIR"].strip("'")).exists()


@dataclass(frozen=True)
class Live:
    """A session without a script that goes on while a test looks at it."""

    front: "subprocess.Popen[str]"
    home: Path
    folder: Path
    mark: str

    @property
    def environment(self) -> dict[str, str]:
        lines = (self.folder / "desk.env").read_text().splitlines()
        return plain_environment("other") | dict(line.split("=", 1) for line in lines if "'" not in line)

    @property
    def daemon(self) -> int:
        return int(of(self.environment).lock.read_text())


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    place = tmp_path_factory.mktemp("live")
    made_home, folder = furnished(place / "home"), place / "record"
    command = [sys.executable, "-m", "shell", "run", "--virtual", "--home", str(made_home), "--record", str(folder), "--json"]
    environment = plain_environment(str(place))
    with (place / "err").open("w") as err:
        front = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=err, stdin=subprocess.DEVNULL, text=True)
    assert front.stdout is not None
    for line in front.stdout:
        if json.loads(line)["type"] == "listening":
            break
    yield Live(front, made_home, folder, f"SAYSO_TEST_RUN={place}")
    front.kill()
    front.wait()
    front.stdout.close()


@needs_a_desk
def test_a_running_session_does_what_is_typed(live: Live) -> None:
    said = sayso_with(live.environment, "say", "--json", "make a folder called typed")

    assert said.code == 0, said.err
    assert json.loads(said.out)["outcome"] == "done"
    assert (live.home / "typed").is_dir()
    assert sayso_with(live.environment, "say", "--wait", "open the flux capacitor").code == 6


@needs_a_desk
def test_a_question_is_answered_typed_or_stopped(live: Live) -> None:
    asking = [sys.executable, "-m", "shell", "say", "--wait", "delete budget for good"]
    for words, code, there in ((("stop",), 0, True), (("answer", "no"), 7, True), (("answer", "yes"), 0, False)):
        with subprocess.Popen(asking, env=live.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as asked:
            assert asked.stderr is not None
            assert "Delete budget.txt" in asked.stderr.readline()
            assert sayso_with(live.environment, *words).code == 0
            asked.communicate(timeout=30)
        assert asked.returncode == code
        assert (live.home / "budget.txt").exists() is there

    assert sayso_with(live.environment, "answer", "yes").complains("no question is open")


@needs_a_desk
def test_a_second_daemon_is_refused_and_names_the_first(live: Live) -> None:
    assert sayso_with(live.environment, "daemon").complains("already runs", str(live.daemon))
    assert sayso_with(live.environment, "say", "--wait", "what can I say").code == 0


@needs_a_desk
def test_killed_with_its_daemon_nothing_is_left(live: Live) -> None:
    runtime = Path(live.environment["XDG_RUNTIME_DIR"])
    assert len(running_with(live.mark)) > 5
    os.kill(live.daemon, signal.SIGKILL)
    live.front.kill()
    live.front.wait()

    assert wait_for(lambda: running_with(live.mark) == [], 15), running_with(live.mark)
    assert wait_for(lambda: not runtime.exists(), 5)


@needs_a_desk
def test_an_ears_process_that_dies_ends_the_run_with_one_line(tmp_path: Path) -> None:
    home = furnished(tmp_path / "home")
    command = [sys.executable, "-m", "shell", "run", "--virtual", "--home", str(home), "--no-ui"]
    environment = plain_environment(str(tmp_path))
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    ) as front:
        assert front.stdout is not None
        next(line for line in front.stdout if "listening" in line)
        ears = next(pid for pid in running_pids(f"SAYSO_TEST_RUN={tmp_path}") if "speech.ears" in Path(f"/proc/{pid}/cmdline").read_text())
        os.kill(ears, signal.SIGKILL)
        _, err = front.communicate(timeout=30)

    assert front.returncode == 1
    assert err.strip().splitlines() == ["sayso: the ears ended; start `sayso run` again and see `sayso doctor`"]
    assert wait_for(lambda: running_with(f"SAYSO_TEST_RUN={tmp_path}") == [], 10)


def test_bad_input_is_one_line(sayso: Sayso, tmp_path: Path) -> None:
    script = tmp_path / "script.toml"
    assert sayso("run", "--virtual", "--script", str(script)).complains("there is no script")
    script.write_text("[[turn]]\nsya = 'x'\n")
    assert sayso("run", "--virtual", "--script", str(script)).complains("turn 1: sya: unknown key")
    script.write_text("[[turn]]\nsay = 'x'\n")
    assert sayso("run", "--virtual", "--script", str(script), "--home", str(tmp_path / "none")).complains("--home: there is no folder")
    missing = sayso("run", "--virtual", "--script", str(script), env={"SAYSO_MODELS": str(tmp_path)})
    assert missing.complains("sayso models fetch")
    assert missing.code == 3


def test_a_damaged_model_is_found_before_anything_is_started(sayso: Sayso, tmp_path: Path) -> None:
    shutil.copytree(models.root() / "voice", tmp_path / "voice")
    shutil.copytree(models.root() / "base", tmp_path / "base", ignore=shutil.ignore_patterns("model.bin"))
    (tmp_path / "base" / "model.bin").write_bytes(b"rubbish")
    ran = sayso("run", "--virtual", env={"SAYSO_MODELS": str(tmp_path)})

    assert ran.complains("model.bin", "sayso models fetch")
    assert ran.code == 3


def test_a_place_to_record_that_is_none_is_one_line(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = sayso("run", "--virtual", "--no-ui", "--record", str(tmp_path / "file"))

    assert ran.code == 1
    assert ran.err.strip().splitlines() == [f"sayso: --record: {tmp_path / 'file'} cannot be made: File exists"]


@needs_a_desk
def test_trouble_inside_a_running_script_is_one_line_too(sayso: Sayso, tmp_path: Path) -> None:
    """It comes out of the task group that also follows the daemon."""
    script = tmp_path / "script.toml"
    script.write_text('[[turn]]\nsay = "open the calculator"\nvoice = "klingon:x"\n')
    assert sayso("run", "--virtual", "--script", str(script)).complains("voice 'klingon:x' is unknown", "espeak-ng:en-gb")
