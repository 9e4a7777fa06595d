from agent.intent import Source
from policies.slots import FREE, SOURCES, SlotType


def test_every_type_has_a_source():
    assert set(SOURCES) == set(SlotType)


def test_free_words_are_speech_and_screen_names_are_screen():
    assert {SOURCES[kind] for kind in FREE} == {Source.SPEECH}
    assert SOURCES[SlotType.CONTROL] is SOURCES[SlotType.WINDOW] is Source.SCREEN
    assert SOURCES[SlotType.FILE] is Source.FILE
