"""A desk with everything, and sound servers that a test may break."""

import os
import tempfile
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio

from agent.display.desk import Desk
from agent.sandbox.children import Children
from agent.sandbox.desk import virtual_desk
from agent.sandbox.sound_server import start_sound
from agent.sandbox.warden import MARK
from shell import paths
from shell.config import Config
from shell.doctor.case import Case
from shell.doctor.finding import Answer
from speech import models
from tests.shell.stand import running_pids


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def desk() -> AsyncGenerator[Desk]:
    """A desk of our own, started once."""
    async with virtual_desk(None, True, {**os.environ, "SAYSO_MODELS": str(models.root())}, lambda line: None) as made:
        yield Desk(made.display, {**made.environment, "SAYSO_MODELS": str(models.root())}, made.virtual, made.sound)


@pytest.fixture
def case(desk: Desk) -> Case:
    """The case of that desk."""
    return case_on(desk)


def case_on(desk: Desk) -> Case:
    """A plain case: defaults, nothing running."""
    return Case(desk, paths.of(desk.environment), Config(), False, False, False)


def changed(case: Case, **environment: str) -> Case:
    """The case with other values in its desk's environment; DISPLAY also changes the desk's own."""
    there = {**case.desk.environment, **environment}
    return replace(case, desk=replace(case.desk, environment=there, display=there["DISPLAY"]))


@dataclass
class SoundServer:
    """A private PulseAudio."""

    address: str
    mark: str
    desk: Desk

    @property
    def pid(self) -> int:
        """Its process."""
        return next(pid for pid in running_pids(f"{MARK}={self.mark}") if Path(f"/proc/{pid}/comm").read_text().strip() == "pulseaudio")

    def case(self) -> Case:
        """The case of a desk with this sound server."""
        there = {**self.desk.environment, "PULSE_SERVER": self.address}
        return case_on(replace(self.desk, environment=there, sound=self.address))


@pytest.fixture
async def server(desk: Desk) -> AsyncGenerator[SoundServer]:
    """A sound server that the test may break."""
    with tempfile.TemporaryDirectory(prefix="st-") as folder:
        mark = Path(folder).name
        children = Children(mark, [], lambda line: None)
        address = await start_sound(children, {**os.environ, MARK: mark, "HOME": folder}, Path(folder))
        yield SoundServer(address, mark, desk)
        await children.end()


def assert_failed(answer: Answer | None, *words: str, fix: str) -> None:
    """It failed, said all of this, and named this fix."""
    assert answer is not None
    assert answer.state == "fail", answer
    assert all(word in answer.detail for word in words), answer
    assert fix in answer.fix, answer
