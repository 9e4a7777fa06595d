"""The page of the interface on the session bus, from its own introspection: what a program that asks the bus is told, in prose."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from shell.reference.markdown import cell, table

_DOC = "org.gtk.GDBus.DocString"
_EMITS = "org.freedesktop.DBus.Property.EmitsChangedSignal"
_HEADS = {"method": "Methods", "property": "Properties", "signal": "Signals"}


def page(interface: ET.Element) -> str:
    """The Markdown of an <interface> with annotations that document its members."""
    parts: list[str] = []
    for kind, head in _HEADS.items():
        members = sorted(interface.findall(kind), key=lambda member: member.attrib["name"])
        if members:
            parts += [f"## {head}", *(_member(kind, member) for member in members)]
    return "\n\n".join(parts) + "\n"


def _member(kind: str, member: ET.Element) -> str:
    name = member.attrib["name"]
    if kind == "property":
        how = "never changes" if _annotation(member, _EMITS) == "const" else "changes are signalled"
        return f"### `{name}`\n\n`{member.attrib['type']}`, {member.attrib['access']} only; {how}.\n\n{_annotation(member, _DOC)}"
    rows = [(f"`{argument.get('name', '')}`", f"`{argument.attrib['type']}`", _way(kind, argument)) for argument in member.findall("arg")]
    title = f"{name}({', '.join(_written(member, 'in'))})" if kind == "method" else name
    parts = [f"### `{title}`", _annotation(member, _DOC)]
    return "\n\n".join(parts + ([table(("argument", "type", "way"), rows)] if rows else []))


def _written(member: ET.Element, way: str) -> Iterator[str]:
    return (f"{argument.get('name', '')}: {argument.attrib['type']}" for argument in member.findall("arg") if argument.get("direction") == way)


def _way(kind: str, argument: ET.Element) -> str:
    if kind == "signal":
        return "sent"
    return {"in": "given", "out": "returned"}[argument.get("direction", "in")]


def _annotation(member: ET.Element, name: str) -> str:
    found = (one.attrib["value"] for one in member.findall("annotation") if one.attrib["name"] == name)
    return cell(next(found, ""))
