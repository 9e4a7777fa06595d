"""Settings changed by voice: asked about first, as one misheard word could change how everything else is heard."""

from collections.abc import Awaitable, Callable, Mapping

from agent.gate import ConsentKind, Question
from agent.intent import Intent
from agent.outcome import Done, NotDone, Outcome, Refused
from shell.consent import SpokenConsent
from shell.preferences import AT_ONCE

WORDS: Mapping[str, str] = {
    "endpoint_ms": "the pause that ends a command to {} milliseconds",
    "answer_s": "the time to answer a question to {} seconds",
    "speech_rate": "the pace of my speech to {}",
    "model": "the recogniser to {}",
    "listen": "me to listen {}",
    "ui.indicator": "the sign on the screen to {}",
}
"""Key of the configuration → how it is asked about."""
_SPOKEN = {
    "true": "on", "false": "off", "base": "the large one", "tiny.en": "the small one",
    "faster": "a step faster", "slower": "a step slower", "1.0": "normal",
    "always": "always", "wake word": "only after the word computer", "key": "only while the key is held",
}  # fmt: skip


class Adjusting:
    """Asks, then has the configuration written."""

    def __init__(self, consent: SpokenConsent, write: Callable[[str, str], Awaitable[str]]) -> None:
        """write: sets a key to a value; returns why not, empty when it did."""
        self._consent = consent
        self._write = write

    async def adjust(self, intent: Intent) -> Outcome:
        """Set what the slots "key" and "value" say, once the user agreed."""
        key, value = intent.slots["key"].value, intent.slots["value"].value
        answer = await self._consent.ask(Question(ConsentKind.YES, "", f"set {WORDS[key].format(_SPOKEN.get(value, value))}"))
        if not answer.granted:
            return Refused("No answer, so I left it." if answer.by == "silence" else "All right, I left it.")
        if why := await self._write(key, value):
            return NotDone(f"That cannot be set: {why}.")
        return Done("It is set." if key in AT_ONCE else "It is set. It takes effect when Sayso starts again.")
