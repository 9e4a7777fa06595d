"""Noises that go on: hum, fan, hiss, water, wind, traffic, a crowd's murmur that holds no word."""

import numpy as np
from numpy.random import Generator

from shell.bench.hearing.shapes import Wave, band, burst, hiss, moments, place, seconds, slow, tone, unit
from speech.audio import RATE


def dither(rng: Generator, count: int) -> Wave:
    """Digital silence but for the last bit."""
    return rng.integers(-1, 2, count).astype(np.float64)


def hum(rng: Generator, count: int) -> Wave:
    """Mains hum of 50 or 60 Hz with its overtones, and a little hiss."""
    partials = tuple(float(one) for one in rng.uniform(0, 1, 12) / np.arange(1, 13) ** rng.uniform(0.3, 1.2))
    return unit(tone(count, float(rng.choice([50.0, 60.0])), rng, partials)) + rng.uniform(0.01, 0.2) * hiss(rng, count)


def fan(rng: Generator, count: int) -> Wave:
    """A fan: soft hiss, the tone of its blades and their beat."""
    blades = float(rng.uniform(40, 240))
    air = band(hiss(rng, count, -4.0), 60.0, float(rng.uniform(1500, 6000)), 2.0)
    beat = 1.0 + rng.uniform(0.0, 0.5) * np.sin(2 * np.pi * blades / rng.integers(3, 7) * seconds(count))
    return unit(air) * beat + rng.uniform(0.05, 0.6) * unit(tone(count, blades, rng, (1.0, 0.6, 0.3, 0.2)))


def white(rng: Generator, count: int) -> Wave:
    """White noise."""
    return hiss(rng, count)


def pink(rng: Generator, count: int) -> Wave:
    """Pink noise."""
    return hiss(rng, count, -3.0)


def brown(rng: Generator, count: int) -> Wave:
    """Brown noise."""
    return hiss(rng, count, -6.0)


def water(rng: Generator, count: int) -> Wave:
    """A running tap: hiss that breathes, and bubbles that rise in pitch."""
    whole = band(hiss(rng, count, float(rng.uniform(-2, 1))), 400.0, 7000.0, 2.0) * (0.6 + 0.8 * slow(rng, count, 6.0))
    for at in moments(rng, count, float(rng.uniform(10, 60))):
        size = round(rng.uniform(0.01, 0.06) * RATE)
        start, rise = rng.uniform(400, 2500), rng.uniform(1.0, 1.5)
        phase = np.cumsum(np.linspace(start, start * rise, size)) * 2 * np.pi / RATE
        place(whole, np.sin(phase) * burst(size, 0.002, size / RATE), at, float(rng.uniform(0.2, 2.0)))
    return whole


def wind(rng: Generator, count: int) -> Wave:
    """Wind at the microphone: low gusts, some of them whistling."""
    gusts = slow(rng, count, 0.8) ** 2
    low = hiss(rng, count, -6.0) * gusts
    pitch = 300.0 + 500.0 * slow(rng, count, 0.7)
    whistle = np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * gusts * (0.5 + 0.5 * hiss(rng, count, -3.0))
    return low + rng.uniform(0.0, 0.3) * whistle


def cars(rng: Generator, count: int) -> Wave:
    """Traffic: engines and tyres that come near and go, with falling pitch."""
    whole = 0.15 * hiss(rng, count, -5.0)
    for at in moments(rng, count, 0.3):
        width = rng.uniform(0.5, 2.0)
        near = np.exp(-0.5 * ((seconds(count) - at) / width) ** 2)
        engine = rng.uniform(50, 160) * (1.0 - 0.06 * np.tanh((seconds(count) - at) / width))
        phase = 2 * np.pi * np.cumsum(engine) / RATE
        motor = sum(np.sin(number * phase) / number for number in range(1, 9))
        tyres = band(hiss(rng, count, -2.0), 300.0, 2500.0, 1.0)
        whole += near * (rng.uniform(0.2, 0.8) * motor + unit(tyres))
    return whole


def vacuum(rng: Generator, count: int) -> Wave:
    """A vacuum cleaner or mixer: a motor that speeds up and slows down under broad noise."""
    pitch = float(rng.uniform(120, 420)) * (1.0 + 0.15 * slow(rng, count, 1.0))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    motor = sum(rng.uniform(0.2, 1.0) / number**0.7 * np.sin(number * phase) for number in range(1, 15))
    return unit(np.asarray(motor)) + rng.uniform(0.5, 2.0) * hiss(rng, count, -2.0)


def rain(rng: Generator, count: int) -> Wave:
    """Rain: hiss made of drops."""
    whole = 0.3 * hiss(rng, count, -1.0)
    for at in moments(rng, count, float(rng.uniform(30, 150))):
        size = round(rng.uniform(0.002, 0.02) * RATE)
        place(whole, hiss(rng, size, float(rng.uniform(-4, 2))) * burst(size, 0.0005, size / RATE), at, float(rng.exponential(1.0)))
    return whole
