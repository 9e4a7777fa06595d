import numpy as np
import pytest

from speech.audio import FRAME, RATE
from speech.echopath import PARTITIONS, EchoPath


def decibels(sound):
    return 10 * np.log10(float((sound**2).mean()) + 1e-12)


def blocks(sound):
    return sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)


@pytest.fixture
def way():
    chance = np.random.default_rng(1)
    room = chance.normal(0, 0.1, 1600) * np.exp(-np.arange(1600) / 300)
    return np.concatenate([np.zeros(900), room]).astype(np.float32)


@pytest.fixture
def played(person):
    return np.tile(person.says("I will delete budget.txt for good. Say yes to go on.").floats, 2)


def run(path, played, near):
    left = []
    for block, heard in zip(blocks(played), blocks(near), strict=True):
        path.play(block)
        left.append(path.clean(heard))
    return np.concatenate(left)


def test_most_of_the_echo_is_gone_after_two_seconds(played, way):
    near = np.convolve(played, way)[: len(played)].astype(np.float32)
    path = EchoPath()
    left = run(path, played, near)
    assert decibels(near[2 * RATE : len(left)]) - decibels(left[2 * RATE :]) > 15
    known = path.response
    assert len(known) == PARTITIONS * FRAME
    assert abs(int(np.abs(known).argmax()) - int(np.abs(way).argmax())) < 3


def test_a_person_who_speaks_over_it_stays(played, way, person):
    voice = person.says("cancel the payment").floats
    echo = np.convolve(played, way)[: len(played)].astype(np.float32)
    near, at = echo.copy(), 4 * RATE
    near[at : at + len(voice)] += voice
    left = run(EchoPath(), played, near)
    wrong = left[at : at + len(voice)] - voice
    assert decibels(echo[at : at + len(voice)]) - decibels(wrong) > 8
    assert decibels(wrong) < decibels(voice) - 6


def test_it_never_makes_it_louder_where_nothing_of_it_is_heard(played, person):
    near = person.says("what time is it", after=2.0).floats
    left = run(EchoPath(), played[: len(near)], near)
    assert abs(decibels(left) - decibels(near)) < 1


def test_it_is_still_when_all_has_died_away():
    path = EchoPath()
    assert not path.sounding
    path.play(np.full(FRAME, 0.1, np.float32))
    assert path.sounding
    for _ in range(PARTITIONS + 1):
        path.play(np.zeros(FRAME, np.float32))
    assert not path.sounding
