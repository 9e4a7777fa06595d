import numpy as np

from speech.audio import RATE, Clip
from speech.tape import Tape


def test_the_tape_forgets_and_still_knows_positions():
    tape = Tape()
    for chunk in Clip(np.arange(5000, dtype=np.int16), 3.0).chunks(500):
        tape.add(chunk)
    tape.forget(3000)
    clip = tape.clip(3000, 3100)
    assert clip.samples.tolist() == list(range(3000, 3100))
    assert clip.started_at == 3.0 + 3000 / RATE
    assert len(tape.clip(0, 10).samples) == 0
