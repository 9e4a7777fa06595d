"""A virtual sound server: a loudspeaker that can be recorded and a microphone that can be spoken into."""

import asyncio
import secrets
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from agent.sandbox.children import Children
from agent.sandbox.errors import DeskError

READY_S = 10.0
"""Seconds until we give up on the server."""
# norewinds: without it the first block of sound comes a second late.
_SCRIPT = """.fail
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-null-sink sink_name=speaker rate=48000 channels=2 format=s16le norewinds=1
load-module module-null-sink sink_name=mic_sink rate=48000 channels=1 format=s16le norewinds=1
load-module module-remap-source source_name=mic master=mic_sink.monitor channels=1
set-default-sink speaker
set-default-source mic
"""


async def start_sound(children: Children, environment: Mapping[str, str], runtime: Path) -> str:
    """Start PulseAudio with sinks `speaker` and `mic_sink` and source `mic`; returns its address, the same each time, once it takes connections."""
    folder = runtime / "pulse"
    folder.mkdir(mode=0o700, exist_ok=True)
    script = folder / "desk.pa"
    script.write_text(_SCRIPT.format(socket=folder / "native"))
    own = {"PULSE_RUNTIME_PATH": str(folder), "PULSE_STATE_PATH": str(folder), "NOTIFY_SOCKET": str(folder / f"ready-{secrets.token_hex(4)}")}
    argv = ["pulseaudio", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disallow-exit", "--realtime=no", "--high-priority=no"]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.bind(own["NOTIFY_SOCKET"])
        told.setblocking(False)
        process = await children.start([*argv, "-n", "-F", str(script)], {**environment, **own}, "pulseaudio")
        answer = asyncio.ensure_future(asyncio.get_running_loop().sock_recv(told, 256))
        ended = asyncio.ensure_future(process.wait())
        await asyncio.wait((answer, ended), timeout=READY_S, return_when=asyncio.FIRST_COMPLETED)
        for future in (answer, ended):
            future.cancel()
            with suppress(asyncio.CancelledError):
                await future
    if process.returncode is not None or not answers(str(folder / "native")):
        raise DeskError("PulseAudio does not start; run it by hand to see why: pulseaudio -vv")
    return f"unix:{folder / 'native'}"


def answers(path: str) -> bool:
    """Whether a sound server takes connections on this socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(1.0)
        try:
            line.connect(path)
        except OSError:
            return False
    return True
