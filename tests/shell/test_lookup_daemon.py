"""One real daemon on a real virtual desk, asked everything a face asks over its real socket."""

import asyncio
import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent.sandbox.desk import virtual_desk
from shell import paths
from shell.answers import Examined, Offered, Policies, Remembered, Settings, Tried
from shell.client import Client, connected
from shell.event import Ended, Event, Listening, Reloaded
from shell.stage import staged
from shell.wire import Examine, Now, Offers, Recall, Reload, Set, ShowPolicies, ShowSettings, Try
from speech import models
from tests.shell.stand import add_payments, running_with, until

needs_a_desk = pytest.mark.skipif(
    not all(map(shutil.which, ("Xvfb", "pulseaudio", "galculator"))), reason="the parts of a virtual desk are not installed"
)


async def done(client: Client, events: Sequence[Now | Event], text: str) -> str:
    """Say it and wait for its outcome."""
    turn = await client.say(text)
    await until(lambda: any(isinstance(event, Ended) and event.turn == turn for event in events), 30)
    return next(event.outcome for event in events if isinstance(event, Ended) and event.turn == turn)


async def follow(path: Path, events: list[Now | Event]) -> None:
    async with connected(path) as watcher:
        async for event in watcher.watch():
            events.append(event)


async def looked_at(client: Client, home: Path) -> None:
    """What the desk shows once the calculator is open."""
    took: list[float] = []
    for _ in range(9):
        begun = time.monotonic()
        offered = await client.look(Offers(), Offered)
        took.append(time.monotonic() - begun)
    assert any("alculator" in title for title in offered.windows)
    assert [app.name for app in offered.apps if app.running] == ["Galculator"]
    assert {"apps.open", "files.delete", "screen.type"} <= {phrase.intent for phrase in offered.phrases}
    assert sorted(took)[4] < 0.25, took  # some 30 ms where nothing else runs
    tried = await client.look(Try("delete budget for good"), Tried)
    assert (tried.consent, tried.steps) == ("yes", ("delete budget.txt, 4 bytes, for good",))
    assert (home / "budget.txt").exists()


async def set_and_reloaded(client: Client, home: Path, events: Sequence[Now | Event]) -> None:
    """Settings and policies change while it runs."""
    assert await client.order(Set("ui.theme", "light")) == ""
    settings = await client.look(ShowSettings(), Settings)
    values = {setting.key: setting for setting in settings.settings}
    assert values["ui.theme"].value == "light"
    assert values["microphone"].choices[0] == ""
    assert set(values["speaker"].choices) & {"pulse", "default"}
    assert "light" in Path(settings.path).read_text()
    add_payments(home / ".config")
    assert (await client.look(ShowPolicies(), Policies)).why
    assert await client.order(Reload()) == ""
    shown = await client.look(ShowPolicies(), Policies)
    assert shown.why == ""
    assert {folder.name: folder.origin for folder in shown.folders}["payments"] == "yours"
    await until(lambda: any(isinstance(event, Reloaded) and not event.why for event in events))
    assert (await client.look(Try("pay the rent"), Tried)).consent == "challenge"


@needs_a_desk
async def test_a_face_is_told_everything_by_a_daemon_that_works(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "budget.txt").write_text("rent")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SAYSO_", "PULSE_", "DISPLAY", "WAYLAND_", "DBUS_"))}
    environ = kept | {"SAYSO_MODELS": str(models.root()), "SAYSO_TEST_LOOK": str(tmp_path)}
    events: list[Now | Event] = []
    async with (
        virtual_desk(home, True, environ, lambda _: None) as desk,
        staged(desk, None, test=False) as stage,
        connected(stage.socket) as client,
        asyncio.TaskGroup() as group,
    ):
        following = group.create_task(follow(stage.socket, events))
        await until(lambda: any(isinstance(event, Listening) or (isinstance(event, Now) and event.mode == "listening") for event in events), 60)
        assert await done(client, events, "open the calculator") == "done"
        await looked_at(client, home)
        await set_and_reloaded(client, home, events)
        assert await done(client, events, "make a folder called taxes") == "done"
        found = await client.look(Recall("taxes"), Remembered)
        assert [(row.said, row.outcome) for row in found.rows] == [("make a folder called taxes", "done")]
        assert [row.said for row in (await client.look(Recall(), Remembered)).rows] == ["make a folder called taxes", "open the calculator"]
        assert paths.of(desk.environment).history.stat().st_mode & 0o777 == 0o600
        examined = await client.look(Examine(silent=True), Examined)
        assert examined.why == ""
        assert {check.part: check.state for check in examined.checks}["policies"] == "ok"
        following.cancel()
    assert running_with(f"SAYSO_TEST_LOOK={tmp_path}") == []
