"""The shell without a desktop: the real session, gate, ledger and files, and ears that say what a test tells them."""

import asyncio
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import pytest

from agent.display.desk import Desk
from agent.display.dryrun import DryEyes, DryHands
from agent.gate import Gate
from agent.hands.caller import Caller
from agent.hands.files import FileHands
from agent.hands.launcher import Launcher
from agent.hands.perform import Hands, Limbs
from agent.hands.stopline import StopLine
from agent.ledger import Ledger
from agent.loop import Desktop
from agent.observation import Observation
from policies.load import BUILT_IN, load_set
from shell.adjusting import Adjusting
from shell.again import Again
from shell.attention import Attention
from shell.consent import SpokenConsent
from shell.facts import Known
from shell.hearing import Hearing
from shell.history import History
from shell.inquiry import Inquiry
from shell.lookup import Lookup, Sources
from shell.paths import of
from shell.questions import Questions
from shell.recorder import Witness
from shell.renewing import Renewing
from shell.replies import Replies
from shell.rules import Rules
from shell.scenes import Scenes
from shell.service import ShellService
from shell.session import Session
from shell.turns import Turns, Wits
from shell.voice import Voice
from shell.wire import Reload, Set
from speech import models
from speech.link import open_daemon_end, open_ears_end
from speech.messages import Ready
from tests.shell.stand import Sayso, ScriptedEars, Stand, add_payments, sayso_with, until


@pytest.fixture(scope="session")
def bus() -> Iterator[str]:
    """A session bus of our own; its address."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    yield process.stdout.readline().strip()
    process.terminate()
    process.wait(10)
    process.stdout.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


@pytest.fixture
def environment(home: Path, bus: str) -> dict[str, str]:
    """What a command of ours is run with: a home of its own and no desktop."""
    runtime = home.parent / "run"
    runtime.mkdir(mode=0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SAYSO_", "PULSE_", "DISPLAY", "WAYLAND_"))}
    own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "DBUS_SESSION_BUS_ADDRESS": bus, "SAYSO_MODELS": str(models.root())}
    return kept | own


@pytest.fixture
def sayso(environment: dict[str, str]) -> Sayso:
    return lambda *words, **more: sayso_with(environment | more.pop("env", {}), *words, **more)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder with a path short enough for a Unix socket."""
    with tempfile.TemporaryDirectory(prefix="st-") as made:
        yield Path(made)


@pytest.fixture
async def stand(home: Path, bus: str, tmp_path: Path) -> AsyncGenerator[Stand]:
    """The whole shell on a home folder, with scripted ears."""
    add_payments(tmp_path / "config")
    (ours, theirs), (stop, ears_stop) = socket.socketpair(), socket.socketpair()
    own = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_STATE_HOME": str(tmp_path / "state")}
    session, desk = Session(), Desk("", {"HOME": str(home), "DBUS_SESSION_BUS_ADDRESS": bus, **own}, frozenset(), "")
    ears, voice = ScriptedEars(await open_ears_end(theirs)), Voice(await open_daemon_end(ours), session)
    places = [BUILT_IN, tmp_path / "config" / "sayso" / "policies"]
    rules, eyes, line = Rules(load_set(places), places), DryEyes([Observation((), (), 0.0, False)]), StopLine(stop)
    ledger, consent = Ledger(tmp_path / "state" / "ledger.db", time.time), SpokenConsent(session, voice, 0.3)
    known, history = Known(desk), History(tmp_path / "state" / "sayso" / "history.db")
    hands = Hands(Limbs(DryHands(), FileHands(), Launcher(desk), Caller(desk)), ledger, line.check, time.monotonic)
    desktop = Desktop(eyes, hands, Gate(rules, consent, ledger, time.monotonic), ledger, lambda: rules.digest, known.act)
    taught = asyncio.Event()
    attention, questions = Attention(session, voice), Questions(consent, Inquiry(session, voice, 0.3))
    scenes = Scenes(str(home), eyes, lambda: ())
    lookup = Lookup(session, Sources(rules, scenes, known, history.recall, desk, of(desk.environment)))
    renewing = Renewing(voice, lambda: lookup.change(Reload()))
    replies = Replies(session, attention, taught.set, Adjusting(consent, lambda key, value: lookup.change(Set(key, value))), renewing.want)
    wits = Wits(scenes, rules, rules, desktop, known, replies, Again(history.recall), line.clear)
    turns = Turns(session, voice, consent, wits, Witness(session, eyes.capture, None))
    hearing = Hearing(session, voice, questions, turns, ears_stop)
    service = ShellService(hearing, questions, attention, voice, lookup)
    made = Stand(home, session, voice, consent, turns, hearing, service, rules, eyes, ears, ledger, line, attention, lookup, taught)
    session.record(made.events.append)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(ears.obey()), group.create_task(made.hearing.run([])), group.create_task(renewing.run())]
        await ears.link.send(Ready("mic", "speaker", "base", 1))
        await until(lambda: session.state.mode == "listening")
        await known.refresh()
        yield made
        for task in tasks:
            task.cancel()
    await ears.link.close()
    await voice.quit()
    ledger.close()
    history.close()
    for one in (stop, ears_stop):
        one.close()
