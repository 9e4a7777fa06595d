"""What can go wrong in hearing and speaking; every message is one line that says what to do."""


class SpeechError(Exception):
    """Root of the package's errors; the message is one line for the user."""

    exit_code = 1


class ModelMissing(SpeechError):
    """A model is not in the store."""

    exit_code = 3

    def __init__(self, name: str) -> None:
        super().__init__(f"the model {name!r} is not here: run `sayso models fetch {name}`")


class ModelCorrupt(SpeechError):
    """A model file does not have the pinned content."""

    exit_code = 3

    def __init__(self, file: str, detail: str) -> None:
        super().__init__(f"{file}: {detail}; it is not used: run `sayso models fetch` to get it again")


class FetchFailed(SpeechError):
    """No source gave a model file."""


class Unreachable(FetchFailed):
    """A server does not answer at all."""


class NoDevice(SpeechError):
    """There is no microphone or speaker to open."""

    exit_code = 3

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"no {kind}: {detail}; connect one or start the sound server (PulseAudio or PipeWire), then try again")


class DeviceLost(SpeechError):
    """A microphone or speaker went away while in use."""

    def __init__(self, kind: str, name: str, detail: str) -> None:
        super().__init__(f"the {kind} {name!r} went away ({detail}); waiting for it to come back")


class DeviceReturned(SpeechError):
    """The device that was named is there again while another stands in for it."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"the {kind} {name!r} is there again")


class NotAudio(SpeechError):
    """A file holds no sound that can be read."""

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(f"{path}: {detail}; give a PCM wav file")


class LinkBroken(SpeechError):
    """The other side of the link sent what cannot be understood."""
