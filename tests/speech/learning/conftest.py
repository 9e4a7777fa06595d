"""A repertoire of tones and hisses: enough to make scenes of, and made in no time."""

import numpy as np
import pytest

from speech.audio import RATE
from speech.learning.repertoire import Repertoire
from speech.learning.takes import Take


def tone(hertz: float, seconds: float) -> np.ndarray:
    return (6000 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.int16)


@pytest.fixture(scope="session")
def tones() -> Repertoire:
    """ "stop" is a high tone, "computer" a middle one, everything else low ones."""

    def takes(text: str, hertz: float, seconds: float) -> list[Take]:
        return [Take(tone(hertz * step, seconds), text, "tone") for step in (0.97, 1.0, 1.03)]

    low = takes("hello", 200.0, 0.8)
    return Repertoire(
        takes("stop", 3000.0, 0.4), takes("computer", 1000.0, 0.5), takes("computer help", 1000.0, 0.6), low, low, takes("long", 150.0, 3.0), low, low
    )
