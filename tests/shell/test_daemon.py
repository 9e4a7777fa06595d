import asyncio
import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from agent.action import Launch
from agent.ledger import Ledger
from agent.sandbox.desk import virtual_desk
from shell.client import connected
from shell.event import Attention, Event, Level, Listening
from shell.paths import of
from shell.stage import Stage, staged
from shell.wire import Listen, Mute, Now
from speech import models
from tests.shell.stand import Sayso


@pytest.fixture
def place(environment: dict[str, str]) -> Path:
    made = of(environment).state
    made.mkdir(parents=True, exist_ok=True)
    return made


def test_a_second_daemon_names_the_first(sayso: Sayso, place: Path) -> None:
    with (place / "daemon.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4242")
        lock.flush()
        assert sayso("daemon").complains("already runs", "process 4242")


def test_a_lock_nobody_holds_is_no_daemon(sayso: Sayso, place: Path) -> None:
    (place / "daemon.lock").write_text("4242")

    assert sayso("daemon").complains("cannot be opened")


def test_without_a_display_it_says_so(sayso: Sayso) -> None:
    assert sayso("daemon").complains("the display '' cannot be opened", "sayso run")
    assert sayso("daemon", env={"DISPLAY": ":9876"}).complains("the display ':9876' cannot be opened")


def test_a_mistake_in_the_configuration_is_named(sayso: Sayso, home: Path) -> None:
    file = home / ".config" / "sayso" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('model = "base"\nspeed = 3\n')

    assert sayso("daemon").complains(f"{file}:2: speed: unknown key")


def test_a_broken_policy_is_named(sayso: Sayso, home: Path) -> None:
    file = home / ".config" / "sayso" / "policies" / "lights" / "intents.toml"
    file.parent.mkdir(parents=True)
    file.write_text('version = 1\n\n[on]\nsentences = ["lights on"]\nspeed = 3\n')

    assert sayso("daemon").complains(f"{file}:", "speed")


def test_a_ledger_that_was_changed_stops_it(sayso: Sayso, home: Path) -> None:
    path = home / ".local" / "state" / "sayso" / "ledger.db"
    book = Ledger(path, lambda: 1.0)
    book.prepare("apps.open", Launch("x", "X", ("x",), "x"), "p")
    book._db.execute("UPDATE entries SET body = '{}'")
    book.close()

    assert sayso("daemon").complains("is not as Sayso left it", "sayso ledger verify")


def test_a_place_that_cannot_be_recorded_to_is_named(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert sayso("daemon", "--record", str(tmp_path / "file")).complains("--record", "cannot be written")


async def until_told(stage: Stage, why: str) -> list[Now | Event]:
    """What is told until the ears tell a level for this reason, so that they are there."""
    told: list[Now | Event] = []
    async with asyncio.timeout(60), connected(stage.socket) as client:
        async for event in client.watch(levels=True):
            told.append(event)
            if isinstance(event, Level) and event.why == why:
                return told
    raise AssertionError(f"the daemon ended: {told}")


@pytest.mark.skipif(not all(map(shutil.which, ("Xvfb", "pulseaudio", "pactl"))), reason="the parts of a virtual desk are not installed")
async def test_killed_while_muted_and_asleep_it_comes_back_muted_and_asleep(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SAYSO_", "PULSE_", "DISPLAY", "WAYLAND_", "DBUS_"))}
    async with virtual_desk(tmp_path, True, kept | {"SAYSO_MODELS": str(models.root())}, lambda _: None) as desk:
        async with staged(desk, None, test=False) as stage, connected(stage.socket) as client:
            await until_told(stage, "")
            assert await client.order(Mute(True)) == await client.order(Listen(False)) == ""
            stage.process.kill()
            await stage.process.wait()
        async with staged(desk, None, test=False) as stage, connected(stage.socket) as client:
            told = await until_told(stage, "muted")
            assert (told[0].mode if isinstance(told[0], Now) else "") in ("starting", "muted")
            closed = [at for at, event in enumerate(told) if isinstance(event, Attention) and event.asleep and event.muted]
            opened = [at for at, event in enumerate(told) if isinstance(event, Listening)]
            assert not opened or closed[0] < opened[0]
            listed = await asyncio.to_thread(
                subprocess.run, ["pactl", "list", "short", "source-outputs"], env=desk.environment, check=True, capture_output=True, text=True
            )
            assert "protocol-native" not in listed.stdout
            assert await client.order(Mute(False)) == await client.order(Listen(True)) == ""
            await until_told(stage, "")
        assert {"muted", "asleep"}.isdisjoint(path.name for path in of(desk.environment).runtime.iterdir())
