"""How the ears listen and the voice speaks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set about hearing and speaking."""

    model: str = "base"
    """Recogniser: "base" (default) or "tiny.en"."""
    voice: str = "en_US-joe-medium"
    """Piper voice."""
    rate: float = 1.0
    """How fast it speaks; 2 is twice as fast as the voice is by nature."""
    endpoint_ms: int = 400
    """Silence that ends an utterance, milliseconds."""
    preroll_ms: int = 300
    """Sound kept from before speech was noticed, milliseconds."""
    threads: int = 1
    """Threads of the recogniser."""
    shortest_s: float = 0.16
    """An utterance with less speech than this is a click, unless the detector is very sure of it; seconds."""
    longest_s: float = 15.0
    """A longer utterance is cut here, seconds."""
    microphone: str = ""
    """Input device; empty takes the desktop's default."""
    speaker: str = ""
    """Output device; empty takes the desktop's default."""
    muted: bool = False
    """Whether the ears start with the microphone closed."""
    stuck_s: float = 30.0
    """A recogniser that works longer than this on one utterance hangs, seconds."""
