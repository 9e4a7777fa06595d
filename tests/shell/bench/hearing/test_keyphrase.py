import importlib.util

import pytest

from shell.bench.hearing.keyphrase import beside
from speech.audio import silence


def test_where_it_is_not_installed_that_is_said():
    if importlib.util.find_spec("pocketsphinx"):
        pytest.skip("PocketSphinx is installed here")
    assert beside([silence(1.0)], []) == "PocketSphinx is not installed"


def test_it_misses_a_silence():
    if importlib.util.find_spec("pocketsphinx") is None:
        pytest.skip("PocketSphinx is not installed: pip install pocketsphinx")
    assert beside([silence(1.0)], [silence(1.0)]).startswith("PocketSphinx misses 100 %, wakes in 0 of 1 other clips, ")
