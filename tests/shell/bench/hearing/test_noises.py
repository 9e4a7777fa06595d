import inspect
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shell.bench.hearing import creatures, music, steady, strikes
from shell.bench.hearing.noises import KINDS, minutes, mix, rooms
from speech import wavfile
from speech.audio import RATE, Clip
from speech.recordings import NoRecordings, Recordings, find, half_of
from speech.vad import probabilities


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [RATE // 2, 3 * RATE])
def test_every_kind_sounds_for_its_whole_length_and_differs_by_seed(kind, count):
    one, again, other = (KINDS[kind](np.random.default_rng(seed), count) for seed in (1, 1, 2))
    assert one.shape == (count,)
    assert np.isfinite(one).all()
    assert one.any()
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize("module", [creatures, music, steady, strikes], ids=lambda module: module.__name__.rpartition(".")[2])
def test_no_noise_is_left_out(module):
    made = [one for name, one in inspect.getmembers(module, inspect.isfunction) if one.__module__ == module.__name__ and not name.startswith("_")]
    assert made
    assert set(made) <= set(KINDS.values())


def test_so_many_minutes_of_every_kind_the_same_for_the_same_seed():
    pieces, again = list(minutes(1, 0.5)), list(minutes(1, 0.5))
    assert sum(len(samples) for _, samples in pieces) == 30 * RATE
    assert all(kind == other and np.array_equal(samples, same) for (kind, samples), (other, same) in zip(pieces, again, strict=True))
    assert [kind for kind, _ in minutes(2, 0.5)] != [kind for kind, _ in pieces]


def test_every_kind_comes_before_one_comes_again():
    first = [kind for kind, _ in islice(minutes(1, 60.0), len(KINDS))]
    assert sorted(first) == sorted(KINDS)


def test_it_is_loud_and_quiet_and_sometimes_clipped():
    peaks = [int(np.abs(samples.astype(np.int32)).max()) for kind, samples in islice(minutes(1, 60.0), 2 * len(KINDS)) if kind != "dither"]
    assert min(peaks) < 1500
    assert max(peaks) >= 32767
    assert np.mean([peak >= 32767 for peak in peaks]) < 0.4


def test_room_noise_comes_where_there_is_some():
    room = np.random.default_rng(1).normal(0, 50, RATE).astype(np.int16)
    kinds = [kind for kind, _ in islice(minutes(1, 10.0, [room]), len(KINDS) + 2)]
    assert kinds.count("recorded") == 2


@given(st.floats(-10, 40))
def test_a_mix_has_its_ratio(snr_db):
    rng = np.random.default_rng(1)
    speech, noise = np.sign(rng.normal(0, 1, RATE)).astype(np.int16) * np.int16(400), rng.normal(0, 900, RATE // 3).astype(np.int16)
    rest = mix(speech, noise, snr_db).astype(np.float64) - speech
    measured = 10 * np.log10(np.mean(speech.astype(np.float64) ** 2) / np.mean(rest**2))
    assert measured == pytest.approx(snr_db, abs=0.3)


def test_a_mix_with_silence_is_what_it_was():
    speech = np.arange(-100, 100, dtype=np.int16)
    assert np.array_equal(mix(speech, np.zeros(7, np.int16), 10.0), speech)


def test_rooms_hold_no_speech(tmp_path: Path):
    try:
        recordings = find()
    except NoRecordings:
        pytest.skip("no recordings of people here: set SAYSO_TEST_DATA to the folder that has them")
    few = [path for path in recordings.clips("wake/computer") if half_of(path) == "tuning"][:6]
    place = tmp_path / "wake" / "computer"
    place.mkdir(parents=True)
    for path in few:
        wavfile.write(place / path.name, wavfile.read(path).samples)
    found = rooms(Recordings(tmp_path), "tuning")
    assert found
    assert max(max(probabilities(Clip(samples))[8:], default=0.0) for samples in found) < 0.5


def test_no_recordings_are_no_rooms(tmp_path: Path):
    assert rooms(Recordings(tmp_path), "tuning") == []
