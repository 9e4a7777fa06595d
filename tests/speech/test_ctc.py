import itertools
import math

import numpy as np
import pytest

from speech.ctc import likeliest


def rows(seed: int, length: int, labels: int = 3) -> np.ndarray:
    scores = np.random.default_rng(seed).normal(0, 2, (length, labels))
    return (scores - np.log(np.exp(scores).sum(1, keepdims=True))).astype(np.float32)


def collapsed(path: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(label for label, _ in itertools.groupby(path) if label)


def exact(scores: np.ndarray) -> dict[tuple[int, ...], float]:
    """Every path there is, summed."""
    found: dict[tuple[int, ...], float] = {}
    for path in itertools.product(range(scores.shape[1]), repeat=len(scores)):
        found[collapsed(path)] = found.get(collapsed(path), 0.0) + math.exp(sum(scores[at, label] for at, label in enumerate(path)))
    return found


@pytest.mark.parametrize("seed", range(5))
def test_the_likeliest_is_found_and_weighed_right(seed):
    scores = rows(seed, 5)
    best = max(exact(scores).items(), key=lambda item: item[1])
    (labels, found), *_ = likeliest(scores, 3)

    assert labels == best[0]
    assert found == pytest.approx(math.log(best[1]), abs=0.05)


def test_a_label_can_be_left_out_and_repeats_need_a_blank_between():
    sure = np.log(np.array([[0.02, 0.96, 0.02], [0.96, 0.02, 0.02], [0.02, 0.96, 0.02]], np.float32))

    assert likeliest(sure, 1)[0][0] == (1, 1)
    assert all(1 not in labels for labels, _ in likeliest(sure, 5, without=(1,)))
