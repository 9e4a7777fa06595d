"""The page of the events, from their own definitions: what each means, its fields, and what these are on the bus."""

import ast
from collections.abc import Iterator

from shell.reference.markdown import cell, table

_ON_BUS = {"str": "s", "int": "x", "float": "d", "bool": "b"}
_SKIPPED = "_Event"


def page(source: str) -> str:
    """The Markdown of every event class in the source text of shell/event.py."""
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef) and node.name != _SKIPPED]
    return "\n\n".join(_event(node) for node in sorted(classes, key=lambda node: node.name)) + "\n"


def signature(annotation: str) -> str:
    """The bus's type of a field that is annotated so: "s", "x", "d", "b", "as", "ax", "av" or "a{sv}"."""
    kind = annotation.removesuffix(" | None")
    if kind in _ON_BUS:
        return _ON_BUS[kind]
    if kind.startswith("dict["):
        return "a{sv}"
    inner = kind.removeprefix("tuple[").removesuffix("]").split(", ")[0]
    return {"str": "as", "int": "ax"}.get(inner, "av")


def _event(node: ast.ClassDef) -> str:
    rows = list(_fields(node))
    about = cell(ast.get_docstring(node) or "")
    return f"### `{node.name}`\n\n{about}" + (f"\n\n{table(('field', 'type', 'what'), rows)}" if rows else "")


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    for field, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            yield f"`{field.target.id}`", f"`{signature(ast.unparse(field.annotation))}`", cell(_text(after))


def _text(node: ast.stmt | None) -> str:
    """The docstring under a field."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value.value
    return ""
