"""The taught net as an ONNX file that hears a stream: what each layer still needs goes in and comes out as a state."""

import importlib
from pathlib import Path
from typing import Any

import numpy as np

from speech.audio import Floats
from speech.features import BANDS
from speech.learning.net import FIRST, REACH, STRIDE, TAPS, WORDS, Net

_OPSET, _IR = 17, 8


def write(net: Net, path: Path) -> None:
    """Write the net: inputs `rows` [1, n, 40] (n even) and `state0`…, outputs `scores` [1, n / 2, 2] in 0..1 and `next0`…"""
    onnx: Any = importlib.import_module("onnx")
    graph = _Graph(onnx)
    graph.given("rows", [1, "n", BANDS])
    graph.found("scores", [1, "m", len(WORDS)])
    width = int(net.layers["first"].weight.shape[0])
    x = graph.node("Transpose", ["rows"], perm=[0, 2, 1])
    x = graph.layer(x, 0, BANDS, FIRST - STRIDE, _folded(net, "first", "first_norm"), strides=[STRIDE])
    x = graph.node("Relu", [x])
    for index, reach in enumerate(REACH):
        weights = _folded(net, f"deep{index}", f"norm{index}")
        y = graph.layer(x, index + 1, width, (TAPS - 1) * reach, weights, dilations=[reach])
        x = graph.node("Relu", [graph.node("Add", [x, y])])
    last = [graph.constant(_array(net.layers["last"].weight)), graph.constant(_array(net.layers["last"].bias))]
    scores = graph.node("Sigmoid", [graph.node("Conv", [x, *last])])
    graph.node("Transpose", [scores], "scores", perm=[0, 2, 1])
    path.write_bytes(graph.model())


class _Graph:
    """The nodes so far."""

    def __init__(self, onnx: Any) -> None:
        self._onnx = onnx
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._inputs: list[Any] = []
        self._outputs: list[Any] = []

    def constant(self, values: Any) -> str:
        """The name of an array."""
        name = f"c{len(self._constants)}"
        self._constants.append(self._onnx.numpy_helper.from_array(values, name))
        return name

    def node(self, kind: str, inputs: list[str], output: str = "", **attributes: Any) -> str:
        """The name of what a node gives."""
        name = output or f"n{len(self._nodes)}"
        self._nodes.append(self._onnx.helper.make_node(kind, inputs, [name], **attributes))
        return name

    def layer(self, x: str, index: int, channels: int, before: int, weights: tuple[Floats, Floats], **attributes: Any) -> str:
        """A convolution that goes on where it was: `before` steps of its input are kept."""
        self.given(f"state{index}", [1, channels, before])
        joined = self.node("Concat", [f"state{index}", x], axis=2)
        ends = [self.constant(np.array([one], np.int64)) for one in (-before, np.iinfo(np.int64).max, 2)]
        self.node("Slice", [joined, *ends], f"next{index}")
        self.found(f"next{index}", [1, channels, before])
        return self.node("Conv", [joined, *(self.constant(one) for one in weights)], **attributes)

    def given(self, name: str, shape: list[Any]) -> None:
        """An input of the whole."""
        self._inputs.append(self._onnx.helper.make_tensor_value_info(name, self._onnx.TensorProto.FLOAT, shape))

    def found(self, name: str, shape: list[Any]) -> None:
        """An output of the whole."""
        self._outputs.append(self._onnx.helper.make_tensor_value_info(name, self._onnx.TensorProto.FLOAT, shape))

    def model(self) -> bytes:
        """The file."""
        helper = self._onnx.helper
        graph = helper.make_graph(self._nodes, "spotter", self._inputs, self._outputs, self._constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR, producer_name="sayso")
        self._onnx.checker.check_model(model)
        return model.SerializeToString()


def _folded(net: Net, layer: str, norm: str) -> tuple[Floats, Floats]:
    """A convolution and the norm after it as one: weights and bias."""
    batch = net.layers[norm]
    scale = _array(batch.weight) / np.sqrt(_array(batch.running_var) + batch.eps)
    return _array(net.layers[layer].weight) * scale[:, None, None], _array(batch.bias) - _array(batch.running_mean) * scale


def _array(tensor: Any) -> Floats:
    return tensor.detach().numpy().astype(np.float32)
