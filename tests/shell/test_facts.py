from pathlib import Path

import pytest

from agent.action import Action, File, FileOp, Launch, Ui, UiOp
from agent.display.desk import Desk
from agent.observation import Box, Observation, Window
from shell.facts import Known

HOME = "/home/user"


def window(title: str, active: bool = True) -> Window:
    return Window(1, title, "x", 1, Box(0, 0, 10, 10), active)


def known() -> Known:
    return Known(Desk("", {"HOME": HOME}, frozenset(), ""))


def seen(*windows: Window) -> Observation:
    return Observation(windows, (), 0.0, False)


@pytest.mark.parametrize(
    ("action", "active", "own"),
    [
        (Ui(UiOp.CLICK, window=window("Sayso")), "Editor", True),
        (Ui(UiOp.CLICK, window=window("Sayso: asking")), "Editor", True),
        (Ui(UiOp.TYPE, window=window("Editor"), text="yes"), "Editor", False),
        (Ui(UiOp.TYPE, text="yes"), "Sayso", True),
        (Ui(UiOp.PRESS, keys="enter"), "Editor", False),
        (Launch("x", "x", ("x",), "x"), "Sayso", False),
    ],
)
def test_our_own_windows_are_known(action: Action, active: str, own: bool) -> None:
    assert known().act(action, seen(window(active))).own_window is own


@pytest.mark.parametrize(
    ("path", "to", "protected"),
    [
        (f"{HOME}/letter.txt", "", False),
        (f"{HOME}/.config/sayso/config.toml", "", True),
        (f"{HOME}/.local/state/sayso/ledger.db", "", True),
        (f"{HOME}/letter.txt", f"{HOME}/.bashrc", True),
        ("/etc/passwd", "", True),
        (HOME, "", True),
        (f"{HOME}/.config", "", True),
    ],
)
def test_protected_paths_are_known_at_both_ends_of_a_rename(path: str, to: str, protected: bool) -> None:
    act = File(FileOp.RENAME if to else FileOp.TRASH, path, Path(path).name, to)

    assert known().act(act, seen()).protected_path is protected


async def test_a_lock_nobody_can_be_asked_about_is_unknown() -> None:
    asked = known()
    await asked.refresh()

    assert asked.talk().locked is None
    assert asked.act(File(FileOp.TRASH, f"{HOME}/a", "a"), seen()).locked is None


async def test_a_desk_without_a_screen_saver_is_not_locked(bus: str) -> None:
    asked = Known(Desk("", {"HOME": HOME, "DBUS_SESSION_BUS_ADDRESS": bus}, frozenset(), ""))
    assert asked.talk().locked is None
    await asked.refresh()

    assert asked.talk().locked is False
