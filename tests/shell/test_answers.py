import msgspec
import pytest

from shell.answers import (
    Check,
    Examined,
    FolderShown,
    Offered,
    Phrase,
    Policies,
    Program,
    Remembered,
    Row,
    Sentences,
    Setting,
    Settings,
    Tried,
)  # fmt: skip
from shell.wire import Found, Response

FULL = (
    Offered((Phrase("scroll down", "screen.scroll"),), (Program("Calculator", True),), ("Sums",)),
    Remembered((Row(7, 1.5, "open it", "typed", "apps.open", "done", "Opened it.", ("open it: confirmed; a window",)),), 12),
    Policies((FolderShown("apps", "built in", "/x", (Sentences("apps.open", ("open {app}",), ("open it",), ("g",), "yes"),)),), "why"),
    Tried("open it", "apps.open", {"app": "Calculator"}, ("open Calculator",), "none", ("rule#1",), "Shall I?", "no"),
    Settings((Setting("answer_s", "8", "how long", (), 5.0, 30.0, True),), "/config.toml"),
    Examined((Check("display", "fail", "none", "start one", 12),), "why"),
)


@pytest.mark.parametrize("answer", [*FULL, *(type(one)() for one in FULL)], ids=lambda answer: type(answer).__name__)
def test_every_answer_arrives_as_it_was_sent(answer: Found) -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(answer), type=Response) == answer
