"""A session as it is told to people: who said what, and what was done."""

import re
from collections.abc import Iterable, Iterator

from shell.demo.film import Caption
from shell.event import Acted, Answered, Asked, Ended, Event, Heard, Planned, Said

_DIGITS = re.compile(r"\W*•[•\W]*")
"""Digits that are hidden; how they were written down differs from one run to the next."""


def told(events: Iterable[Event]) -> Iterator[str]:
    """The session's lines, without times and without what differs from one run to the next."""
    for event in events:
        match event:
            case Heard(text=text):
                yield f"You      “{text.rstrip('.')}”"
            case Planned(steps=steps):
                yield f"  plans  {'; '.join(steps)}"
            case Asked(question=question, kind=kind):
                yield f"  asks   {question} [{kind}]"
            case Answered(granted=granted, heard=heard):
                yield f"You      “{_DIGITS.sub(' ••••', heard).rstrip('.')}” – {'yes' if granted else 'no'}"
            case Acted(what=what, effect=effect):
                yield f"  does   {what}: {effect}"
            case Said(text=text):
                yield f"Sayso    “{text}”"
            case Ended(outcome=outcome):
                yield f"  ends   {outcome}"
            case _:
                pass


def caption_after(caption: Caption, event: Event) -> Caption:
    """The words under the picture, after one more event."""
    match event:
        case Heard(text=text):
            return Caption(f"“{text}”", by_user=True)
        case Answered(heard=heard) if heard:
            return Caption(f"“{heard}”", by_user=True)
        case Said(text=text):
            return Caption(text)
        case _:
            return caption
