"""Whether the user hears us; if not, every other speaker is tried aloud."""

from contextlib import suppress

from shell import children
from shell.answers import Settings
from shell.welcome.guide import Guide
from shell.welcome.turning import Restart, Silent
from shell.welcome.words import device_name, other_devices
from shell.wire import Mute, Set, ShowSettings

SOUND_S = 20.0
"""Seconds a speaker gets to say one sentence, the loading of the voice included."""
MOST = 4
"""Speakers that are tried."""
YES_NO = ("yes", "no")
ADVICE = (
    "If you hear nothing: turn the volume up, and see that the sound is not muted.",
    "Choose another output in your desktop's sound settings, or plug in headphones.",
    "If you answered aloud and I did not hear it: choose another input there, and see that the microphone is switched on.",
    "`sayso doctor` tries every part and names what to do; then: sayso welcome",
)


async def try_speaker(guide: Guide) -> None:
    """Ask whether we are heard; find a speaker that is. Raises Restart when another was set, Silent when nobody answers."""
    used = used_device(guide, "speaker")
    silent, answer = False, ""
    try:
        answer = await guide.ask(f"I speak through {device_name(used, 'speaker')}. Do you hear me?", YES_NO)
    except Silent:
        silent = True
    if not silent and answer != "no":
        return
    for line in ADVICE:
        guide.show(line)
    listed = await choices_of(guide, "speaker")
    for name in other_devices(used, listed)[:MOST]:
        if await _heard_on(guide, name):
            await _set(guide, name)
            raise Restart
    if silent:
        raise Silent
    await guide.tell("The screen says what may help. We go on.")


def used_device(guide: Guide, kind: str) -> str:
    """The name of the device in use; empty when the daemon has not told."""
    return guide.devices.get(kind, "")


async def choices_of(guide: Guide, key: str) -> tuple[str, ...]:
    """What a setting can be."""
    settings = await guide.client.look(ShowSettings(), Settings)
    return next((one.choices for one in settings.settings if one.key == key), ())


async def _heard_on(guide: Guide, name: str) -> bool:
    """Whether the user hears a sentence on this speaker. Our ears are closed meanwhile: they would take it for the user's."""
    said = device_name(name, "speaker")
    guide.show(f"Trying {said} …")
    await guide.client.order(Mute(True))
    try:
        with suppress(TimeoutError):
            out, _ = await children.told("shell.welcome.sounding", [name, f"This is {said}. Do you hear me now?"], guide.environ, SOUND_S)
            guide.show("" if out.startswith(b"said") else out.decode(errors="replace").strip())
    finally:
        await guide.client.order(Mute(False))
    try:
        return await guide.ask(f"Did you hear {said}?", YES_NO, again=False) == "yes"
    except Silent:
        return False


async def _set(guide: Guide, name: str) -> None:
    why = await guide.client.order(Set("speaker", name))
    said = device_name(name, "speaker")
    guide.show(f"That could not be set: {why}" if why else f"From now on I speak through {said}, once Sayso starts again; the welcome then goes on.")
