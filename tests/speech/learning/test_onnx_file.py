from pathlib import Path

import numpy as np
import torch

from speech.audio import RATE, to_int16
from speech.features import Features
from speech.learning import onnx_file
from speech.learning.net import build
from speech.spotter import Spotter


def test_the_written_net_hears_a_stream_as_the_torch_net_hears_the_whole(tmp_path: Path):
    torch.manual_seed(5)
    net = build(width=8)
    with torch.no_grad():
        net.layers.train()
        net(torch.randn(4, 200, 40))  # so that the norms have something to fold
    net.layers.eval()
    onnx_file.write(net, tmp_path / "net.onnx")
    sound = to_int16(np.random.default_rng(2).normal(0, 0.1, 2 * RATE).astype(np.float32))
    rows = torch.from_numpy(Features().hear(sound))[None]
    spotter = Spotter(net=tmp_path / "net.onnx")

    with torch.no_grad():
        # A stream begins after nothing, the whole after padding with zeros: the same.
        wanted = torch.sigmoid(net(rows))[0].numpy()
    found = np.concatenate([spotter.scores(sound[at : at + 700]) for at in range(0, len(sound), 700)])

    np.testing.assert_allclose(found, wanted, atol=1e-4)
