"""Lists the sound devices, as JSON: `python -m speech.devices`. A process of its own, as the sound libraries list once, may hang and print noise."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from speech import soundcard
from speech.errors import NoDevice


def listed() -> Mapping[str, list[str]]:
    """The names of the microphones and speakers that PortAudio knows now; none without a sound library."""
    found: list[dict[str, Any]] = []
    with suppress(NoDevice):
        found += soundcard.library().query_devices()
    channels = {"microphone": "max_input_channels", "speaker": "max_output_channels"}
    return {kind: list(dict.fromkeys(str(device["name"]) for device in found if device[key] > 0)) for kind, key in channels.items()}


if __name__ == "__main__":
    print(json.dumps(listed()))
