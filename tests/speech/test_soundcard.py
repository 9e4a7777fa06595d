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
