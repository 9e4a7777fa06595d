"""What a plain stream does when its sound server is killed: `python -m shell.bench.hearing.plain_stream SECONDS` tells when it heard again."""

import queue
import sys
import time
from collections.abc import Sequence

from speech import soundcard
from speech.errors import NoDevice

_STALL_S = 1.0
"""Seconds without a block after which it counts as broken off."""


def outlived(patience_s: float) -> float | None:
    """Seconds from the last block before the stream breaks off to the next one; None when none comes within patience_s. Raises NoDevice."""
    blocks: queue.Queue[float] = queue.Queue()
    sound = soundcard.library()

    def heard(*_: object) -> None:
        """When a block came; what is in it does not matter."""
        blocks.put(time.monotonic())

    try:
        stream = sound.RawInputStream(samplerate=16000, channels=1, dtype="int16", callback=heard)
        stream.start()
    except sound.PortAudioError as error:
        raise NoDevice("microphone", " ".join(str(error).split())) from None
    last = blocks.get()
    while True:
        try:
            last = blocks.get(timeout=_STALL_S)
        except queue.Empty:
            break
    try:
        return blocks.get(timeout=patience_s) - last
    except queue.Empty:
        return None


def main(arguments: Sequence[str]) -> int:
    """Print the seconds, or "never"."""
    try:
        found = outlived(float(arguments[0]))
    except NoDevice as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print("never" if found is None else f"{found:.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
