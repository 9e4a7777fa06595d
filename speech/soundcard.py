"""The one place that asks PortAudio for devices, and leads each stream to its device of the sound server."""

import importlib
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from speech.errors import NoDevice
from speech.patience import within
from speech.server import TAG, Server, Sight, Source

PREFERRED = ("pulse", "pipewire", "default")
SERVERS = ("pulse", "default")
"""PortAudio's devices whose streams go where the environment leads them."""
ANSWER_S = 3.0
"""Seconds that the sound server, and whoever else is opening a stream, is waited for; a loaded machine takes one."""
START_S = 2.5
"""Seconds that a stream has to start. When its device goes away just then PortAudio hangs in it for ever: that stream is left alone."""
FRESH_S = 1.5
"""For so long what the sound server said holds for a speaker, seconds."""
GIVEN_SOURCE = os.environ.get("PULSE_SOURCE", "")
"""The source that whoever started us wants."""
SPEAKER_SOUND = "@DEFAULT_MONITOR@"
"""The source that hears what the default sink plays, whichever that is."""
server = Server()
"""What the sound server says of our streams."""
_lock = threading.RLock()
_open_streams: set[int] = set()


def library() -> Any:
    """The sounddevice module. Raises NoDevice when the PortAudio library is not installed."""
    try:
        return importlib.import_module("sounddevice")
    except OSError as error:
        raise NoDevice("sound library", f"{error}; install libportaudio2") from None


def open_stream(kind: str, wanted: str, source: str = "", **details: Any) -> tuple[Any, str]:
    """Open and start a raw stream: "microphone", "speaker", or "reference", which records too but is no microphone.

    `wanted` names a device of the sound server or of PortAudio, "" is the desktop's default; `source` names a source of the sound server
    for what no user names (SPEAKER_SOUND). Returns the stream and the device's name. Raises NoDevice. May block while the sound server
    hangs: call it from a thread.
    """
    with _only_one(kind):
        index, name, place = _find(kind, wanted)
        sound, stream = library(), None
        try:
            maker = sound.RawOutputStream if kind == "speaker" else sound.RawInputStream
            with _led(kind, source or place):
                stream = maker(device=index, channels=1, dtype="int16", **details)
                _open_streams.add(id(stream))
                within(START_S, stream.start, lambda _: close_stream(stream))
        except TimeoutError:
            raise NoDevice(kind, "the sound server does not answer") from None
        except sound.PortAudioError as error:
            if stream is not None:
                close_stream(stream)
            raise NoDevice(kind, _line(error)) from None
        return stream, name


def close_stream(stream: Any) -> None:
    """Cut a stream off and close it; it may block while the sound server hangs, so it is waited for one second only."""
    worker = threading.Thread(target=_close, args=(stream,), daemon=True)
    worker.start()
    worker.join(1.0)


def probe(kind: str, wanted: str) -> str:
    """The name of the device that would be opened. Raises NoDevice."""
    with _only_one(kind):
        return _find(kind, wanted)[1]


def open_now() -> int:
    """How many streams are open, those counted that a hanging sound server does not let go."""
    return len(_open_streams)


@contextmanager
def _only_one(kind: str) -> Iterator[None]:
    """PortAudio does one thing at a time; who hangs in it must not make everybody else hang. Raises NoDevice."""
    if not _lock.acquire(timeout=ANSWER_S):
        raise NoDevice(kind, "the sound server does not answer")
    try:
        yield
    finally:
        _lock.release()


def _close(stream: Any) -> None:
    sound = library()
    with suppress(sound.PortAudioError):
        stream.abort()  # it is this that hangs with the sound server
    with _lock:
        try:
            stream.close()
        except sound.PortAudioError:
            pass
        finally:
            _open_streams.discard(id(stream))


def _find(kind: str, wanted: str) -> tuple[int, str, str]:
    """PortAudio's index, the device's name, and the name by which the sound server must be led to it, if so. Raises NoDevice."""
    sight = _asked(kind)  # before PortAudio is: that would hang with it
    device = _meant(sight, kind, wanted)
    found = _listed(library(), kind, "" if device else wanted, sight is not None)
    if found is None and wanted and kind == "speaker":
        return _find(kind, "")  # it is better to be heard from elsewhere than not at all
    if found is None:
        raise NoDevice(kind, f"{wanted!r} is not among the sound devices" if wanted else "the sound system lists none")
    if device is None or found[1] not in SERVERS:
        return *found, ""
    return found[0], device.description, device.name


def _asked(kind: str) -> Sight | None:
    """What the sound server says; for a speaker what it said a moment ago, as a sentence waits for it. Raises NoDevice when it hangs."""
    now = time.monotonic()
    if kind == "speaker" and now - server.answered_at < FRESH_S:
        return server.sight
    try:
        return server.ask(ANSWER_S)
    except TimeoutError:
        raise NoDevice(kind, "the sound server does not answer") from None


def _meant(sight: Sight | None, kind: str, wanted: str) -> Source | None:
    """The device of the sound server that a stream must be led to; None: wherever the server leads it. Raises NoDevice."""
    if sight is None:
        return None
    if wanted and wanted not in PREFERRED:
        return sight.named(kind, wanted)
    if kind != "microphone" or GIVEN_SOURCE:
        return None
    usual = sight.usual
    if usual is None:
        raise NoDevice(kind, "the sound server has none, only what its speakers play")
    return None if usual.name == sight.source else usual


def _listed(sound: Any, kind: str, wanted: str, served: bool) -> tuple[int, str] | None:
    """PortAudio lists devices when it starts: what is missing may have come since, so it starts anew where no stream is open."""
    found = _match(sound, kind, wanted)
    stale = found is None or (served and not wanted and found[1] not in PREFERRED)
    if stale and not _open_streams:
        sound._terminate()
        sound._initialize()
        found = _match(sound, kind, wanted)
    return found


def _match(sound: Any, kind: str, wanted: str) -> tuple[int, str] | None:
    channels = "max_output_channels" if kind == "speaker" else "max_input_channels"
    devices = [(index, str(device["name"])) for index, device in enumerate(sound.query_devices()) if device[channels] > 0]
    if wanted:
        exact = [found for found in devices if found[1] == wanted]
        return next(iter(exact or [found for found in devices if wanted.lower() in found[1].lower()]), None)
    for name in PREFERRED:
        for found in devices:
            if found[1] == name:
                return found
    return devices[0] if devices else None


@contextmanager
def _led(kind: str, place: str) -> Iterator[None]:
    """The environment in which the sound server's client opens a stream: marked with what it is for, and led to its device."""
    told = {f"PULSE_PROP_{TAG}": kind}
    if place:
        told["PULSE_SINK" if kind == "speaker" else "PULSE_SOURCE"] = place
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
