"""What a run comes to: outcomes, whether they were as expected, and times from the end of the spoken word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from shell.event import Acted, Asked, Ended, Event, Heard, Said, Understood
from shell.script import Line

UNSPOKEN = "unspoken"
"""Outcome of a line whose moment never came."""


@dataclass(frozen=True, slots=True)
class Result:
    """One turn of a script and what came of it."""

    line: Line
    heard: str
    intent: str
    outcome: str
    """An outcome's name, or "nothing" when it started no turn."""
    said: tuple[str, ...]
    asked: bool
    timings_ms: dict[str, float] = field(default_factory=dict[str, float])

    @property
    def trouble(self) -> str:
        """How it differs from what was expected; empty when it does not."""
        expected = self.line.expect
        if self.outcome == UNSPOKEN:
            return f"the moment “{self.line.when}” never came, so it was not spoken"
        if expected == "asked" and not self.asked:
            return f"expected a question, was {self.outcome} without one"
        if expected and expected not in ("asked", self.outcome):
            return f"expected {expected}, was {self.outcome}"
        if self.line.expect_said and not any(re.search(self.line.expect_said, text, re.IGNORECASE) for text in self.said):
            return f"nothing said matches {self.line.expect_said!r}"
        return ""


def result_of(line: Line, events: Sequence[Event]) -> Result:
    """The result of a script's turn from the events of the turn it belongs to; none: nothing came of it."""
    heard = next((event for event in events if isinstance(event, Heard)), None)
    ended = next((event for event in reversed(events) if isinstance(event, Ended)), None)
    intent = next((event.intent for event in events if isinstance(event, Understood)), "")
    return Result(
        line,
        heard.text if heard else "",
        intent,
        ended.outcome if ended else ("unfinished" if heard else "nothing"),
        tuple(event.text for event in events if isinstance(event, Said)) + ((ended.say,) if ended and ended.say else ()),
        any(isinstance(event, Asked) for event in events),
        timings(events),
    )


def timings(events: Sequence[Event]) -> dict[str, float]:
    """Milliseconds from the end of the spoken word to: endpoint, text, intent, first_input, verified, first_audio."""
    heard = next((event for event in events if isinstance(event, Heard)), None)
    if heard is None or not heard.spoken_at:
        return {}
    found: dict[str, float] = {"endpoint": heard.endpoint_at, "text": heard.heard_at}
    for event in events:
        match event:
            case Understood(at=at):
                found.setdefault("intent", at)
            case Acted(at=at, first_input_at=first):
                found.setdefault("first_input", first)
                found["verified"] = at
            case Said(at=at):
                found.setdefault("first_audio", at)
            case _:
                pass
    return {name: round((moment - heard.spoken_at) * 1000, 1) for name, moment in found.items() if moment}


def as_json(results: Sequence[Result]) -> dict[str, object]:
    """The JSON summary of a run."""
    return {
        "ok": not any(result.trouble for result in results),
        "outcomes": [result.outcome for result in results],
        "timings_ms": [result.timings_ms for result in results],
        "turns": [
            {
                "say": result.line.say or result.line.wav,
                "heard": result.heard,
                "intent": result.intent,
                "outcome": result.outcome,
                "said": list(dict.fromkeys(result.said)),
                "trouble": result.trouble,
            }
            for result in results
        ],
    }
