"""The net in torch: convolutions over time that look back 1.8 seconds and never ahead."""

import importlib
from dataclasses import dataclass
from typing import Any

from speech.features import BANDS

WORDS = ("stop", "computer")
"""What its outputs mean."""
FIRST, STRIDE = 5, 2
"""Rows the first layer looks at, and how many it goes on by each step."""
TAPS = 3
"""Steps each further layer looks at."""
REACH = (1, 2, 4, 8, 4, 8, 16)
"""How far apart those are, layer by layer."""


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """Its layers and how they follow one another; called with [scenes, rows, bands], answers logits [scenes, steps, words]."""

    layers: Any
    """A torch ModuleDict."""

    def __call__(self, rows: Any) -> Any:
        torch: Any = importlib.import_module("torch")
        pad, layers = torch.nn.functional.pad, self.layers
        x = torch.relu(layers["first_norm"](layers["first"](pad(rows.transpose(1, 2), (FIRST - STRIDE, 0)))))
        for index, reach in enumerate(REACH):
            x = torch.relu(x + layers[f"norm{index}"](layers[f"deep{index}"](pad(x, ((TAPS - 1) * reach, 0)))))
        return layers["last"](x).transpose(1, 2)


def build(width: int = 64) -> Net:
    """A net that has learnt nothing; its weights come from torch's random state."""
    nn: Any = importlib.import_module("torch").nn
    layers: dict[str, Any] = {
        "first": nn.Conv1d(BANDS, width, FIRST, stride=STRIDE, bias=False),
        "first_norm": nn.BatchNorm1d(width),
        "last": nn.Conv1d(width, len(WORDS), 1),
    }
    for index, reach in enumerate(REACH):
        layers[f"deep{index}"] = nn.Conv1d(width, width, TAPS, dilation=reach, bias=False)
        layers[f"norm{index}"] = nn.BatchNorm1d(width)
    return Net(nn.ModuleDict(layers))
