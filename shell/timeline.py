"""Events as lines for people: what `sayso run` prints."""

from collections.abc import Callable

from shell.event import Acted, Answered, Asked, Device, Ended, Event, Failed, Heard, Ignored, Listening, Planned, Said, Understood


def line_of(event: Event) -> str:
    """One line for an event worth showing; empty for the others."""
    match event:
        case Listening(speech=False):
            return "listening   say “what can I say”, or “stop” at any time"
        case Heard(text=text, by=by):
            return f"{'heard' if by == 'voice' else 'typed':<11} “{text}”"
        case Ignored(why=why):
            return f"ignored     {why}"
        case Understood(intent=intent, slots=slots):
            return f"understood  {intent}" + "".join(f"  {name}={slot['shown']}" for name, slot in slots.items())
        case Planned(steps=steps):
            return f"plan        {' → '.join(steps)}"
        case Asked(question=question, kind=kind, digits=digits):
            return f"asks        {question} [{kind}]" + (f"  digits: {digits}" if digits and "•" not in digits else "")
        case Answered(granted=granted, by=by, heard=heard):
            return f"answer      {'yes' if granted else 'no'} ({by}{': ' + heard if heard else ''})"
        case Acted(what=what, effect=effect, evidence=evidence):
            return f"did         {what}: {effect}; {evidence}"
        case Ended(outcome=outcome):
            return f"ended       {outcome}"
        case Said(text=text):
            return f"says        {text}"
        case Failed(why=why):
            return f"failed      {why}"
        case Device(kind=kind, state=state, name=name, detail=detail):
            return f"{kind:<11} {state}: {name} {detail}".rstrip()
        case _:
            return ""


def printer(put: Callable[[str], None], start: float) -> Callable[[Event], None]:
    """A function that puts each event worth showing, with the seconds since start (monotonic)."""

    def show(event: Event) -> None:
        """An event that has no line is left out."""
        if text := line_of(event):
            put(f"{max(0.0, event.at - start):8.2f} s  {text}")

    return show
