"""What an intent is, and what a sentence would do, in plain words."""

from textual.content import Content

from shell.answers import FolderShown, Sentences, Tried
from shell.ui.wording import consent, count, plain

ORIGINS = {"built in": "comes with Sayso", "system": "put here for everyone on this computer", "yours": "your own"}


def folder(shown: FolderShown) -> Content:
    """A policy folder."""
    origin = ORIGINS.get(shown.origin, plain(shown.origin))
    return _lines(Content.styled(f"{plain(shown.name)} · {origin}", "bold"), Content(f"{count(len(shown.intents), 'intent')} in {plain(shown.path)}"))


def intent(shown: Sentences) -> Content:
    """An intent with the sentences that mean it."""
    return _lines(
        Content.styled(plain(shown.name), "bold"),
        _styled(shown.consent),
        *_part("Say for example", [f"“{plain(one)}”" for one in shown.examples]),
        *_part(
            "Every way to say it: a|b is a choice, [words] may be left out, {a name} stands for anything of its kind", map(plain, shown.sentences)
        ),
        *_part("Groups, which the rules speak of", [", ".join(map(plain, shown.groups))] if shown.groups else []),
    )


def tried(result: Tried) -> Content:
    """What a sentence would do."""
    said = Content.styled(f"“{plain(result.said)}”", "bold")
    if not result.intent:
        return _lines(said, Content.styled("– not understood", "bold $text-warning"), *_part("Sayso would say", [plain(result.say)]))
    slots = ", ".join(f"{plain(name)}: {plain(value)}" for name, value in result.slots.items())
    return _lines(
        said,
        _styled(result.consent),
        Content(f"Understood as {plain(result.intent)}{f'; {slots}' if slots else ''}."),
        *_part("What it would do", [f"{number}. {plain(step)}" for number, step in enumerate(result.steps, 1)]),
        *_part("What it would ask", [f"“{plain(result.question)}”"] if result.question else []),
        *_part("What it would say", [f"“{plain(result.say)}”"] if result.say else []),
        *_part("The rules that decide", [", ".join(map(plain, result.rules))] if result.rules else []),
        Content(""),
        Content("This was a trial: nothing was done."),
    )


def _styled(word: str) -> Content:
    return Content.styled(consent(word), f"bold {'$text-success' if word == 'none' else '$text-warning'}")


def _part(caption: str, lines: "list[str] | map[str]") -> list[Content]:
    rest = [Content(line) for line in lines]
    return [Content(""), Content.styled(f"{caption}:", "underline"), *rest] if rest else []


def _lines(*lines: Content) -> Content:
    return Content("\n").join(lines)
