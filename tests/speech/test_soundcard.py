import subprocess
import sys

PROGRAM = """
import sys
from speech import soundcard
from speech.errors import NoDevice
try:
    print(soundcard.probe("microphone", sys.argv[1]), soundcard.probe("speaker", ""))
except NoDevice as error:
    print("NONE", error)
"""


def run(environment, wanted=""):
    """What a fresh process finds: PortAudio lists devices once a process."""
    return subprocess.run([sys.executable, "-c", PROGRAM, wanted], env=environment, capture_output=True, text=True, timeout=20).stdout.strip()


def test_the_default_devices_of_a_sound_server(sound_server):
    assert run(sound_server.environment) in ("pulse pulse", "default default")


def test_a_name_that_is_not_there_is_one_line(sound_server):
    said = run(sound_server.environment, "golden microphone")
    assert said.startswith("NONE no microphone: 'golden microphone'")
    assert "\n" not in said


STREAMS = """
import os, subprocess, sys
from speech import soundcard
from speech.errors import NoDevice
kept = dict(os.environ)
for kind, wanted in (("microphone", ""), ("microphone", "Headset"), ("reference", ""), ("speaker", "nowhere")):
    source = soundcard.SPEAKER_SOUND if kind == "reference" else ""
    stream, name = soundcard.open_stream(kind, wanted, source, samplerate=16000, callback=lambda *_: None)
    seen = soundcard.server.ask(10)
    print(kind, name, next((seen.recorded(one).name for one in seen.captures), "-"), soundcard.open_now())
    soundcard.close_stream(stream)
print(soundcard.open_now(), dict(os.environ) == kept)
subprocess.run(["pactl", "unload-module", "module-remap-source"], check=True)
subprocess.run(["pactl", "unload-module", "module-null-source"], check=True)
try:
    soundcard.open_stream("microphone", "", samplerate=16000)
except NoDevice as error:
    print(error)
"""


def test_each_stream_goes_to_its_device_and_never_to_a_monitor_by_itself(sound_server):
    load = ["pactl", "load-module", "module-null-source", "source_name=usb", "description=Headset"]
    subprocess.run(load, env=sound_server.environment, check=True, stdout=subprocess.DEVNULL, timeout=20)
    done = subprocess.run([sys.executable, "-c", STREAMS], env=sound_server.environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    *streams, left, nothing = done.stdout.splitlines()
    assert streams == [
        "microphone pulse mic 1", "microphone Headset usb 1", "reference pulse speaker.monitor 1", "speaker pulse - 1"
    ]  # fmt: skip
    assert left == "0 True"
    assert "only what its speakers play" in nothing


LATE = """
import sys
from speech import soundcard
from speech.errors import NoDevice
try:
    soundcard.open_stream("microphone", "", samplerate=16000)
except NoDevice:
    print("none", flush=True)
sys.stdin.readline()
print(soundcard.open_stream("microphone", "", samplerate=16000, callback=lambda *_: None)[1])
"""


def test_loaded_while_the_server_was_down_it_finds_the_devices_that_came(sound_server):
    sound_server.end()
    command = [sys.executable, "-c", LATE]
    with subprocess.Popen(command, env=sound_server.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "none\n"
        sound_server.restart()
        assert process.communicate("\n", timeout=30)[0].strip() in ("pulse", "default")


VANISHED = """
import os, subprocess, sys
from speech import soundcard
from speech.errors import NoDevice

def load(*words):
    return subprocess.run(["pactl", "load-module", *words], capture_output=True, text=True, check=True).stdout.strip()

sound, module = soundcard.library(), load("module-null-source", "source_name=usb", "description=Headset")

class Unplugged(sound.RawInputStream):
    def start(self):
        subprocess.run(["pactl", "unload-module", module], check=True)
        super().start()

kept, sound.RawInputStream = sound.RawInputStream, Unplugged
try:
    soundcard.open_stream("microphone", "Headset", samplerate=16000, callback=lambda *_: None)
except NoDevice as error:
    print("none", soundcard.open_now())
sound.RawInputStream = kept
print(soundcard.open_stream("microphone", "", samplerate=16000, callback=lambda *_: None)[1])
sys.stdout.flush()
os._exit(0)
"""


def test_a_device_that_goes_away_between_opening_and_starting_does_not_make_us_deaf(sound_server):
    done = subprocess.run([sys.executable, "-c", VANISHED], env=sound_server.environment, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines() == ["none 1", "pulse"], done.stderr
