import numpy as np

from speech.audio import RATE
from speech.echofit import TAIL, carried, fit


def decibels(sound):
    return 10 * np.log10(float((sound**2).mean()) + 1e-12)


def scene(person, gain=0.3):
    chance = np.random.default_rng(2)
    played = person.says("Paying forty two euros to Green Energy. Please say confirm and the four digits.").floats
    way = np.zeros(TAIL, np.float32)
    way[800:2400] = chance.normal(0, gain / 4, 1600) * np.exp(-np.arange(1600) / 300)
    return played, np.convolve(played, way)[: len(played)].astype(np.float32)


def test_the_echo_is_found_without_knowing_the_way(person):
    played, near = scene(person)
    found = fit(near, np.concatenate([np.zeros(TAIL, np.float32), played]), np.zeros(TAIL, np.float32))
    assert len(found.rest) == len(found.echo) == len(near)
    assert decibels(near) - decibels(near - found.echo) > 20
    assert decibels(near) - decibels(found.rest) > 20


def test_a_person_is_what_is_left(person):
    played, echo = scene(person)
    voice = person.says("open the calculator").floats
    near, at = echo.copy(), RATE
    near[at : at + len(voice)] += voice
    found = fit(near, np.concatenate([np.zeros(TAIL, np.float32), played]), np.zeros(TAIL, np.float32))
    wrong = found.rest[at : at + len(voice)] - voice
    assert decibels(voice) - decibels(wrong) > 8


def test_a_wrong_idea_of_the_way_does_no_harm(person):
    played, near = scene(person)
    wrong = np.random.default_rng(3).normal(0, 0.3, TAIL).astype(np.float32)
    found = fit(near, np.concatenate([np.zeros(TAIL, np.float32), played]), wrong)
    assert decibels(near) - decibels(near - found.echo) > 15


def test_what_does_not_come_from_it_is_left_alone(person):
    played, _ = scene(person)
    voice = person.says("what time is it").floats
    found = fit(voice, np.concatenate([np.zeros(TAIL, np.float32), played[: len(voice)]]), np.zeros(TAIL, np.float32))
    assert decibels(voice) - decibels(found.rest) < 3


def test_what_can_be_heard_is_told_from_chance(person):
    played, echo = scene(person)
    before = np.concatenate([np.zeros(TAIL, np.float32), played])
    voice = np.zeros_like(played)
    said = person.says("open the calculator").floats
    voice[RATE : RATE + len(said)] = said
    assert carried(echo, before) > 0.5
    assert carried(0.01 * echo, before) > 0.5
    assert carried(echo + voice, before) > 0.25
    assert abs(carried(voice, before)) < 0.1
