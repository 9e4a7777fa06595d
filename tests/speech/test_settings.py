from dataclasses import FrozenInstanceError, fields

import pytest

from speech.settings import Settings


def test_settings_are_few_and_frozen():
    assert len(fields(Settings)) < 13
    with pytest.raises(FrozenInstanceError):
        Settings().model = "tiny.en"  # type: ignore[misc]


def test_silence_is_long_enough_not_to_split_read_commands():
    assert Settings().endpoint_ms >= 400
