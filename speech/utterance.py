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
    """Fraction of the utterance, 0..1, during which our own voice sounded, or anything else that the sink played and the microphone could hear."""
    correlation_with_playback: float | None = None
    """Likeness of the spectral envelope as it was recorded with what the sink played, -1..1: Pearson correlation over 12 bands of 32 ms frames at the
    best delay up to 0.4 s. Exactly 0 when the sink was silent, None when it is not known what it played."""
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
