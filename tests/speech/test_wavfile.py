import struct
import subprocess
import time
from itertools import pairwise

import numpy as np
import pytest

from speech import wavfile
from speech.audio import RATE, Clip
from speech.errors import NotAudio


def riff(kind: int, size: int, data: bytes) -> bytes:
    """A wav file of a format that says it holds `size` bytes of sound."""
    form = struct.pack("<HHIIHH", kind, 1, RATE, 2 * RATE, 2, 16)
    return b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + form + b"data" + size.to_bytes(4, "little") + data


def tone(seconds: float = 0.5) -> np.ndarray:
    return (8000 * np.sin(2 * np.pi * 300 * np.arange(round(seconds * RATE)) / RATE)).astype(np.int16)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("u8", ["-b", "8"]),
        ("s24", ["-b", "24", "-r", "48000", "-c", "2"]),
        ("s32", ["-b", "32", "-r", "44100"]),
        ("float", ["-e", "floating-point", "-b", "32", "-r", "22050", "-c", "2"]),
        ("8k", ["-r", "8000"]),
    ],
)
def test_reads_every_usual_form(tmp_path, name, options):
    wavfile.write(tmp_path / "in.wav", tone())
    subprocess.run(["sox", tmp_path / "in.wav", *options, tmp_path / f"{name}.wav"], check=True)
    got = wavfile.read(tmp_path / f"{name}.wav").samples.astype(float)
    assert abs(len(got) - RATE // 2) <= 1
    want = tone().astype(float)[: len(got)]
    assert np.corrcoef(got[: len(want)], want)[0, 1] > 0.999
    assert np.abs(got).max() == pytest.approx(8000, rel=0.05)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"hello, this is text and no sound at all", "is not a wav file"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "is cut off"),
        (
            b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16) + b"data\x64\x00\x00\x00\x01\x00",
            "is cut off",
        ),
        (
            b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + struct.pack("<HHIIHH", 85, 1, RATE, 2 * RATE, 2, 16) + b"data\x02\x00\x00\x00\x01\x00",
            "format 85",
        ),
    ],
)
def test_what_is_not_sound_is_one_line(tmp_path, content, says):
    path = tmp_path / "x.wav"
    path.write_bytes(content)
    with pytest.raises(NotAudio) as caught:
        wavfile.read(path)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_such_file_and_a_folder(tmp_path):
    for path in (tmp_path / "none.wav", tmp_path):
        with pytest.raises(NotAudio, match="cannot be read"):
            wavfile.read(path)


def test_a_stream_of_unknown_length_is_read_to_its_end(tmp_path):
    wavfile.write(tmp_path / "a.wav", tone())
    content = bytearray((tmp_path / "a.wav").read_bytes())
    content[40:44] = b"\xff\xff\xff\xff"
    (tmp_path / "b.wav").write_bytes(content)
    assert np.array_equal(wavfile.read(tmp_path / "b.wav").samples, tone())


async def test_file_microphone_gives_the_clip_then_silence():
    microphone = wavfile.FileMicrophone(Clip(tone(0.1)), trailing_s=0.1)
    await microphone.open()
    chunks = [chunk async for chunk in microphone]
    whole = np.concatenate([chunk.samples for chunk in chunks])
    assert np.array_equal(whole[:1600], tone(0.1))
    assert len(whole) == 3200
    assert not whole[1600:].any()
    assert [b.at > a.at for a, b in pairwise(chunks)].count(False) == 0


async def test_file_microphone_can_keep_real_time():
    begun = time.monotonic()
    async for _ in wavfile.FileMicrophone(Clip(tone(0.2)), trailing_s=0.0, pace=1.0):
        continue
    assert 0.15 < time.monotonic() - begun < 1.0


async def test_file_speaker_writes_what_it_plays_and_can_be_stopped(tmp_path):
    speaker = wavfile.FileSpeaker(tmp_path / "out.wav")
    starts: list[float] = []
    assert await speaker.play([tone(0.1), tone(0.1)], RATE, starts.append) is True
    assert len(starts) == 1
    assert wavfile.read(tmp_path / "out.wav").duration == pytest.approx(0.2)

    def blocks():
        yield tone(0.1)
        speaker.stop()
        yield tone(0.1)

    assert await speaker.play(blocks(), RATE, starts.append) is False
