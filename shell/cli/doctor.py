"""`sayso doctor`."""

import argparse
import asyncio
import json
import os
from dataclasses import asdict

from shell.doctor import examine


def doctor(args: argparse.Namespace) -> int:
    """Try every part; the exit code is 0 only when all of them work."""
    findings = asyncio.run(examine(os.environ))
    if args.json:
        print(json.dumps({"ok": all(finding.ok for finding in findings), "findings": [asdict(finding) for finding in findings]}))
    else:
        for finding in findings:
            print(f"{'✓' if finding.ok else '✗'} {finding.part:<15} {finding.detail}" + (f"\n    fix: {finding.fix}" if finding.fix else ""))
    return 0 if all(finding.ok for finding in findings) else 1
