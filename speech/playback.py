"""What our own voice played and when, so that it is not taken for a person."""

from collections import deque

from speech.echoed import same_words

_KEPT = 32


class Playback:
    """The last texts played; times are monotonic seconds."""

    def __init__(self) -> None:
        self._spans: deque[tuple[float, float | None, str]] = deque(maxlen=_KEPT)

    @property
    def sounding(self) -> bool:
        """Whether a text is being played now."""
        return bool(self._spans) and self._spans[-1][1] is None

    def begin(self, text: str, at: float) -> None:
        """The first sound of a text was played."""
        self.end(at)
        self._spans.append((at, None, text))

    def end(self, at: float) -> None:
        """The text ended or was cut."""
        if self._spans and self._spans[-1][1] is None:
            start, _, text = self._spans.pop()
            self._spans.append((start, at, text))

    def overlap(self, start: float, end: float) -> float:
        """The fraction, 0..1, of a span of time during which our own voice sounded."""
        if end <= start:
            return 0.0
        shared = sum(max(0.0, min(end, end if stop is None else stop) - max(start, begun)) for begun, stop, _ in self._spans)
        return min(1.0, shared / (end - start))

    def texts(self, start: float, end: float) -> str:
        """What sounded in a span of time; an echo begins before its sound has ended, so an answer that begins after it is none."""
        return " ".join(text for begun, stop, text in self._spans if begun < end and (stop is None or stop > start))

    def is_own_voice(self, text: str, start: float, end: float) -> bool:
        """Whether what was heard in a span is an echo of what was played in it; a stop word is an echo only of a sentence that is one."""
        return same_words(text, self.texts(start, end))
