"""From the end of a spoken "stop" to the last thing that the hands or the voice did, in whatever state Sayso is."""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from agent.display.desk import Desk
from agent.sandbox.desk import virtual_desk
from agent.sandbox.sound import play
from agent.sandbox.tap import Tap, tapped
from shell.bench.figure import Figure, median
from shell.bench.hearing.strokes import Strokes, watched
from shell.bench.hearing.typewriter import typewriter
from shell.chronicle import Chronicle
from shell.client import Client, connected
from shell.event import Acted, Answered, Asked, Ended, Event
from shell.mouth import Mouth
from shell.script import Line
from shell.stage import staged
from shell.wire import Listen, Set
from speech import models, wavfile
from speech.audio import RATE, silence
from speech.recordings import Recordings

STATES = ("typing", "speaking", "asking", "waiting for the wake word", "asleep")
"""In turn; the hands type in the first and the last two, the voice sounds in the others."""
WORDS = ("Stop.", "Cancel.", "Sayso, stop.")
VOICES = (1.0, 0.89, 1.13)
"""The voice as it is, deeper and slower, higher and quicker."""
LONG = "type " + "ALL WORK AND NO PLAY MAKES JACK A DULL BOY " * 232
"""As long as a sentence may be; capitals are two strokes each, so that the hands are at it for three seconds and more."""
_VOICED = {"speaking": "what can I say", "asking": "log out"}
"""State → what brings it about where the hands are idle and the voice sounds."""
_READY_S, _STOP_S, _IDLE_S = 60.0, 4.0, 30.0
_TAIL_S = 0.7
"""Silence after the word, seconds: the endpoint is in it."""
_QUICK, _FULL = 10, 105


@dataclass(frozen=True, slots=True)
class Trial:
    """One stop."""

    state: str
    ms: float | None
    """None: it was not heard within four seconds."""
    late: bool = False
    """Whether the hands were done before the stop, which then measures nothing."""


@dataclass(slots=True)
class Scene:
    """A running daemon, and all that witnesses it."""

    desk: Desk
    client: Client
    chronicle: Chronicle
    strokes: Strokes
    microphone: Tap
    speaker: Tap
    trials: list[Trial] = field(default_factory=list[Trial])


def measure(full: bool, tell: Callable[[str], None], recordings: Recordings | None) -> list[Figure]:
    """10 stops over all states, 105 with full; synthetic voices, as nobody was recorded saying it."""
    return asyncio.run(_measured(_FULL if full else _QUICK, tell))


async def _measured(count: int, tell: Callable[[str], None]) -> list[Figure]:
    environ = {**os.environ, "SAYSO_MODELS": str(models.root())}
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sayso-bench-")))
        sounds = await _sounds(folder)
        desk = await stack.enter_async_context(virtual_desk(None, True, environ, lambda _: None))
        stage = await stack.enter_async_context(staged(desk, None, test=False))
        client, watcher = [await stack.enter_async_context(connected(stage.socket)) for _ in range(2)]
        microphone, speaker = [await stack.enter_async_context(tapped(desk, source)) for source in ("mic_sink.monitor", "speaker.monitor")]
        scene = Scene(desk, client, Chronicle(), stack.enter_context(watched(desk.display)), microphone, speaker)
        async with asyncio.TaskGroup() as group:
            following = group.create_task(scene.chronicle.follow(watcher.watch(), lambda _: None))
            await scene.chronicle.until(scene.chronicle.idle, _READY_S)
            for number in range(count):
                trial = await _trial(scene, STATES[number % len(STATES)], sounds[number % len(sounds)])
                scene.trials.append(trial)
                told = "nothing to stop" if trial.late else "not heard" if trial.ms is None else f"{trial.ms:.0f} ms"
                tell(f"{number + 1} of {count}, {trial.state}: {told}")
            following.cancel()
    return figures(scene.trials)


async def _sounds(folder: Path) -> list[Path]:
    """Each word by each voice, ending where it does, then silence."""
    mouth, found = Mouth(folder), list[Path]()
    for number, (word, pace) in enumerate((word, pace) for pace in VOICES for word in WORDS):
        clip = wavfile.read(str(await mouth.sound(Line(say=word), "")))
        path = folder / f"stop-{number}.wav"
        wavfile.write(path, np.concatenate([clip.samples, silence(_TAIL_S)]), round(RATE * pace))
        found.append(path)
    return found


async def _trial(scene: Scene, state: str, sound: Path) -> Trial:
    chronicle = scene.chronicle
    await _in_state(scene, state, True)
    begun = len(chronicle.events)
    async with typewriter(scene.desk.display):
        scene.strokes.forget()
        turn = await scene.client.say(_VOICED.get(state, LONG))
        if state in _VOICED:
            await chronicle.until(lambda: _under_way(chronicle, state, begun), _READY_S)
        else:
            await scene.strokes.begun(_READY_S)
        started = time.monotonic()
        playing = await play(scene.desk, sound)
        stopped = await chronicle.until(lambda: is_over(chronicle.events[begun:]), _STOP_S)
        if not stopped:
            await scene.client.stop()
        await chronicle.until(chronicle.idle, _IDLE_S)
    await _in_state(scene, state, False)
    said = scene.microphone.last_sound(started, playing.ended + _TAIL_S)
    last = _last_act(scene, state, begun, started)
    if state not in _VOICED and (last is None or any(isinstance(event, Acted) for event in chronicle.of_turn(turn))):
        return Trial(state, None, late=True)
    return Trial(state, (last - said) * 1000 if stopped and said is not None and last is not None else None)


async def _in_state(scene: Scene, state: str, on: bool) -> None:
    if state == "asleep":
        await scene.client.order(Listen(not on))
    if state == "waiting for the wake word":
        await scene.client.order(Set("listen", "wake word" if on else "always"))


def _under_way(chronicle: Chronicle, state: str, begun: int) -> bool:
    return chronicle.speaking() and (state == "speaking" or any(isinstance(event, Asked) for event in chronicle.events[begun:]))


def is_over(events: Sequence[Event]) -> bool:
    """Whether a stop has done its work: it was said, or the question was answered by it."""
    answered = any(isinstance(event, Answered) and not event.granted and event.by == "voice" for event in events)
    return answered or any(isinstance(event, Ended) and event.say == "Stopped." for event in events)


def _last_act(scene: Scene, state: str, begun: int, started: float) -> float | None:
    """The last stroke of the hands, or the last sound before "Stopped." or whatever else is said to it."""
    if state not in _VOICED:
        return max(scene.strokes.at, default=None)
    events = scene.chronicle.events[begun:]
    over = next((event.at for event in events if isinstance(event, Ended | Answered) and is_over((event,))), time.monotonic())
    sounded = scene.speaker.last_sound(started, over)
    return over if state == "asking" else sounded


def figures(trials: Sequence[Trial]) -> list[Figure]:
    """The figure of these trials; none when no stop was heard."""
    trials = [trial for trial in trials if not trial.late]
    heard = [trial.ms for trial in trials if trial.ms is not None]
    if not heard:
        return []
    medians = {state: sorted(ms for trial in trials if trial.state == state and (ms := trial.ms) is not None) for state in STATES}
    told = ", ".join(f"{state} {found[len(found) // 2]:.0f}" for state, found in medians.items() if found)
    note = (
        "end of the word in the sound → last key or button that the X server got; while it speaks or asks, as the hands are idle then, "
        "→ its last sound, its answer taken (below 0: it fell silent as the word began); synthetic voices; "
        f"medians: {told}; {len(trials) - len(heard)} of {len(trials)} not heard within 4 s"
    )
    return [median("ears.stop_ms", heard, "ms", "≤ 300", note)]
