from pathlib import Path
from typing import get_args

import pytest

from shell import event
from shell.reference.events import page, signature

SOURCE = '''
class _Event: ...

class Rang(_Event, frozen=True):
    """Somebody is at the door."""

    who: str = ""
    """A name | a number."""
    times: int = 1

class Left(_Event):
    """Nobody is any more."""
'''


def test_an_event_is_told_with_its_fields() -> None:
    told = page(SOURCE)

    assert "### `Rang`\n\nSomebody is at the door." in told
    assert "| `who` | `s` | A name \\| a number. |\n| `times` | `x` |  |" in told
    assert "_Event" not in told


def test_they_come_in_the_order_of_the_alphabet() -> None:
    assert page(SOURCE).index("Left") < page(SOURCE).index("Rang")


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("str", "s"), ("bool", "b"), ("float | None", "d"), ("int", "x"), ("dict[str, str]", "a{sv}"), ("tuple[str, ...]", "as"),
        ("tuple[int, int, int, int] | None", "ax"), ("tuple[float, ...]", "av"),
    ],
)  # fmt: skip
def test_a_field_has_the_type_that_the_bus_gives_it(annotation: str, expected: str) -> None:
    assert signature(annotation) == expected


def test_every_event_there_is_has_its_paragraph() -> None:
    told = page(Path(event.__file__).read_text(encoding="utf-8"))

    assert all(f"### `{kind.__name__}`\n\n" in told for kind in get_args(event.Event))
