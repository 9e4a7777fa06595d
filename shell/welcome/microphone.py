"""How well the user is heard: how loud, and through which microphone."""

from shell.welcome.guide import Guide
from shell.welcome.loudness import levels, loudness
from shell.welcome.speaker import choices_of, used_device
from shell.welcome.words import device_name, other_devices
from shell.wire import Set

SENTENCE = "the sun is shining"
KEEP = "keep it"
TRIES = 2
"""Times the user is asked to speak."""
VERDICTS = {
    "fine": "Your voice is loud and clear.",
    "quiet": "Your voice is quiet. Come closer, or turn the microphone up.",
    "loud": "Your voice is too loud. Move back a little, or turn the microphone down.",
    "lost": "No sound comes from the microphone. Please see that it is connected.",
    "silent": "I could not measure your voice. You may have typed.",
}


async def try_microphone(guide: Guide) -> None:
    """Measure the user's voice while a sentence is said; offer the other microphones there are."""
    used = used_device(guide, "microphone")
    prompt = f"I listen through {device_name(used, 'microphone')}. Please say: {SENTENCE}."
    for attempt in range(TRIES):
        found = await _measured(guide, prompt)
        await guide.tell(VERDICTS[found])
        if found not in ("quiet", "loud") or attempt + 1 == TRIES:
            break
        prompt = f"Once more, please: {SENTENCE}."
    await _offer(guide, used)


async def _measured(guide: Guide, prompt: str) -> str:
    async with levels(guide.socket, guide.group) as heard:
        since = guide.account.mark
        await guide.ask(prompt, (SENTENCE,))
        return loudness(heard, guide.past.events[since:])


async def _offer(guide: Guide, used: str) -> None:
    others = {device_name(name, "microphone"): name for name in other_devices(used, await choices_of(guide, "microphone"))[:3]}
    if not others:
        return
    choice = await guide.ask("There are other microphones. Which one shall I use?", (KEEP, *others))
    if choice in others:
        why = await guide.client.order(Set("microphone", others[choice]))
        await guide.tell("That could not be set. The screen says why." if why else "I will use it when Sayso starts again.")
        guide.show(why)
