"""Sound on its way to the speaker: in small pieces, and taken up again a little earlier after a pause."""

from collections.abc import Iterable

import numpy as np

from speech.audio import Samples

PIECE_S = 0.02
"""Length of a piece; within this the voice can be stopped."""
BACK_S = 0.3
"""Where there is no gap between words, so much is heard twice."""
_GAP_S, _REACH_S, _QUIET = 0.06, 1.5, 0.05
"""A gap is this long and this quiet, beside the loudest there was; further back none is looked for."""
_KEPT_S = 3.0


class Passage:
    """One text's sound, piece by piece."""

    def __init__(self, blocks: Iterable[Samples], rate: int) -> None:
        """rate: samples a second."""
        self.size = round(rate * PIECE_S)
        self._blocks = iter(blocks)
        self._rate = rate
        self._held: Samples = np.zeros(0, np.int16)
        self._next = 0

    def piece(self) -> Samples | None:
        """The next piece; None after the last. May take as long as making a block takes."""
        while self._next >= len(self._held):
            block = next(self._blocks, None)
            if block is None:
                return None
            kept = self._held[-round(self._rate * _KEPT_S) :]
            self._held, self._next = np.concatenate([kept, block]), len(kept)
        piece = self._held[self._next : self._next + self.size]
        self._next += len(piece)
        return piece

    def rewind(self, unheard: int) -> None:
        """Go back to before what did not sound, `unheard` samples: to the last gap between words, or else by 0.3 s more."""
        heard = max(0, self._next - unheard)
        latest = max(0, heard - round(BACK_S * self._rate))
        earliest = max(0, heard - round(_REACH_S * self._rate))
        gap = round(_GAP_S * self._rate) // self.size
        whole = self._held[earliest : earliest + (latest - earliest) // self.size * self.size]
        loud = np.abs(whole.reshape(-1, self.size).astype(np.int32)).max(axis=1) if len(whole) else np.zeros(0, np.int32)
        limit = _QUIET * max(1, int(np.abs(self._held[earliest:heard].astype(np.int32)).max(initial=0)))
        for end in range(len(loud), gap - 1, -1):
            if (loud[end - gap : end] < limit).all():
                self._next = earliest + end * self.size
                return
        self._next = latest
