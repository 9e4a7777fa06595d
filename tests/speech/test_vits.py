import numpy as np
import pytest

from speech import models
from speech.errors import ModelCorrupt
from speech.vits import HOP, Vits

PHONEMES = [1, 0, 20, 0, 59, 0, 24, 0, 120, 0, 27, 0, 100, 0, 3, 0, 35, 0, 62, 0, 122, 0, 24, 0, 17, 0, 10, 0, 2]


@pytest.fixture(scope="module")
def net() -> Vits:
    return Vits(models.locate("voice") / "en_US-joe-medium.onnx")


def test_stretches_join_to_the_sound_of_the_whole(net):
    latent = net.plan(PHONEMES, 1.0, (0.667, 0.8))
    assert latent.frames == round(float(latent.widths.sum()))
    assert len(latent.widths) == len(PHONEMES)
    whole = net.sound(latent, 0, latent.frames)
    assert len(whole) == latent.frames * HOP
    cut = latent.frames // 3
    joined = np.concatenate([net.sound(latent, 0, cut), net.sound(latent, cut, latent.frames)])
    assert np.abs(joined - whole).max() < 1e-4


def test_a_greater_length_is_slower(net):
    quick, slow = (net.plan(PHONEMES, length, (0.667, 0.0)).frames for length in (0.6, 1.2))
    assert slow > 1.5 * quick


def test_another_network_is_refused_in_one_line(tmp_path):
    (tmp_path / "bad.onnx").write_bytes(b"nothing of the kind")
    with pytest.raises(ModelCorrupt, match=r"bad\.onnx"):
        Vits(tmp_path / "bad.onnx")
    other = models.locate("voice").parent / "base"
    with pytest.raises(ModelCorrupt):
        Vits(next(path for path in other.iterdir() if path.suffix == ".json"))
