"""The one place that asks PortAudio for devices."""

import importlib
import threading
from typing import Any

from speech.errors import NoDevice

PREFERRED = ("pulse", "pipewire", "default")
_lock = threading.RLock()
_open_streams: set[int] = set()


def library() -> Any:
    """The sounddevice module. Raises NoDevice when the PortAudio library is not installed."""
    try:
        return importlib.import_module("sounddevice")
    except OSError as error:
        raise NoDevice("sound library", f"{error}; install libportaudio2") from None


def open_stream(kind: str, wanted: str, **details: Any) -> tuple[Any, str]:
    """Open and start a raw stream on a device ("microphone" or "speaker"; wanted "" is the desktop's default).

    Returns the stream and the device's name. Raises NoDevice. May block while the sound server hangs: call it from a thread.
    """
    with _lock:
        sound = library()
        try:
            index, name = _find(sound, kind, wanted)
            maker = sound.RawInputStream if kind == "microphone" else sound.RawOutputStream
            stream = maker(device=index, channels=1, dtype="int16", **details)
            stream.start()
        except sound.PortAudioError as error:
            raise NoDevice(kind, _line(error)) from None
        _open_streams.add(id(stream))
        return stream, name


def close_stream(stream: Any) -> None:
    """Cut a stream off and close it; it may block while the sound server hangs, so it is waited for one second only."""
    worker = threading.Thread(target=_close, args=(stream,), daemon=True)
    worker.start()
    worker.join(1.0)
    _open_streams.discard(id(stream))


def probe(kind: str, wanted: str) -> str:
    """The name of the device that would be opened. Raises NoDevice."""
    with _lock:
        return _find(library(), kind, wanted)[1]


def _close(stream: Any) -> None:
    sound = library()
    try:
        stream.abort()
        stream.close()
    except sound.PortAudioError:
        return


def _find(sound: Any, kind: str, wanted: str) -> tuple[int, str]:
    found = _match(sound, kind, wanted)
    if found is None and not _open_streams:
        sound._terminate()
        sound._initialize()
        found = _match(sound, kind, wanted)
    if found is None:
        raise NoDevice(kind, f"{wanted!r} is not among the sound devices" if wanted else "the sound system lists none")
    return found


def _match(sound: Any, kind: str, wanted: str) -> tuple[int, str] | None:
    channels = "max_input_channels" if kind == "microphone" else "max_output_channels"
    devices = [(index, str(device["name"])) for index, device in enumerate(sound.query_devices()) if device[channels] > 0]
    if wanted:
        exact = [found for found in devices if found[1] == wanted]
        return next(iter(exact or [found for found in devices if wanted.lower() in found[1].lower()]), None)
    for name in PREFERRED:
        for found in devices:
            if found[1] == name:
                return found
    return devices[0] if devices else None


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
