"""A network file cut in two at one of its tensors, so that its second half can be run on pieces of what the first half gave.

Works on the file's bytes (ONNX is a protocol buffer): nodes and weights are copied as they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_GRAPH, _NODE, _NAME, _WEIGHT, _INPUT, _OUTPUT = 7, 1, 2, 5, 11, 12
_WEIGHT_NAME, _NODE_INPUT, _NODE_OUTPUT, _NODE_NAME = 8, 1, 2, 3
_FIXED = {1: 8, 5: 4}


@dataclass(frozen=True, slots=True)
class _Node:
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    raw: bytes


class Network:
    """The parts of one network file."""

    def __init__(self, content: bytes) -> None:
        """Raises ValueError or IndexError when it is no network file."""
        top = list(_fields(memoryview(content)))
        graph = list(_fields(next((value for number, value, _ in top if number == _GRAPH), memoryview(b""))))
        self._head = [bytes(raw) for number, _, raw in top if number != _GRAPH]
        self._weights = {_text(value, _WEIGHT_NAME)[0]: raw for number, value, raw in graph if number == _WEIGHT}
        self._inputs = {_text(value, 1)[0]: bytes(raw) for number, value, raw in graph if number == _INPUT}
        self._nodes: list[_Node] = []
        self._named: dict[str, _Node] = {}
        for number, value, raw in graph:
            if number == _NODE:
                node = _Node(_text(value, _NODE_INPUT), _text(value, _NODE_OUTPUT), bytes(raw))
                self._nodes.append(node)
                self._named.update({name: node for name in _text(value, _NODE_NAME)})

    def input_of(self, node: str) -> str:
        """The tensor that a named node works on. Raises ValueError when there is no such node."""
        if node not in self._named:
            raise ValueError(f"there is no node {node!r}")
        return self._named[node].inputs[0]

    def part(self, outputs: tuple[str, ...], inputs: Mapping[str, tuple[int | str, ...]] | None = None) -> bytes:
        """A network file that gives some tensors, from the file's own inputs or from others, floats of these shapes (a text is any length).

        Raises ValueError when a tensor needs an input that is not given.
        """
        given = {name: _field(_INPUT, _floats(name, shape)) for name, shape in inputs.items()} if inputs else self._inputs
        makers = {name: node for node in self._nodes for name in node.outputs}
        needed: set[str] = set()
        waiting = list(outputs)
        while waiting:
            name = waiting.pop()
            if name in needed or not name:
                continue
            needed.add(name)
            if name in given or name in self._weights:
                continue
            if name not in makers:
                raise ValueError(f"nothing makes the tensor {name!r}")
            waiting += makers[name].inputs
        pieces = [node.raw for node in self._nodes if needed.intersection(node.outputs) and not any(name in given for name in node.outputs)]
        pieces += [bytes(raw) for name, raw in self._weights.items() if name in needed]
        pieces += [_field(_NAME, b"part"), *given.values(), *(_field(_OUTPUT, _field(1, name.encode())) for name in outputs)]
        size = sum(map(len, pieces))
        return b"".join([*self._head, _number(_GRAPH << 3 | 2), _number(size), *pieces])


def _fields(data: memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    """Field number, content, and the whole field as it lies in the file."""
    at = 0
    while at < len(data):
        key, start = _read(data, at)
        kind = key & 7
        if kind == 2:
            size, start = _read(data, start)
            end = start + size
        elif kind == 0:
            end = _read(data, start)[1]
        elif kind in _FIXED:
            end = start + _FIXED[kind]
        else:
            raise ValueError(f"no field is of kind {kind}")
        if end > len(data):
            raise ValueError("it is cut off")
        yield key >> 3, data[start:end], data[at:end]
        at = end


def _read(data: memoryview, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = data[at]
        number |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return number, at


def _text(message: memoryview, number: int) -> tuple[str, ...]:
    return tuple(bytes(value).decode() for field, value, _ in _fields(message) if field == number)


def _number(value: int) -> bytes:
    rows = bytearray()
    while value > 127:
        rows.append(value & 127 | 128)
        value >>= 7
    return bytes([*rows, value])


def _field(number: int, content: bytes) -> bytes:
    return _number(number << 3 | 2) + _number(len(content)) + content


def _floats(name: str, shape: tuple[int | str, ...]) -> bytes:
    sizes = [_field(1, _field(2, size.encode()) if isinstance(size, str) else _number(1 << 3) + _number(size)) for size in shape]
    kind = _field(1, _number(1 << 3) + _number(1) + _field(2, b"".join(sizes)))
    return _field(1, name.encode()) + _field(2, kind)
