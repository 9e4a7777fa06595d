import subprocess
import sys

from speech.server import Capture, Sight, Source

MIC, USB = Source(1, "mic", "Built-in Audio"), Source(2, "usb", "USB Headset")
MONITOR = Source(0, "speaker.monitor", "Monitor of USB Headset", monitor=True)
SINK = Source(0, "speaker", "USB Headset")


def sight(*sources: Source, default: str = "mic", captures: tuple[Capture, ...] = ()) -> Sight:
    return Sight(0.0, sources, (SINK,), captures, default)


def test_a_device_is_meant_by_its_name_its_description_or_a_part_and_a_monitor_only_by_its_whole_name() -> None:
    seen = sight(MONITOR, MIC, USB)
    assert seen.named("microphone", "usb") == USB
    assert seen.named("microphone", "Built-in Audio") == MIC
    assert seen.named("microphone", "headset") == USB
    assert seen.named("microphone", "monitor of") is None
    assert seen.named("microphone", "speaker.monitor") == MONITOR
    assert seen.named("speaker", "headset") == SINK
    assert seen.named("microphone", "") is None


def test_the_usual_microphone_is_never_a_monitor() -> None:
    assert sight(MONITOR, MIC, USB).usual == MIC
    assert sight(MONITOR, USB, default="speaker.monitor").usual == USB
    assert sight(MONITOR, default="speaker.monitor").usual is None


def test_the_newest_stream_of_a_kind_is_meant() -> None:
    seen = sight(MIC, captures=(Capture(3, 1, "microphone"), Capture(5, 1, ""), Capture(9, 0, "reference")))
    assert seen.capture("microphone") == Capture(5, 1, "")
    assert seen.capture("reference") == Capture(9, 0, "reference")
    assert seen.recorded(Capture(5, 1, "")) == MIC


PROGRAM = """
import os, signal, subprocess, sys, threading, time
from speech import soundcard
from speech.server import Server

pid, server = int(sys.argv[1]), Server()
assert not server.answered_at
seen = server.ask(10)
print([one.name for one in seen.sources if one.monitor], [one.name for one in seen.sources if not one.monitor], seen.source, seen.captures)
microphone, _ = soundcard.open_stream("microphone", "", samplerate=16000, callback=lambda *_: None)
reference, _ = soundcard.open_stream("reference", "", source=soundcard.SPEAKER_SOUND, samplerate=16000, callback=lambda *_: None)
seen = server.ask(10)
print([seen.recorded(seen.capture(kind)).name for kind in ("microphone", "reference")])

begun = time.monotonic()
subprocess.run(["pactl", "load-module", "module-null-sink", "sink_name=new"], check=True, stdout=subprocess.DEVNULL)
while not server.sight.named("speaker", "new"):
    assert time.monotonic() < begun + 10
print("told of a change")

os.kill(pid, signal.SIGSTOP)
try:
    server.ask(0.3)
except TimeoutError:
    print("hangs", server.hung_s(time.monotonic()) > 0.2)
threads = threading.active_count()
for _ in range(3):
    try:
        server.ask(0.05)
    except TimeoutError:
        pass
print(threading.active_count() == threads)
os.kill(pid, signal.SIGCONT)
print(server.ask(10).source, server.hung_s(0.0))
soundcard.close_stream(microphone)
soundcard.close_stream(reference)
print([one.kind for one in server.ask(10).captures])
os.kill(pid, signal.SIGKILL)
while server.ask(10) is not None:
    pass
print("gone")
"""


def run(program: str, environment: dict[str, str], *words: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", program, *words], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_real_server_is_seen_hangs_and_dies(sound_server) -> None:
    assert run(PROGRAM, sound_server.environment, str(sound_server.process.pid)) == [
        "['speaker.monitor', 'mic_sink.monitor'] ['mic'] mic ()",
        "['mic', 'speaker.monitor']",
        "told of a change",
        "hangs True",
        "True",
        "mic 0.0",
        "[]",
        "gone",
    ]


def test_without_a_server_nobody_answers_and_nothing_breaks(tmp_path) -> None:
    program = "from speech.server import Server; server = Server(); print(server.ask(10), server.ask(10), server.sight)"
    assert run(program, {"PULSE_SERVER": f"unix:{tmp_path}/none", "HOME": str(tmp_path)}) == ["None None None"]
