import threading

import numpy as np

from speech.synthesiser import Synthesiser, ahead


def test_piper_is_a_synthesiser(piper):
    synthesiser: Synthesiser = piper
    blocks = list(synthesiser.say("Done."))
    assert synthesiser.rate == 22050
    assert all(block.dtype == np.int16 for block in blocks)


def test_the_next_block_is_made_while_the_one_before_sounds():
    second = threading.Event()

    def blocks():
        yield np.ones(1, np.int16)
        second.set()
        yield np.full(1, 2, np.int16)

    coming = ahead(blocks())
    first = next(coming)
    assert second.wait(5)
    assert [int(first[0]), *(int(block[0]) for block in coming)] == [1, 2]
