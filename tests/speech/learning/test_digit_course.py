import numpy as np
import pytest

from speech.audio import silence
from speech.ctc import likeliest
from speech.decode import Decoder
from speech.digitnet import LABELS, DigitNet
from speech.learning.digit_course import Studied, study, teach, write
from speech.learning.digits import Lesson

pytest.importorskip("torch")
pytest.importorskip("onnx")


def lessons(count: int) -> list[Studied]:
    """Digits that any net can tell apart: each has a state of its own for some time."""
    chance, found = np.random.default_rng(1), []
    shapes = chance.normal(0, 1, (LABELS, 24))
    for _ in range(count):
        labels = tuple(int(label) for label in chance.integers(1, 4, 2))
        parts = [np.repeat(shapes[label][None], 8, 0) for one in labels for label in (0, one)]
        found.append(Studied(labels, (np.concatenate([*parts, parts[0]]) + chance.normal(0, 0.1, (40, 24))).astype(np.float16)))
    return found


def test_what_was_taught_is_known_and_the_file_knows_the_same(tmp_path):
    torch = pytest.importorskip("torch")
    seen, told = lessons(160), list[str]()
    net = teach(seen, 25, 1, told.append)
    write(net, tmp_path / "digits-small.onnx")
    stored = DigitNet.of("small", tmp_path)

    assert stored is not None
    right = 0
    for one in lessons(180)[160:]:
        rows = stored.rows(one.states.astype(np.float32))
        with torch.no_grad():
            np.testing.assert_allclose(net.scores(torch.from_numpy(one.states.astype(np.float32))[None])[0].numpy(), rows, atol=1e-4)
        right += likeliest(rows, 1)[0][0] == one.labels
    assert right >= 16
    assert len(told) == 25
    assert told[-1].startswith("round 25 of 25: ")


def test_studying_gives_the_encoders_states():
    (found,) = study(Decoder("base", 1), [Lesson((1,), silence(1.0))])
    assert found.labels == (1,)
    assert found.states.shape == (58, 512)
