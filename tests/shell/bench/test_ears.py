import importlib

from shell.bench.ears import PARTS


def test_every_part_can_be_measured():
    for part in PARTS:
        assert callable(importlib.import_module(f"shell.bench.hearing.{part}").measure), part
