import re
from pathlib import Path

import numpy as np
import pytest

from speech.reading import readable
from speech.repertoire import LONGEST, OFTEN, Repertoire

ROOT = Path(__file__).resolve().parents[2]


def test_it_keeps_what_was_said_lately_within_its_room():
    ready = Repertoire(lately_bytes=3000)
    for name in "abc":
        ready.keep(name, np.zeros(500, np.int16))
    assert ready.get("a") is not None
    ready.keep("d", np.zeros(500, np.int16))
    assert ready.get("b") is None
    assert [ready.get(name) is not None for name in "acd"] == [True, True, True]


def test_long_sentences_are_not_kept():
    ready = Repertoire()
    ready.keep("x" * (LONGEST + 1), np.zeros(5, np.int16))
    assert ready.get("x" * (LONGEST + 1)) is None


def test_what_was_made_ahead_stays_and_has_its_own_bound():
    ready = Repertoire(often_bytes=1000, lately_bytes=100)
    assert ready.keep_always("Done.", np.zeros(400, np.int16))
    assert not ready.keep_always("Stopped.", np.zeros(400, np.int16))
    ready.keep("Done.", np.zeros(40, np.int16))
    ready.keep("other", np.zeros(40, np.int16))
    assert len(ready.get("Done.")) == 400
    assert ready.get("Stopped.") is None


@pytest.fixture(scope="module")
def sources() -> str:
    """Everything that the programs and the policies say, joined."""
    files = [*ROOT.glob("shell/**/*.py"), *ROOT.glob("agent/**/*.py"), *ROOT.glob("policies/**/*.py"), *ROOT.glob("policies/*/intents.toml")]
    return "\n".join(file.read_text() for file in files if file.name != "past.py")


@pytest.mark.parametrize("sentence", OFTEN)
def test_each_is_really_said(sentence, sources):
    filled = (re.sub(r"[{][^}]*[}]|[\\][{][^}]*[}]", ".+", re.escape(reply)) for reply in re.findall(r'^reply = "(.*{.*)"$', sources, re.MULTILINE))
    assert sentence in sources or any(re.fullmatch(reply, sentence) for reply in filled)


def test_none_comes_twice_and_all_can_be_read():
    assert len(set(OFTEN)) == len(OFTEN)
    assert all(readable(sentence) for sentence in OFTEN)
