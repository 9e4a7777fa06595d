import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent.action import Action, File, FileOp, Identity, Ui, UiOp
from agent.display.dryrun import DryEyes
from agent.display.screen import Picture
from agent.effect import Effect, EffectKind
from agent.observation import Box, Element, Observation, Window
from shell.errors import ShellError
from shell.event import Acted, Acting, Asked, Event, Heard
from shell.recorder import Recorder, Witness, plain
from shell.session import Session

BOX = Box(1, 2, 3, 4)
WINDOW = Window(9, "Log in", "browser", 1, BOX, True)
PASSWORD = Element("a|b", "password text", "Password", None, frozenset({"focused"}), BOX, "browser", 9)
BUTTON = Element("a|c", "push button", "OK", None, frozenset(), BOX, "browser", 9)
SECRET = Ui(UiOp.TYPE, element=PASSWORD, window=WINDOW, text="hunter2")


def lines(folder: Path) -> Sequence[dict[str, object]]:
    return [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()]


def test_events_are_one_line_each_with_the_time_and_without_digits(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "new" / "folder")
    recorder.event(Heard(1, 2.0, "two\nlines “ü”"))
    recorder.event(Asked(1, 3.0, "challenge", "Pay?", "4719"))

    kept = lines(tmp_path / "new" / "folder")
    recorder.close()
    assert [one["type"] for one in kept] == ["heard", "asked"]
    assert all(isinstance(one["time"], float) for one in kept)
    assert kept[0]["text"] == "two\nlines “ü”"
    assert "4719" not in str(kept)


def test_a_second_run_in_the_same_folder_adds_to_it(tmp_path: Path) -> None:
    for number in (1, 2):
        recorder = Recorder(tmp_path)
        recorder.event(Heard(number, 2.0, "hi"))
        recorder.close()

    assert [one["turn"] for one in lines(tmp_path)] == [1, 2]


def test_pictures_are_written_by_the_time_it_is_closed(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path)
    assert recorder.picture("001-1-before", Picture(b"\0" * 12, 2, 2)) == "001-1-before.png"
    recorder.close()

    assert (tmp_path / "001-1-before.png").read_bytes().startswith(b"\x89PNG")


def test_a_place_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ShellError, match=r"--record: .* cannot be written"):
        Recorder(tmp_path / "file")


@pytest.mark.parametrize("secret", [False, True])
async def test_acts_are_told_with_pictures_unless_a_password_is_being_typed(tmp_path: Path, secret: bool) -> None:
    session, events, recorder = Session(), list[Event](), Recorder(tmp_path)
    session.record(events.append)
    witness = Witness(session, DryEyes().capture, recorder)
    seen = Observation((WINDOW,), (PASSWORD,) if secret else (BUTTON,), 0.0, False)
    action = SECRET if secret else Ui(UiOp.CLICK, element=BUTTON, window=WINDOW)
    await witness.acting(1, action, seen)
    await witness.acted(1, action, Effect(EffectKind.CONFIRMED, "it is there"), seen, 5.0)
    recorder.close()

    acting, acted = events
    assert isinstance(acting, Acting)
    assert isinstance(acted, Acted)
    assert acted.windows == ("Log in",)
    assert "hunter2" not in str(events)
    pictures = ["000-1-before.png", "000-1-after.png"]
    assert [acting.picture, acted.picture] == (["", ""] if secret else pictures)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == ([] if secret else sorted(pictures))


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        (Ui(UiOp.TYPE, window=WINDOW, text="hello"), {"kind": "ui", "op": "type", "text": "hello", "window": "Log in"}),
        (SECRET, {"kind": "ui", "op": "type", "text": "•", "window": "Log in", "element": "Password", "role": "password text"}),
        (
            File(FileOp.TRASH, "/h/a", "a", identity=Identity(1, 2, 3, 4, 5)),
            {"kind": "file", "op": "trash", "path": "/h/a", "shown": "a"},
        ),
    ],
)
def test_an_act_is_kept_by_its_bound_fields(action: Action, fields: dict[str, str]) -> None:
    kept = plain(action)
    kept.pop("box", None)

    assert kept == fields


def test_what_is_typed_into_a_password_field_is_never_told() -> None:
    assert SECRET.describe() == "type what you said into the password field in Log in"
    assert Ui(UiOp.TYPE, window=WINDOW, text="hello").describe() == "type “hello” in Log in"
