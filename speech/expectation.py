"""What may be said now: it biases recognition, and it never holds the answer that grants."""

import re
from dataclasses import dataclass

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MAX_PHRASES = 12
MAX_WORDS = 40


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the session can understand at this moment."""

    phrases: tuple[str, ...] = ()
    """Natural sentences that can be said now, likeliest first."""
    words: tuple[str, ...] = ()
    """Names that are likely (applications, files, contacts), likeliest first."""
    digits: bool = False
    """Whether an answer with digits is asked."""
    asked: str = ""
    """"yes", "challenge" or "choice" while such a question is open, else empty."""
    playing: str = ""
    """The text that is being spoken, else empty."""

    def prompt(self) -> str:
        """The biasing text for the recogniser; empty biases nothing.

        While digits are asked it is all ten of them, so no digit is likelier than another; while a yes is asked it is empty.
        """
        if self.digits or self.asked == "challenge":
            # As sentences: a row of words invites the recogniser to go on counting.
            return " ".join(f"{digit.capitalize()}." for digit in DIGITS)
        if self.asked and self.asked != "choice":
            return ""
        # What Sayso itself is saying must not be what it then expects to hear.
        names = ", ".join(word for word in self.words[:MAX_WORDS] if not _within(word, self.playing))
        sentences = " ".join(_sentence(phrase) for phrase in self.phrases[:MAX_PHRASES] if not _within(phrase, self.playing))
        return " ".join(part for part in (f"{names}." if names else "", sentences) if part)


def _within(phrase: str, playing: str) -> bool:
    spoken = _plain(playing)
    return bool(spoken) and f" {_plain(phrase)} " in f" {spoken} "


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _sentence(phrase: str) -> str:
    text = phrase.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."
