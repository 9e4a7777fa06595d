"""What the listener hears with, and what it causes at once."""

from collections.abc import Callable
from dataclasses import dataclass, field

from speech.attending import Attending
from speech.echo import Echo
from speech.playback import Playback
from speech.reference import Reference
from speech.sentry import Sentry
from speech.spotter import Spotter
from speech.transcriber import Transcriber


def _sentry() -> Sentry:
    return Sentry(Spotter(), Spotter())


@dataclass(frozen=True, slots=True)
class Senses:
    """The parts of the pipeline."""

    transcriber: Transcriber
    playback: Playback = field(default_factory=Playback)
    """What our own voice says."""
    reference: Reference | None = None
    """What the sink plays, whoever plays it; None where that cannot be known."""
    sentry: Sentry = field(default_factory=_sentry)
    attending: Attending = field(default_factory=Attending)

    def echo(self, microphone: str = "") -> Echo:
        """A canceller for the microphone of this name, which is opened now."""
        return Echo(self.reference, microphone)


def _nothing() -> None:
    return


@dataclass(frozen=True, slots=True)
class Reactions:
    """Done before anything is told or understood."""

    stop: Callable[[], None] = _nothing
    """A stop word: hands and voice end."""
    doubt: Callable[[], None] = _nothing
    """What may have been a stop word is being looked at: the hands wait."""
    settle: Callable[[], None] = _nothing
    """It was none, and nothing stops."""
    pause: Callable[[], None] = _nothing
    """Somebody speaks over our voice."""
    resume: Callable[[], None] = _nothing
    """It was nothing after all."""
