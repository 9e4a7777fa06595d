"""Which recogniser: each model that is here is measured on this machine, one that is not can be fetched, and the user chooses."""

from collections.abc import Mapping, Sequence

import msgspec

from shell import children
from shell.answers import Settings
from shell.welcome.guide import Guide
from shell.welcome.timing import Measured
from shell.wire import Set, ShowSettings
from speech import models

MEASURE_S, FETCH_S = 120.0, 1800.0
"""Seconds that measuring and fetching may take."""
SPOKEN = {"base": "the large one", "tiny.en": "the small one"}
"""The models there are, as they are said: no short words, which are easily missed."""


async def choose_recogniser(guide: Guide) -> None:
    """Measure, tell, ask, set."""
    await _fetch_missing(guide)
    here = [name for name in SPOKEN if models.is_ready(models.REGISTRY[name])]
    guide.show("Measuring how long each recogniser takes here …")
    await guide.tell("There is a large recogniser and a small one. I measure how fast they are here.")
    found = await measure(here, guide.environ)
    if not found:
        await guide.tell("That could not be measured. I leave it as it is.")
        return
    for one in found:
        guide.show(line_of(one))
        await guide.tell(sentence_of(one))
    if len(found) > 1:
        await _choose(guide, found)


async def measure(names: Sequence[str], environ: Mapping[str, str]) -> list[Measured]:
    """The figures of these models, measured in a child; none when that fails."""
    try:
        out, _ = await children.told("shell.welcome.timing", names, environ, MEASURE_S)
        return msgspec.json.decode(out, type=list[Measured])
    except (TimeoutError, msgspec.MsgspecError):
        return []


def line_of(one: Measured) -> str:
    """Its figures for the screen."""
    return f"{one.name:<8} {one.ms:5.0f} ms for a command, {one.right} of {one.of} test commands understood"


def sentence_of(one: Measured) -> str:
    """Its figures as they are said."""
    right = f"all {one.of}" if one.right == one.of else f"{one.right} of my {one.of}"
    return f"{SPOKEN[one.name].capitalize()} takes {max(one.ms / 1000, 0.1):.1f} seconds, and understood {right} test commands."


def size_of(name: str) -> int:
    """Megabytes to fetch."""
    return round(sum(file.size for file in models.REGISTRY[name].files) / 1e6)


async def _choose(guide: Guide, found: Sequence[Measured]) -> None:
    settings = await guide.client.look(ShowSettings(), Settings)
    now = next((one.value for one in settings.settings if one.key == "model"), "")
    names = {SPOKEN[one.name]: one.name for one in found}
    choice = await guide.ask(f"Now it is {SPOKEN.get(now, now)}. Which one shall I use?", tuple(names))
    if names.get(choice, now) == now:
        await guide.tell("I leave it as it is.")
        return
    why = await guide.client.order(Set("model", names[choice]))
    guide.show(why)
    await guide.tell("That could not be set. The screen says why." if why else "I will use it when Sayso starts again.")


async def _fetch_missing(guide: Guide) -> None:
    for name in SPOKEN:
        if models.is_ready(models.REGISTRY[name]):
            continue
        command = f"sayso models fetch {name}"
        guide.show(f"{name} is not here: {size_of(name)} MB, {command}")
        what = "A faster, smaller recogniser is not here yet" if name == "tiny.en" else "A larger, more exact recogniser is not here yet"
        if await guide.ask(f"{what}; it is {size_of(name)} megabytes. Shall I fetch it?", ("yes", "no")) != "yes":
            continue
        await guide.tell("I fetch it now. That may take some minutes.")
        if why := await _fetched(name, guide.environ):
            guide.show(f"{why}\nLater: {command}")
            await guide.tell("That did not work. The screen says how to do it later.")


async def _fetched(name: str, environ: Mapping[str, str]) -> str:
    """Fetch a model; why that failed, in one line, empty when it did not."""
    try:
        _, errors = await children.told("shell", ["models", "fetch", name], environ, FETCH_S)
    except TimeoutError:
        return f"it did not come within {FETCH_S / 60:.0f} minutes"
    if models.is_ready(models.REGISTRY[name]):
        return ""
    return (errors.decode(errors="replace").strip().splitlines() or ["it did not come"])[-1]
