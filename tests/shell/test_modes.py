import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from shell.config import Config
from shell.event import Heeding
from shell.modes import WINDOW_S, Modes, cue
from shell.wire import Set
from speech.messages import Attend
from speech.messages import Heeding as HeedingReport
from tests.shell.stand import Stand, until


@pytest.mark.parametrize(("listen", "said"), [("always", ""), ("wake word", "say “computer”"), ("key", "hold Scroll Lock")])
def test_what_comes_first_is_named(listen: str, said: str) -> None:
    assert cue(Config(listen=listen)) == said


@asynccontextmanager
async def at_work(stand: Stand, config: Config) -> AsyncGenerator[Modes]:
    """Without a display: no keys."""
    modes = Modes(stand.session, stand.voice, stand.line, ":9876", config)

    async def stop() -> None:
        await stand.service.stopped(False)

    async with asyncio.TaskGroup() as group:
        running = group.create_task(modes.run(stop))
        yield modes
        running.cancel()


async def test_the_ears_and_the_faces_are_told_at_the_start_and_when_it_changes(stand: Stand) -> None:
    async with at_work(stand, Config(listen="wake word")) as modes:
        await until(lambda: Attend("wake word", WINDOW_S) in stand.ears.orders)
        assert (stand.session.state.heeds, stand.session.state.cue) == (False, "say “computer”")
        await stand.ears.link.send(HeedingReport(True))
        await until(lambda: stand.session.state.heeds)
        assert stand.session.state.cue == "say “computer”"
        modes.adopt(Config(listen="key", hold_key="F9"))
        await until(lambda: Attend("key", WINDOW_S) in stand.ears.orders)
        assert (stand.session.state.heeds, stand.session.state.cue) == (False, "hold F9")
        modes.adopt(Config())
        await until(lambda: stand.ears.orders[-1] == Attend("always", WINDOW_S))
        assert (stand.session.state.heeds, stand.session.state.cue, stand.session.state.mode) == (True, "", "listening")
    assert sum(isinstance(event, Heeding) for event in stand.events) == 4


async def test_what_is_set_is_adopted_at_once_and_what_waits_for_a_restart_is_not(stand: Stand) -> None:
    adopted: list[Config] = []
    lookup = stand.lookup
    lookup._from = replace(lookup._from, adopt=adopted.append)
    assert await lookup.change(Set("listen", "wake word")) == ""
    assert await lookup.change(Set("model", "tiny.en")) == ""
    assert await lookup.change(Set("stop_key", "Fn")) != ""
    assert [config.listen for config in adopted] == ["wake word"]
