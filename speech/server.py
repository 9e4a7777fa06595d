"""What the sound server says of its devices and of our own streams; asked in a thread of its own, as it may hang or be away."""

import importlib
import os
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

TAG = "sayso.stream"
"""Property of our streams that tells what each is for."""
EVERY_S = 0.5
"""Seconds between two looks when the server tells of no change, so that its death is noticed too."""
_NO_SINK = 0xFFFFFFFF
_LOAD_S, _AGAIN_S = 10.0, 0.02


@dataclass(frozen=True, slots=True)
class Source:
    """What can be recorded from; or, among the sinks, what can be played to."""

    index: int
    name: str
    description: str
    """As the desktop's settings show it."""
    monitor: bool = False
    """Whether it is what a sink plays, and no microphone."""
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """One of our own streams that record."""

    index: int
    source: int
    """Index of what it records now."""
    kind: str
    """What it was opened for: "microphone", "reference"; empty when it carries no mark."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the server said at one moment."""

    at: float
    """Monotonic seconds at which it was asked."""
    sources: tuple[Source, ...]
    sinks: tuple[Source, ...]
    captures: tuple[Capture, ...]
    """The streams of this process that record."""
    source: str
    """Name of the default source."""
    sink: str = ""
    """Name of the default sink."""

    def capture(self, kind: str) -> Capture | None:
        """The newest stream of a kind; one without a mark is the microphone's."""
        found = [one for one in self.captures if (one.kind or "microphone") == kind]
        return max(found, key=lambda one: one.index, default=None)

    def recorded(self, capture: Capture) -> Source | None:
        """What a stream records now."""
        return next((one for one in self.sources if one.index == capture.source), None)

    def named(self, kind: str, wanted: str) -> Source | None:
        """The device that a user means by a name: a source, or for a "speaker" a sink. A monitor only by its own, whole name."""
        devices = self.sinks if kind == "speaker" else self.sources
        exact = [one for one in devices if wanted in (one.name, one.description)]
        like = [one for one in devices if not one.monitor and wanted.lower() in one.description.lower()]
        return next(iter(exact or like), None) if wanted else None

    @property
    def usual(self) -> Source | None:
        """What is recorded when nothing is named: the default source, or any other where that is a monitor; None when all are monitors."""
        real = [one for one in self.sources if not one.monitor]
        return next((one for one in real if one.name == self.source), real[0] if real else None)


class Server:
    """Looks at the sound server of this desk, from the first question on."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._wanted, self._loaded = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._pulse: Any = None
        self._guard = threading.Lock()
        """Held while the connection is closed, and while it is woken from another thread."""
        self.sight: Sight | None = None
        """What it said last; None when nobody answers, or the library is not installed."""
        self.answered_at = 0.0
        """When the last look began that is over, whatever came of it; monotonic seconds."""
        self._asked_at: float | None = None
        """Since when it owes an answer."""

    def hung_s(self, now: float) -> float:
        """For how long it has owed an answer, seconds."""
        asked = self._asked_at
        return 0.0 if asked is None else max(0.0, now - asked)

    def watch(self) -> None:
        """Look again and again from now on; never blocks."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="sound server", daemon=True)
            self._thread.start()
        self._look_now()

    def ask(self, limit_s: float) -> Sight | None:
        """What it says now; None when nobody answers. Raises TimeoutError when it hangs. Blocks: call it from a thread."""
        self.watch()
        self._loaded.wait(_LOAD_S)
        begun = time.monotonic()
        if self.hung_s(begun) > limit_s:
            raise TimeoutError  # others have waited already
        with self._news:
            while self.answered_at < begun:
                left = begun + limit_s - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                self._look_now()  # again and again: a listener that only begins to listen misses it
                self._news.wait(min(left, _AGAIN_S))
            return self.sight

    def _look_now(self) -> None:
        self._wanted.set()
        with self._guard:
            if self._pulse is not None:
                self._pulse.event_listen_stop()

    def _run(self) -> None:
        try:
            library = importlib.import_module("pulsectl")
        except (ImportError, OSError):
            library = None
        self._loaded.set()
        while True:
            self._wanted.clear()
            begun = self._asked_at = time.monotonic()
            sight = self._look(library, begun)
            with self._news:
                self.sight, self.answered_at, self._asked_at = sight, begun, None
                self._news.notify_all()
            if not self._wanted.is_set():
                self._rest()

    def _look(self, library: Any, begun: float) -> Sight | None:
        if library is None:
            return None
        try:
            if self._pulse is None:
                self._pulse = _connected(library)
            return _seen(self._pulse, begun)
        except Exception:  # the library has many ways to say that the server went away; whatever breaks in it, the ears go on without it
            self._forget()
            return None

    def _rest(self) -> None:
        """Until something changes, or EVERY_S have passed."""
        if self._pulse is None:
            self._wanted.wait(EVERY_S)
            return
        try:
            self._pulse.event_listen(EVERY_S)
        except Exception:  # as above
            self._forget()

    def _forget(self) -> None:
        with self._guard:
            pulse, self._pulse = self._pulse, None
            if pulse is not None:
                with suppress(Exception):
                    pulse.close()


def _connected(library: Any) -> Any:
    pulse = library.Pulse("sayso", connect=False)
    try:
        pulse.connect(autospawn=False)  # its time limit waits the whole time also when it is connected at once
        pulse.event_mask_set("source", "source_output", "sink", "server")

        def changed(_: Any) -> None:
            """How the library is told to listen no longer."""
            raise library.PulseLoopStop

        pulse.event_callback_set(changed)
    except library.PulseError:
        pulse.close()
        raise
    return pulse


def _seen(pulse: Any, begun: float) -> Sight:
    ours = str(os.getpid())
    captures = [
        Capture(one.index, one.source, str(one.proplist.get(TAG, "")))
        for one in pulse.source_output_list()
        if one.proplist.get("application.process.id") == ours
    ]
    sources, sinks = _devices(pulse.source_list()), _devices(pulse.sink_list())
    usual = pulse.server_info()
    return Sight(begun, sources, sinks, tuple(captures), str(usual.default_source_name), str(usual.default_sink_name))


def _devices(found: Iterable[Any]) -> tuple[Source, ...]:
    return tuple(
        Source(one.index, str(one.name), str(one.description), getattr(one, "monitor_of_sink", _NO_SINK) != _NO_SINK, one.state == "suspended")
        for one in found
    )
