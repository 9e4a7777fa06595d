"""The welcome from its beginning to its end: the steps in order, what is remembered of them, and how it can end."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from shell import paths
from shell.chronicle import Chronicle
from shell.client import Client, connected
from shell.errors import ShellError
from shell.event import Device, Event
from shell.welcome import progress
from shell.welcome.commanding import first_command
from shell.welcome.confirming import practise_consent
from shell.welcome.counting import practise_numbers
from shell.welcome.farewell import WORDS, say_farewell
from shell.welcome.greeting import AGAIN, greet
from shell.welcome.guide import Guide, Lines, Patience
from shell.welcome.microphone import try_microphone
from shell.welcome.privacy import tell_stored
from shell.welcome.progress import FINISHED, RESTART, SILENCE, STOPPED, Progress
from shell.welcome.recogniser import choose_recogniser
from shell.welcome.speaker import try_speaker
from shell.welcome.stopping import practise_stop
from shell.welcome.transcript import printer
from shell.welcome.turning import Left, Restart, Silent, Skipped
from shell.wire import Listen, Now

Step = Callable[[Guide], Awaitable[None]]
STEPS: Mapping[str, Step] = {
    "greeting": greet,
    "speaker": try_speaker,
    "microphone": try_microphone,
    "recogniser": choose_recogniser,
    "privacy": tell_stored,
    "first command": first_command,
    "stop": practise_stop,
    "numbers": practise_numbers,
    "confirmation": practise_consent,
    "farewell": say_farewell,
}
"""In order; the names are remembered."""
READY_S = 60.0
"""Seconds until the daemon must listen."""
SKIPPED = "Skipped."


@dataclass(frozen=True, slots=True)
class Manner:
    """How the welcome is held."""

    show: Callable[[str], None]
    """Puts a line on the screen that it was started on."""
    again: bool = False
    """From the beginning, whatever was done."""
    typed: AsyncIterator[str] | None = None
    """Lines the user types there."""
    patience: Patience = field(default_factory=Patience)


async def welcome(environ: Mapping[str, str], manner: Manner) -> str:
    """Lead the user through what was not done yet; how it ended, as in Progress.

    environ: of the desk that the daemon is on. Raises ShellError, or an exception group of it, when no daemon answers or it ends.
    """
    place = paths.of(environ)
    path = progress.file_of(place)
    known = Progress() if manner.again else progress.read(path)
    if all(name in known.done for name in STEPS):
        manner.show("You have been through all of it. `sayso welcome --again` begins anew.")
        return FINISHED
    with progress.held(place):
        async with guided(environ, manner) as guide:
            return await _conducted(guide, known, lambda now: manner.show(progress.write(path, now)))


@asynccontextmanager
async def guided(environ: Mapping[str, str], manner: Manner) -> AsyncGenerator[Guide]:
    """A guide whose account of what happens is kept up for as long as the block."""
    past, socket = Chronicle(), paths.of(environ).socket
    async with connected(socket) as watcher, connected(socket) as client, connected(socket) as aside, asyncio.TaskGroup() as group:
        guide = Guide(Lines(environ, socket, client, aside), past, group, manner.show, manner.patience)
        tasks = [group.create_task(past.follow(_noting(watcher.watch(), guide), printer(manner.show)))]
        if manner.typed is not None:
            tasks.append(group.create_task(_passed_on(manner.typed, aside, manner.show)))
        if not await past.until(past.idle, READY_S):
            raise ShellError("Sayso did not begin to listen; see `sayso doctor`")
        yield guide
        for task in tasks:
            task.cancel()


async def _noting(events: AsyncIterator[Now | Event], guide: Guide) -> AsyncGenerator[Now | Event]:
    """The same events, with the devices that are in use noted."""
    async for event in events:
        for device in event.devices if isinstance(event, Now) else (event,):
            if isinstance(device, Device) and device.name:
                guide.devices[device.kind] = device.name
        if isinstance(event, Now):
            guide.muted, guide.asleep = event.mode == "muted", event.mode == "asleep"
        yield event


async def _passed_on(typed: AsyncIterator[str], aside: Client, show: Callable[[str], None]) -> None:
    """What the user types answers the open question, or else is done as if it had been said."""
    async for line in typed:
        if line.strip() and await aside.answer(line):
            try:
                await aside.say(line)
            except ShellError as trouble:
                show(str(trouble))


async def _conducted(guide: Guide, known: Progress, keep: Callable[[Progress], None]) -> str:
    """Every step that was not done; how it ended."""
    done = known.done
    keep(Progress(done))
    ended = FINISHED
    try:
        await _begun(guide, known)
        for name, step in STEPS.items():
            if name not in done:
                guide.show(f"\n— {name} —")
                await _taken(guide, step)
                done = (*done, name)
                keep(Progress(done))
    except Left:
        ended = STOPPED
    except Silent:
        ended = SILENCE
    except Restart:
        ended, done = RESTART, (*done, "speaker")
    keep(Progress(done, ended))
    await guide.free()
    if WORDS[ended]:
        await guide.speak(WORDS[ended])
    return ended


async def _begun(guide: Guide, known: Progress) -> None:
    if guide.muted:
        guide.show("Sayso's microphone is closed: type your answers, or open it with `sayso mute off`.")
    if guide.asleep:
        await guide.client.order(Listen(True))
    if known.done:
        await guide.speak(AGAIN)


async def _taken(guide: Guide, step: Step) -> None:
    try:
        await step(guide)
    except Skipped:
        await guide.speak(SKIPPED)
