"""Real parts for the tests of speech: models, recordings of people, and a private sound server."""

import http.server
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from speech.audio import Clip, resample, silence, to_int16
from speech.piper import Piper
from speech.whisper import Whisper

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """.fail
load-module module-native-protocol-unix auth-anonymous=1 socket={native}
load-module module-null-sink sink_name=speaker rate=48000 channels=2 format=s16le norewinds=1
load-module module-null-sink sink_name=mic_sink rate=48000 channels=1 format=s16le norewinds=1
load-module module-remap-source source_name=mic master=mic_sink.monitor channels=1
set-default-sink speaker
set-default-source mic
"""


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of recordings of real people."""
    place = Path(os.environ.get("SAYSO_TEST_DATA") or ROOT.parent / "shared" / "data")
    if not place.is_dir():
        pytest.skip("no recordings of people here: set SAYSO_TEST_DATA to the folder that has them")
    return place


@pytest.fixture(scope="session")
def whisper() -> Whisper:
    return Whisper("base")


@pytest.fixture(scope="session")
def piper() -> Piper:
    return Piper()


@dataclass(frozen=True)
class Person:
    """A synthetic person: says texts as clips, with silence around them."""

    piper: Piper

    def says(self, text: str, before: float = 0.4, after: float = 0.0) -> Clip:
        sound = np.concatenate(list(self.piper.say(text))).astype(np.float32) / 32768.0
        return Clip(np.concatenate([silence(before), to_int16(resample(sound, self.piper.rate)), silence(after)]))


@pytest.fixture(scope="session")
def person(piper: Piper) -> Person:
    return Person(piper)


@dataclass
class SoundServer:
    """A private PulseAudio with a speaker and a microphone that nobody else uses."""

    folder: Path
    process: "subprocess.Popen[bytes]"

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, **_environment(self.folder), "PULSE_SERVER": f"unix:{self.folder}/native"}

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(10)

    def restart(self) -> None:
        self.process = _start(self.folder)

    def play_into_microphone(self, path: Path) -> None:
        subprocess.run(["paplay", "--device=mic_sink", str(path)], env=self.environment, check=True, timeout=30)

    def speaker_recorder(self, path: Path) -> "subprocess.Popen[bytes]":
        command = ["parec", "--device=speaker.monitor", "--file-format=wav", "--latency-msec=20", str(path)]
        return subprocess.Popen(command, env=self.environment)


def _environment(folder: Path) -> dict[str, str]:
    return {"XDG_RUNTIME_DIR": str(folder), "PULSE_RUNTIME_PATH": str(folder), "PULSE_STATE_PATH": str(folder), "HOME": str(folder)}


def _start(folder: Path) -> "subprocess.Popen[bytes]":
    (folder / "native").unlink(missing_ok=True)
    command = ["pulseaudio", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disallow-exit", "--realtime=no"]
    command += ["--high-priority=no", "-n", "-F", str(folder / "desk.pa")]
    process = subprocess.Popen(command, env={**os.environ, **_environment(folder)}, stderr=subprocess.DEVNULL)
    client = {**os.environ, **_environment(folder), "PULSE_SERVER": f"unix:{folder}/native"}
    for _ in range(50):
        # pactl itself waits for the server to answer.
        if subprocess.run(["pactl", "get-default-source"], env=client, capture_output=True).stdout.strip() == b"mic":
            return process
        if process.poll() is not None:
            break
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(0.1)
            probe.connect_ex(f"{folder}/native")
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    process.wait()
    raise RuntimeError("pulseaudio did not start")


@pytest.fixture
def sound_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoundServer]:
    if not shutil.which("pulseaudio"):
        pytest.skip("pulseaudio is not installed: apt-get install pulseaudio pulseaudio-utils libportaudio2 libasound2-plugins")
    folder = tmp_path_factory.mktemp("s")
    folder.chmod(0o700)
    (folder / "desk.pa").write_text(SCRIPT.format(native=folder / "native"))
    server = SoundServer(folder, _start(folder))
    yield server
    server.end()


class Site:
    """Paths and their content; `broken` paths end after so many bytes, once."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.broken: dict[str, int] = {}
        self.asked: list[tuple[str, str]] = []
        self.address = ""


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port of this machine."""
    site = Site()

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            ranged = self.headers.get("Range", "")
            site.asked.append((self.path, ranged))
            content = site.pages.get(self.path)
            if content is None:
                self.send_error(404)
                return
            start = int(ranged.removeprefix("bytes=").rstrip("-")) if ranged else 0
            if ranged and start >= len(content):
                self.send_error(416)
                return
            body = content[start:]
            self.send_response(206 if ranged else 200)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Type", site.types.get(self.path, "application/octet-stream"))
            self.end_headers()
            self.wfile.write(body[: site.broken.pop(self.path, len(body))])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            return

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up early is no error here."""

    server = Server(("127.0.0.1", 0), Answer)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one
