"""The alternative to measure against: faster-whisper as the library is used by default."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from speech import models


def library_default_ms(clips: Sequence[Path]) -> list[float]:
    """Milliseconds of WhisperModel.transcribe(file) with its defaults, base, int8, for each clip; models already loaded."""
    from faster_whisper import WhisperModel  # noqa: PLC0415

    model: Any = WhisperModel(str(models.locate("base")), device="cpu", compute_type="int8", local_files_only=True)
    times: list[float] = []
    for clip in clips:
        begun = time.monotonic()
        segments, _ = model.transcribe(str(clip))
        list(segments)
        times.append((time.monotonic() - begun) * 1000)
    return times
