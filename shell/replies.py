"""What the shell itself answers and does: help, repeat, sleep, mute, what a face should show."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from agent.intent import Intent
from agent.outcome import Done, NotDone, Outcome, Stopped
from shell import event
from shell.adjusting import Adjusting
from shell.attention import Attention
from shell.expecting import one_a_verb
from shell.session import Session

HELP = 8
"""Sentences read out for "what can I say": more are not remembered."""
_SHOWN: Mapping[str, str] = {
    "home": "Here is the start.",
    "history": "Here is your history.",
    "plan": "Here is what I am doing.",
    "policies": "Here is what I can do.",
    "settings": "Here are the settings.",
    "doctor": "Here is the doctor.",
    "help": "Here is what you can say.",
}


@dataclass(frozen=True, slots=True)
class Replies:
    """Answers the intents that have an answer instead of steps."""

    session: Session
    attention: Attention
    teach: Callable[[], None]
    """Begins the welcome."""
    adjusting: Adjusting
    renew: Callable[[], None]
    """Has the policies read again after this turn."""

    async def reply(self, answer: str, intent: Intent, examples: tuple[str, ...]) -> Outcome:
        """The outcome of an answer of policies.intention.ANSWERS; "again" is the turn's own."""
        match answer:
            case "repeat":
                return Done(self.session.state.last_said or "I have not said anything yet.")
            case "help":
                self._show("help", "")
                return Done(f"You can say, for example: {'; '.join(one_a_verb(examples)[:HELP])}. And say stop at any time.")
            case "sleep":
                self.attention.listen(False)
                return Done("Good night. Say “wake up” when you need me.")
            case "wake":
                self.attention.listen(True)
                return Done("I am listening.")
            case "mute":
                await self.attention.mute(True)
                return Done("My microphone is closed. Press control O to open it again.")
            case "teach":
                self.teach()
                return Done("All right, I will show you.")
            case "reload":
                self.renew()
                return Done("I read the policies again.")
            case "set":
                return await self.adjusting.adjust(intent)
            case "fine":
                return Done("All right.")
            case "show":
                return self._shown(intent)
            case _:
                return Stopped("Stopped.")

    def _shown(self, intent: Intent) -> Outcome:
        view, text, number = (intent.slots[name].value if name in intent.slots else "" for name in ("view", "text", "number"))
        text = text or number
        if not self._show(view, text):
            return NotDone("No screen of mine is open. Start one with: sayso ui.")
        return Done(f"Here is what I find for {text}." if text and view == "history" else _SHOWN.get(view, "All right."))

    def _show(self, view: str, text: str) -> bool:
        """Whether anybody was told."""
        self.session.publish(event.Show(self.session.state.turn, time.monotonic(), view, text))
        return self.session.watched
