"""The questions that can be open, and to whom an answer goes: what an act needs, or a choice."""

from dataclasses import dataclass

from shell.consent import SpokenConsent
from shell.inquiry import Inquiry
from speech.utterance import Utterance


@dataclass(frozen=True, slots=True)
class Questions:
    """Consent before choices; one of them is open at a time."""

    consent: SpokenConsent
    inquiry: Inquiry

    @property
    def open(self) -> bool:
        """Whether an answer is awaited."""
        return self.consent.open or self.inquiry.open

    def speech(self, began: bool) -> None:
        """Somebody began to speak, or it was nothing after all."""
        self.consent.speech(began)
        self.inquiry.speech(began)

    def spoken(self, utterance: Utterance) -> None:
        """An answer by voice."""
        if self.consent.open:
            self.consent.answer_spoken(utterance)
        else:
            self.inquiry.answer(utterance.text, "voice")

    def withdraw(self, by: str) -> bool:
        """Close the open question as a no; `by` says what took the answer away. Whether one was open."""
        if self.consent.open:
            return self.consent.answer_typed("cancel", by)
        if self.inquiry.open:
            self.inquiry.answer("never mind", by)
            return True
        return False

    def typed(self, text: str, by: str) -> bool:
        """An answer that was typed, over the "ui" or the "bus"; whether it was taken."""
        if self.consent.open:
            return self.consent.answer_typed(text, by)
        if self.inquiry.open and by == "ui":  # other programs choose nothing for the user
            self.inquiry.answer(text, by)
            return True
        return False
