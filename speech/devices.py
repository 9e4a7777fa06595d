"""Lists the sound devices, as JSON: `python -m speech.devices`. A process of its own, as the sound libraries list once, may hang and print noise."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from speech import soundcard
from speech.errors import NoDevice

_ANSWER_S = 2.0


def listed() -> Mapping[str, list[str]]:
    """The names of the microphones and speakers there are: PortAudio's, then the sound server's as the desktop shows them; none without both."""
    sight = None
    with suppress(TimeoutError):
        sight = soundcard.server.ask(_ANSWER_S)
    found: list[dict[str, Any]] = []
    with suppress(NoDevice):
        found += soundcard.library().query_devices()
    channels = {"microphone": "max_input_channels", "speaker": "max_output_channels"}
    names = {kind: [str(device["name"]) for device in found if device[key] > 0] for kind, key in channels.items()}
    if sight is not None:
        names["microphone"] += [source.description for source in sight.sources if not source.monitor]
        names["speaker"] += [sink.description for sink in sight.sinks]
    return {kind: list(dict.fromkeys(some)) for kind, some in names.items()}


if __name__ == "__main__":
    print(json.dumps(listed()))
