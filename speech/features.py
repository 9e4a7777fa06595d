"""What the spotter's net is given: 40 logarithmic mel bands every 10 ms, relative to how loud it has been, computed as the sound arrives."""

import numpy as np

from speech.audio import RATE, Floats, Samples

BANDS = 40
"""Mel bands of a row."""
HOP = 160
"""Samples from one row to the next, 10 ms."""
WINDOW = 400
"""Samples one row looks at, 25 ms."""
_SIZE = 512
_LOWEST, _HIGHEST = 80.0, 7600.0
_FLOOR = 1e-9
"""Power below which everything is silence: about what one bit of noise gives."""
_QUIETEST = float(np.log(2e-6))
"""What is less loud than this is never taken for loud: the level of a quiet room."""
_FADING = 0.025
"""How fast a loud moment is forgotten, in the logarithm of power a row: 11 dB a second."""
_SPREAD = 4.0
"""Brings the rows to about -2..2, so that the net need not."""


def _mel(hertz: float) -> float:
    return 2595.0 * float(np.log10(1.0 + hertz / 700.0))


def _filters() -> Floats:
    """Triangles, [bins, bands]."""
    edges = 700.0 * (10.0 ** (np.linspace(_mel(_LOWEST), _mel(_HIGHEST), BANDS + 2) / 2595.0) - 1.0)
    bins = np.arange(_SIZE // 2 + 1) * RATE / _SIZE
    rising = (bins[:, None] - edges[None, :-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[None, 2:] - bins[:, None]) / (edges[2:] - edges[1:-1])
    return np.maximum(0.0, np.minimum(rising, falling)).astype(np.float32)


_FILTERS = _filters()
_SHAPE: Floats = np.hanning(WINDOW + 1)[:-1].astype(np.float32)


class Features:
    """Keeps what the next row still needs; one instance a stream."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget everything heard; the stream begins after silence."""
        self._rest: Samples = np.zeros(WINDOW - HOP, np.int16)
        self._loudest = _QUIETEST

    def hear(self, samples: Samples) -> Floats:
        """The rows, [n, 40], that are complete now: row i of the stream ends with sample (i + 1) * HOP."""
        joined = np.concatenate([self._rest, samples])
        count = max(0, (len(joined) - WINDOW) // HOP + 1)
        self._rest = joined[count * HOP :]
        if not count:
            return np.zeros((0, BANDS), np.float32)
        power: Floats = mel(joined[: (count - 1) * HOP + WINDOW].astype(np.float32) / 32768.0)
        rows = (np.log(power + _FLOOR) - self._level(power)[:, None]) / _SPREAD
        return np.asarray(rows, np.float32)

    def _level(self, power: Floats) -> Floats:
        """How loud it has been, for each row: the loudest moment, which fades."""
        faded = np.arange(1, len(power) + 1) * _FADING
        loudest = np.maximum.accumulate(np.log(power.mean(axis=1) + _FLOOR) + faded)
        level = np.maximum(np.maximum(loudest, self._loudest) - faded, _QUIETEST).astype(np.float32)
        self._loudest = float(level[-1])
        return level


def mel(floats: Floats) -> Floats:
    """The power in each band, [n, 40], of a sound in -1..1 whose first row begins with its first sample."""
    frames = np.lib.stride_tricks.sliding_window_view(floats, WINDOW)[::HOP]
    spectrum = np.fft.rfft(frames * _SHAPE, _SIZE).astype(np.complex64)
    return np.asarray((spectrum.real**2 + spectrum.imag**2) @ _FILTERS / WINDOW, np.float32)
