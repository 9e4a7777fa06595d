"""What was heard, when, and what speaks for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for or against an utterance; None is unknown."""

    vad: float | None = None
    """Mean probability of speech over the surer half of the spoken part, 0..1."""
    logprob: float | None = None
    """Mean log-probability of the decoded tokens."""
    no_speech: float | None = None
    """The recogniser's probability that nothing was said, 0..1."""
    second_text: str | None = None
    """Text of a second, independent, unbiased decode."""
    overlap_with_playback: float | None = None
    """Fraction of the utterance during which our own voice sounded, 0..1."""
    correlation_with_playback: float | None = None
    """Likeness of the recorded envelope with what the sink played, -1..1."""
    voice_score: float | None = None
    """Likeness with the enrolled speaker, 0..1."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said by a person."""

    text: str
    """What was said."""
    alternatives: tuple[str, ...] = ()
    """Other readings, likeliest first."""
    evidence: Evidence = Evidence()
    """What speaks for it."""
    speaker: str | None = None
    """Who said it, None when unknown."""
    started_at: float = 0.0
    """Monotonic seconds, start of speech."""
    spoken_at: float = 0.0
    """Monotonic seconds, end of the last speech."""
    endpoint_at: float = 0.0
    """Monotonic seconds, when the silence was long enough."""
    heard_at: float = 0.0
    """Monotonic seconds, when the text was ready."""
