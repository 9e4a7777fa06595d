import json
import subprocess
import sys


def listed(environment):
    ran = subprocess.run([sys.executable, "-m", "speech.devices"], env=environment, capture_output=True, text=True, timeout=20)
    return json.loads(ran.stdout)


def test_the_devices_of_a_sound_server_are_listed_by_name(sound_server):
    found = listed(sound_server.environment)
    assert found.keys() == {"microphone", "speaker"}
    assert set(found["microphone"]) & {"pulse", "default"}
    assert "Remapped Monitor of Null Output" in found["microphone"]
    assert "Monitor of Null Output" not in found["microphone"]
    assert "Null Output" in found["speaker"]
    assert set(found["speaker"]) & {"pulse", "default"}


def test_where_nothing_answers_the_lists_are_there_too(sound_server):
    found = listed(sound_server.environment | {"PULSE_SERVER": "/nowhere"})
    assert found.keys() == {"microphone", "speaker"}
