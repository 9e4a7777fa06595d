"""Teaching the net of digits: what an encoder makes of the lessons goes in, an ONNX file comes out."""

import importlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speech.audio import Clip
from speech.ctc import Labels
from speech.decode import Decoder
from speech.digitnet import LABELS
from speech.learning.digits import Lesson

_OPSET, _IR = 17, 8
_BATCH, _WIDTH, _DEPTH, _TAPS = 32, 96, 3, 5
_DROPPED, _RATE = 0.2, 3e-3


@dataclass(frozen=True, slots=True, eq=False)
class Studied:
    """A lesson as the encoder gives it."""

    labels: Labels
    states: NDArray[np.float16]
    """[time, width], 50 a second."""


@dataclass(frozen=True, slots=True)
class Net:
    """The layers by name, as torch has them."""

    layers: Any

    def scores(self, states: Any) -> Any:
        """Log-probabilities [batch, time / 2, LABELS] of states [batch, time, width]."""
        functional: Any = importlib.import_module("torch.nn.functional")
        halved = self.layers["norm"](states[:, : states.shape[1] // 2 * 2].unflatten(1, (-1, 2)).mean(2))
        x = functional.relu(self.layers["first"](self.layers["drop"](halved))).transpose(1, 2)
        for index in range(_DEPTH):
            x = x + self.layers["drop"](functional.relu(self.layers[f"deep{index}"](x)))
        return self.layers["last"](x.transpose(1, 2)).log_softmax(-1)


def study(decoder: Decoder, lessons: Iterable[Lesson]) -> list[Studied]:
    """The lessons through the encoder of one model."""
    return [Studied(one.labels, decoder.encode(Clip(one.sound)).spoken.astype(np.float16)) for one in lessons]


def teach(studied: Sequence[Studied], rounds: int, seed: int, tell: Callable[[str], None]) -> Net:
    """A net that has seen every lesson `rounds` times, with one thread."""
    torch: Any = importlib.import_module("torch")
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance, fit = np.random.default_rng(seed), [one for one in studied if len(one.states) // 2 >= 2 * len(one.labels) + 2]
    net = _built(torch, fit[0].states.shape[1])
    optimiser = torch.optim.AdamW(net.layers.parameters(), _RATE, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=rounds * -(-len(fit) // _BATCH))
    lost = torch.nn.CTCLoss(zero_infinity=True)
    net.layers.train()
    for number in range(rounds):
        total = 0.0
        for states, lengths, labels, counts in _batches(torch, fit, chance):
            loss = lost(net.scores(states).transpose(0, 1), labels, lengths, counts)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.layers.parameters(), 5.0)
            optimiser.step()
            pace.step()
            total += float(loss.detach())
        tell(f"round {number + 1} of {rounds}: {total * _BATCH / len(fit):.3f} off")
    net.layers.eval()
    return net


def write(net: Net, path: Path) -> None:
    """Write the net: input `states` [1, n, width] (n even), output `scores` [1, n / 2, LABELS], log-probabilities."""
    graph, width = _Graph(net), int(net.layers["norm"].weight.shape[0])
    pairs = graph.node("Reshape", "states", graph.constant(np.array([1, -1, 2, width], np.int64)))
    x = graph.node(
        "LayerNormalization", graph.node("ReduceMean", pairs, axes=[2], keepdims=0), graph.part("norm", "weight"), graph.part("norm", "bias")
    )
    x = graph.node("Transpose", graph.node("Relu", graph.linear(x, "first")), perm=[0, 2, 1])
    for index in range(_DEPTH):
        weights = graph.part(f"deep{index}", "weight"), graph.part(f"deep{index}", "bias")
        x = graph.node("Add", x, graph.node("Relu", graph.node("Conv", x, *weights, pads=[_TAPS // 2] * 2)))
    x = graph.linear(graph.node("Transpose", x, perm=[0, 2, 1]), "last")
    graph.node("LogSoftmax", x, output="scores", axis=-1)
    path.write_bytes(graph.model(("states", [1, "n", width]), ("scores", [1, "m", LABELS])))


class _Graph:
    """The nodes so far."""

    def __init__(self, net: Net) -> None:
        self._onnx: Any = importlib.import_module("onnx")
        self._net = net
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def constant(self, values: Any) -> str:
        """The name of an array."""
        self._constants.append(self._onnx.numpy_helper.from_array(values, f"c{len(self._constants)}"))
        return f"c{len(self._constants) - 1}"

    def part(self, layer: str, part: str, turned: bool = False) -> str:
        """The name of a layer's weight or bias."""
        values = getattr(self._net.layers[layer], part).detach().numpy().astype(np.float32)
        return self.constant(np.ascontiguousarray(values.T if turned else values))

    def node(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        """The name of what a node gives."""
        name = output or f"n{len(self._nodes)}"
        self._nodes.append(self._onnx.helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def linear(self, x: str, layer: str) -> str:
        """A linear layer on the last axis."""
        return self.node("Add", self.node("MatMul", x, self.part(layer, "weight", turned=True)), self.part(layer, "bias"))

    def model(self, given: tuple[str, list[Any]], found: tuple[str, list[Any]]) -> bytes:
        """The file."""
        helper = self._onnx.helper
        ends = [helper.make_tensor_value_info(name, self._onnx.TensorProto.FLOAT, shape) for name, shape in (given, found)]
        graph = helper.make_graph(self._nodes, "digits", ends[:1], ends[1:], self._constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR, producer_name="sayso")
        self._onnx.checker.check_model(model)
        return model.SerializeToString()


def _built(torch: Any, width: int) -> Net:
    layers = {"norm": torch.nn.LayerNorm(width), "first": torch.nn.Linear(width, _WIDTH), "drop": torch.nn.Dropout(_DROPPED)}
    layers |= {f"deep{index}": torch.nn.Conv1d(_WIDTH, _WIDTH, _TAPS, padding=_TAPS // 2) for index in range(_DEPTH)}
    return Net(torch.nn.ModuleDict(layers | {"last": torch.nn.Linear(_WIDTH, LABELS)}))


def _batches(torch: Any, studied: Sequence[Studied], chance: np.random.Generator) -> Iterable[tuple[Any, Any, Any, Any]]:
    """Lessons of like lengths together; some states missing or a little off."""
    order = sorted(range(len(studied)), key=lambda index: len(studied[index].states) + chance.random() * 40)
    groups = [[studied[index] for index in order[start : start + _BATCH]] for start in range(0, len(order), _BATCH)]
    for at in chance.permutation(len(groups)):
        group = groups[int(at)]
        states = torch.nn.utils.rnn.pad_sequence([torch.from_numpy(one.states.astype(np.float32)) for one in group], batch_first=True)
        states = states + torch.randn_like(states) * 0.05
        for row in states:
            if chance.random() < 0.5:
                gap = int(chance.integers(max(1, len(row) - 6)))
                row[gap : gap + int(chance.integers(1, 6))] = 0.0
        labels = torch.tensor([label for one in group for label in one.labels], dtype=torch.long)
        yield states, torch.tensor([len(one.states) // 2 for one in group]), labels, torch.tensor([len(one.labels) for one in group])
