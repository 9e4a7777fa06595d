import torch

from speech.features import BANDS
from speech.learning.net import WORDS, build


def test_an_answer_every_second_row_and_none_looks_ahead():
    torch.manual_seed(3)
    net = build(width=8)
    net.layers.eval()
    rows = torch.randn(1, 60, BANDS)
    later = rows.clone()
    later[:, 40:] += 1.0

    with torch.no_grad():
        one, two = net(rows), net(later)

    assert one.shape == (1, 30, len(WORDS))
    torch.testing.assert_close(one[:, :20], two[:, :20])
    assert not torch.allclose(one[:, 20:], two[:, 20:])
