"""Noises that come and go: keys, clicks, knocks, dishes, coughs, squeaks, beeps."""

import numpy as np
from numpy.random import Generator

from shell.bench.hearing.shapes import Wave, band, burst, hiss, moments, place, ringing, seconds, slow, tone, unit
from speech.audio import RATE


def keyboard(rng: Generator, count: int) -> Wave:
    """Typing: each key goes down, bottoms out on its board and comes up again; in runs with pauses between them."""
    whole, at = 0.003 * hiss(rng, count, -3.0), float(rng.uniform(0, 0.4))
    board = [float(one) for one in rng.uniform(120, 900, 3)]
    bright, pace = float(rng.uniform(1500, 6000)), float(rng.uniform(0.07, 0.25))
    while at < count / RATE:
        for _ in range(int(rng.integers(1, 18))):
            strength, held = float(rng.uniform(0.4, 1.0)), float(rng.uniform(0.05, 0.12))
            for delay, gain in ((0.0, 0.4), (float(rng.uniform(0.008, 0.02)), 1.0), (held, 0.5)):
                size = round(rng.uniform(0.02, 0.06) * RATE)
                click = unit(band(hiss(rng, size), bright * 0.4, bright * 1.3, 1.0)) * burst(size, 0.0005, float(rng.uniform(0.01, 0.04)))
                thud = ringing(rng, size, [one * float(rng.uniform(0.9, 1.1)) for one in board], 0.05)
                place(whole, click + 0.7 * thud, at + delay, strength * gain)
            at += pace * float(rng.lognormal(0.0, 0.35))
        at += float(rng.exponential(0.6))
    return whole


def mouse(rng: Generator, count: int) -> Wave:
    """Mouse clicks, single and double, and the wheel."""
    whole = 0.003 * hiss(rng, count, -3.0)
    for at in moments(rng, count, 1.2):
        rows = int(rng.choice([2, 4, 12]))
        gap = {2: 0.07, 4: 0.06, 12: 0.03}[rows]
        for number in range(rows):
            size = round(0.02 * RATE)
            sound = ringing(rng, size, [float(rng.uniform(1500, 3000)), float(rng.uniform(3500, 7000))], 0.015)
            place(whole, sound, at + number * gap * float(rng.uniform(0.8, 1.2)), float(rng.uniform(0.4, 1.0)))
    return whole


def knocks(rng: Generator, count: int) -> Wave:
    """Knocks on a door, steps, something put on the table, a door that falls shut."""
    whole = 0.002 * hiss(rng, count, -3.0)
    for at in moments(rng, count, 0.5):
        modes = [float(one) for one in rng.uniform(70, 600, 5)]
        gap, decay = float(rng.uniform(0.12, 0.6)), float(rng.uniform(0.08, 0.5))
        for number in range(int(rng.integers(1, 6))):
            size = round(decay * RATE)
            sound = ringing(rng, size, modes, decay) + 0.4 * hiss(rng, size, -3.0) * burst(size, 0.001, 0.04)
            place(whole, sound, at + number * gap, float(rng.uniform(0.6, 1.0)))
    return whole


def dishes(rng: Generator, count: int) -> Wave:
    """Plates, glasses and cutlery: struck partials that are in no harmony."""
    whole = 0.003 * hiss(rng, count, -3.0)
    for at in moments(rng, count, float(rng.uniform(1.0, 6.0))):
        low = float(rng.uniform(500, 3500))
        partials = [low * one for one in (1.0, *(float(x) for x in np.cumsum(rng.uniform(0.25, 0.9, 7)) + 1.0))]
        decay = float(rng.uniform(0.05, 1.2))
        sound = ringing(rng, round(decay * RATE), partials, decay)
        for bounce in range(int(rng.integers(1, 5))):
            place(whole, sound, at + 0.09 * bounce * float(rng.uniform(0.5, 1.0)), float(rng.uniform(0.3, 1.0)) * 0.6**bounce)
    return whole


def breaths(rng: Generator, count: int) -> Wave:
    """Coughs, sneezes, sniffs, throat and breath: bursts of air, the middle of a cough with a rough voice."""
    whole = 0.002 * hiss(rng, count, -3.0)
    for at in moments(rng, count, 0.6):
        for number in range(int(rng.integers(1, 4))):
            length = float(rng.uniform(0.12, 0.5))
            size = round(length * RATE)
            air = band(hiss(rng, size), float(rng.uniform(300, 1200)), float(rng.uniform(2000, 7000)), 1.0)
            rough = float(rng.choice([0.0, 0.0, 1.0])) * tone(size, float(rng.uniform(80, 180)), rng, (1.0, 0.8, 0.6, 0.5, 0.4, 0.3))
            sound = (unit(air) + rough * (0.5 + 0.5 * hiss(rng, size, -6.0))) * burst(size, float(rng.uniform(0.005, 0.15)), length)
            place(whole, sound, at + number * length * 1.2, float(rng.uniform(0.4, 1.0)))
    return whole


def squeaks(rng: Generator, count: int) -> Wave:
    """A chair, a door hinge, brakes: rough tones that slide."""
    whole = 0.002 * hiss(rng, count, -3.0)
    for at in moments(rng, count, 0.6):
        size = round(rng.uniform(0.15, 1.2) * RATE)
        pitch = float(rng.uniform(250, 2200)) * (0.7 + 0.6 * slow(rng, size, 4.0))
        phase = 2 * np.pi * np.cumsum(pitch) / RATE
        sound = sum(rng.uniform(0.2, 1.0) / number * np.sin(number * phase) for number in range(1, 6))
        stick = 0.5 + 0.5 * np.sign(np.sin(2 * np.pi * float(rng.uniform(20, 90)) * seconds(size)))
        place(whole, np.asarray(sound) * stick * np.hanning(size), at, float(rng.uniform(0.4, 1.0)))
    return whole


def beeps(rng: Generator, count: int) -> Wave:
    """Microwaves, alarms, telephones: one or two tones in a pattern."""
    whole, at = 0.002 * hiss(rng, count, -3.0), float(rng.uniform(0.0, 1.0))
    notes = [float(one) for one in rng.uniform(400, 3200, int(rng.integers(1, 4)))]
    on, off = float(rng.uniform(0.06, 1.0)), float(rng.uniform(0.05, 1.5))
    square = bool(rng.integers(0, 2))
    while at < count / RATE:
        for note in notes:
            size = round(on * RATE / len(notes))
            sound = tone(size, note, rng, (1.0, 0.0, 0.33, 0.0, 0.2) if square else (1.0, 0.1))
            place(whole, sound * np.minimum(1.0, np.minimum(np.arange(size), np.arange(size)[::-1]) / 80.0), at)
            at += on / len(notes)
        at += off
    return whole


def rustle(rng: Generator, count: int) -> Wave:
    """Paper, cloth at the microphone, a bag: crackling bursts."""
    whole = 0.002 * hiss(rng, count, -3.0)
    for at in moments(rng, count, 1.0):
        size = round(rng.uniform(0.1, 1.0) * RATE)
        crackle = hiss(rng, size, float(rng.uniform(-4, 3))) * (slow(rng, size, 60.0) ** 4) * np.hanning(size)
        place(whole, crackle, at, float(rng.uniform(0.3, 1.0)))
    return whole
