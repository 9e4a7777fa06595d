"""`sayso doctor`."""

import argparse
import asyncio
import json
import os
import sys
import textwrap
from dataclasses import asdict

from shell.doctor import Finding, Manner, examine

_WIDTH = 80
_MARKS = {"ok": "✓", "note": "•", "fail": "✗"}
_INDENT = 17
"""Columns before the detail."""
_ARROW = f"{'':{_INDENT}}→ "
_CLOCK = 8
"""Columns of the time at the end of a line."""


def doctor(args: argparse.Namespace) -> int:
    """Try every part, telling each as it comes; the exit code is 1 only when something fails."""
    silent, deep = args.silent, args.deep
    manner = Manner(silent, deep) if args.json else Manner(silent, deep, _begun, _found)
    findings = asyncio.run(examine(os.environ, manner))
    if args.json:
        print(json.dumps({"ok": _well(findings), "findings": [asdict(finding) | {"ok": finding.ok} for finding in findings]}))
    else:
        print("\n" + textwrap.fill(_summary(findings), _WIDTH))
    return 0 if _well(findings) else 1


def lines_of(finding: Finding) -> str:
    """A finding in lines of at most 80 columns: mark, part, detail and time, then the fix."""
    first, *rest = textwrap.wrap(finding.detail, _WIDTH - _INDENT - _CLOCK, break_long_words=False, break_on_hyphens=False) or [""]
    lines = [f"{_MARKS[finding.state]} {finding.part:<{_INDENT - 2}}{first:<{_WIDTH - _INDENT - _CLOCK}}{_clock(finding.ms):>{_CLOCK}}"]
    lines += [f"{'':{_INDENT}}{line}" for line in rest]
    for step in filter(None, finding.fix.split("; ")):
        lines += textwrap.wrap(
            step, _WIDTH, initial_indent=_ARROW, subsequent_indent=" " * len(_ARROW), break_long_words=False, break_on_hyphens=False
        )
    return "\n".join(lines)


def _begun(part: str) -> None:
    if sys.stdout.isatty():
        print(f"… {part}", end="", flush=True)


def _found(finding: Finding) -> None:
    # The line that said it had begun is written over.
    print(("\r\x1b[K" if sys.stdout.isatty() else "") + lines_of(finding), flush=True)


def _clock(ms: int) -> str:
    return f"{ms} ms" if ms < 1000 else f"{ms / 1000:.1f} s"


def _well(findings: list[Finding]) -> bool:
    return all(finding.ok for finding in findings)


def _summary(findings: list[Finding]) -> str:
    failed = [finding.part for finding in findings if not finding.ok]
    notes = sum(finding.state == "note" for finding in findings)
    noted = f" ({notes} with a note, •)" if notes else ""
    if not failed:
        return f"Everything Sayso needs works here{noted}."
    return f"{len(failed)} of {len(findings)} do not work: {', '.join(failed)}. What to do stands after each arrow."
