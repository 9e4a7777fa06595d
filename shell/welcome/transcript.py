"""What the welcome shows in a plain terminal beside its own words: what the user said, and what Sayso answered."""

from collections.abc import Callable

from shell.event import Acted, Answered, Ended, Event, Failed, Heard


def printer(show: Callable[[str], None]) -> Callable[[Event], None]:
    """A function that shows each event worth it."""
    return lambda event: show(line_of(event))


def line_of(event: Event) -> str:
    """One line, empty for an event that is not shown."""
    match event:
        case Heard(text=text, by="voice") | Answered(heard=text, by="voice") if text:
            return f"    you: {text}"
        case Acted(what=what, effect=effect):
            return f"    did: {what} ({effect.replace('_', ' ')})"
        case Ended(say=say) if say:
            return f"  sayso: {say}"
        case Failed(why=why):
            return f"         {why}"
        case _:
            return ""
