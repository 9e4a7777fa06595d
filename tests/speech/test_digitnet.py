import numpy as np
import pytest

from speech.decode import Decoder
from speech.digitnet import LABELS, OTHER, DigitNet, digits_of, labels_of


def test_a_recogniser_without_a_net_has_none(tmp_path):
    assert DigitNet.of("base", tmp_path) is None
    assert DigitNet.of("large") is None


@pytest.mark.parametrize("digits", ["", "0", "4719", "00"])
def test_labels_and_digits_are_the_same(digits):
    assert digits_of(labels_of(digits)) == digits
    assert digits_of((OTHER, *labels_of(digits))) == digits


def test_the_shipped_net_gives_probabilities_and_hears_digits(person):
    net = DigitNet.of("base")
    assert net is not None
    rows = net.rows(Decoder("base", 1).encode(person.says("seven two nine")).spoken)

    assert rows.shape[1] == LABELS
    np.testing.assert_allclose(np.exp(rows).sum(1), 1, atol=1e-4)
    assert {int(label) - 1 for label in rows.argmax(1) if label} >= {7, 2, 9}
