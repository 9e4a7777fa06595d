"""The welcome with real ears: a person is asked, answers, and cuts the story short, all of it as sound on a virtual desk."""

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from agent.display.desk import Desk
from agent.sandbox.desk import virtual_desk
from agent.sandbox.sound import play
from shell import paths
from shell.chronicle import Chronicle
from shell.client import connected
from shell.event import Quiet, Said
from shell.stage import staged
from shell.welcome.course import STEPS, Manner, welcome
from shell.welcome.farewell import ALWAYS
from shell.welcome.progress import FINISHED, Progress, file_of, read, write
from shell.welcome.stopping import LONG, PRAISE
from speech import models, wavfile
from speech.hear import hear_file
from speech.piper import Piper
from speech.stopwords import is_stop
from speech.whisper import Whisper

TAKES = 6
LIMIT_S = 90.0
needs_a_desk = pytest.mark.skipif(
    not all(map(shutil.which, ("Xvfb", "pulseaudio", "paplay"))), reason="the parts of a virtual desk are not installed"
)


def speak(words: tuple[str, ...], path: Path, voice: Piper, ears: Whisper, understood: Callable[[str], bool]) -> Path:
    """Have Piper, who says a thing differently each time, say it until it is understood: what is tested here is not the ears."""
    for sentence in words * TAKES:
        wavfile.write(path, np.concatenate(list(voice.say(sentence))), voice.rate)
        if understood(hear_file(path, ears)["text"]):
            return path
    pytest.fail(f"in {len(words) * TAKES} takes “{words[0]}” was never understood")


async def answer(desk: Desk, past: Chronicle, yes: Path, stop: Path) -> None:
    """The person: “yes” when asked, “stop” while the story is read."""
    seen = 0
    while not past.over:
        await past.until(lambda after=seen: len(past.events) > after, LIMIT_S)
        event, seen = past.events[seen], seen + 1
        if isinstance(event, Said) and event.text.endswith("Do you hear me?"):
            await past.until(lambda after=seen: any(isinstance(one, Quiet) for one in past.events[after:]), LIMIT_S)
            await play(desk, yes)
        elif isinstance(event, Said) and event.text == LONG:
            await play(desk, stop)


@needs_a_desk
async def test_a_person_answers_and_stops_the_story_by_voice(tmp_path: Path) -> None:
    voice, ears, shown, past = Piper(), Whisper(), list[str](), Chronicle()
    yes = speak(("Yes.", "Yes!"), tmp_path / "yes.wav", voice, ears, lambda text: text.lower() == "yes")
    # Piper often garbles one short word alone.
    stop = speak(("Stop.", "Stop it.", "Please stop.", "Stop that now."), tmp_path / "stop.wav", voice, ears, is_stop)
    environ = {**os.environ, "SAYSO_MODELS": str(models.root())}
    async with asyncio.timeout(LIMIT_S), virtual_desk(None, True, environ, lambda line: None) as made:
        desk = Desk(made.display, {**made.environment, "SAYSO_MODELS": str(models.root())}, made.virtual, made.sound)
        path = file_of(paths.of(desk.environment))
        write(path, Progress(tuple(name for name in STEPS if name not in ("speaker", "stop", "farewell"))))
        async with staged(desk, None, test=False) as stage, connected(stage.socket) as watcher, asyncio.TaskGroup() as group:
            tasks = [group.create_task(past.follow(watcher.watch(), lambda event: None)), group.create_task(answer(desk, past, yes, stop))]
            ended = await welcome(desk.environment, Manner(shown.append))
            for task in tasks:
                task.cancel()
        kept = read(path)

    assert ended == kept.ended == FINISHED
    assert "    you: Yes" in shown
    assert any(line.startswith("    you: ") and is_stop(line.removeprefix("    you: ")) for line in shown)
    assert PRAISE in shown
    assert shown[-1] in (ALWAYS, "")
    assert [event for event in past.events if isinstance(event, Quiet) and not event.finished]
