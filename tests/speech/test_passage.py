import numpy as np
import pytest

from speech.passage import BACK_S, PIECE_S, Passage

RATE = 22050


def tone(seconds: float, level: int = 8000) -> np.ndarray:
    return np.full(round(seconds * RATE), level, np.int16)


def rest_of(passage: Passage) -> list[np.ndarray]:
    pieces = []
    while (piece := passage.piece()) is not None:
        pieces.append(piece)
    return pieces


def drain(passage: Passage) -> np.ndarray:
    return np.concatenate([np.zeros(0, np.int16), *rest_of(passage)])


def test_pieces_are_short_and_lose_nothing():
    blocks = [np.arange(size, dtype=np.int16) for size in (0, 5000, 1, 441, 9999)]
    pieces = rest_of(Passage(blocks, RATE))
    assert max(map(len, pieces)) == round(RATE * PIECE_S)
    assert np.array_equal(np.concatenate(pieces), np.concatenate(blocks))


def test_it_goes_on_from_the_last_gap_between_words():
    whole = np.concatenate([tone(0.8, 8000), tone(0.2, 10), tone(2.0, 9000)])
    passage = Passage([whole], RATE)
    for _ in range(90):  # 1.8 s
        passage.piece()
    passage.rewind(round(0.2 * RATE))
    rest = drain(passage)
    assert 2.0 <= len(rest) / RATE <= 2.0 + 3 * PIECE_S
    assert rest[-round(2.0 * RATE) :].min() == 9000


def test_without_a_gap_it_goes_on_a_little_earlier():
    passage = Passage([tone(1.0), tone(2.0)], RATE)
    for _ in range(75):  # 1.5 s
        passage.piece()
    passage.rewind(round(0.2 * RATE))
    assert len(drain(passage)) / RATE == pytest.approx(1.5 + 0.2 + BACK_S, abs=PIECE_S)


def test_before_the_beginning_it_begins_again():
    passage = Passage([tone(1.0)], RATE)
    passage.piece()
    passage.rewind(5000)
    assert len(drain(passage)) == RATE
    empty = Passage([], RATE)
    empty.rewind(100)
    assert empty.piece() is None


def test_what_lies_far_back_is_forgotten_but_nothing_is_skipped():
    blocks = [np.full(RATE, number, np.int16) for number in range(1, 9)]
    passage = Passage(blocks, RATE)
    for _ in range(round(7.5 / PIECE_S)):
        passage.piece()
    passage.rewind(0)
    rest = drain(passage)
    assert rest[0] == 8
    assert len(rest) / RATE == pytest.approx(0.5 + BACK_S, abs=2 * PIECE_S)
