import numpy as np

from speech.synthesiser import Synthesiser


def test_piper_is_a_synthesiser(piper):
    synthesiser: Synthesiser = piper
    blocks = list(synthesiser.say("Done."))
    assert synthesiser.rate == 22050
    assert all(block.dtype == np.int16 for block in blocks)
