import pytest

from agent.sandbox.mixer import Mixer, Port
from shell.doctor.finding import State
from shell.doctor.rehearsal import SILENCE_DB, Recalled
from shell.doctor.verdict import Sound, decibels, heard, microphone_of, speaker_of
from tests.shell.doctor.conftest import assert_failed

MIC, MONITOR = Port("mic", False, 100, ""), Port("out.monitor", False, 100, "out")
SOUND = Sound(-60.0, "Hello, this is only a test.")


def _mixer(source: Port = MIC, sink: Port | None = None) -> Mixer:
    out = sink or Port("out", False, 80, "")
    return Mixer("pulse", (out,), (source, *(port for port in (MIC, MONITOR) if port.name != source.name)), "out", source.name)


def test_a_microphone_that_hears_a_room_works() -> None:
    assert microphone_of("pulse", -60, _mixer()).state == "ok"
    assert "−60 dBFS" in microphone_of("USB", -60, None).detail
    assert microphone_of("pulse", -20, _mixer()).state == "note"


def test_what_keeps_a_microphone_from_hearing_is_named_with_its_command() -> None:
    assert_failed(microphone_of("pulse", -60, _mixer(MONITOR)), "“out.monitor”", "“out”", "only itself", fix="pactl set-default-source mic")
    assert_failed(microphone_of("pulse", SILENCE_DB, _mixer(Port("mic", True, 100, ""))), "muted", fix="pactl set-source-mute mic 0")
    assert_failed(microphone_of("pulse", -60, _mixer(Port("mic", False, 3, ""))), "3 %", fix="pactl set-source-volume mic 100%")
    assert_failed(microphone_of("pulse", SILENCE_DB, _mixer(Port("hdmi", False, 100, ""))), "digital silence", fix="pactl set-default-source mic")
    assert_failed(microphone_of("USB", SILENCE_DB, None), "“USB”", "digital silence", fix="sound settings")


def test_a_speaker_that_is_muted_or_missing_is_named() -> None:
    assert speaker_of(_mixer()) is None
    assert_failed(speaker_of(_mixer(sink=Port("out", True, 80, ""))), "muted", fix="pactl set-sink-mute out 0")
    assert_failed(speaker_of(_mixer(sink=Port("out", False, 2, ""))), "2 %", fix="pactl set-sink-volume out 70%")
    assert_failed(speaker_of(Mixer("pulse", (), (MIC,), "", "mic")), "no speaker", fix="connect one")


@pytest.mark.parametrize(
    ("recalled", "state", "says"),
    [
        (Recalled(-25, "Hello. This is only a test", 0.3), "ok", "heard “Hello"),
        (Recalled(-25, "Hello. This is only a test", 0.995), "note", "exact copy"),
        (Recalled(-25, "yellow is lonely", 0.3), "note", "not the words"),
        (Recalled(-40, "", 0.0), "note", "not the words"),
        (Recalled(-59, "", 0.02), "note", "headphones"),
        (Recalled(-25, None, 0.3), "note", "without a model"),
        (Recalled(SILENCE_DB, "", 0.0), "fail", "digital silence"),
    ],
)
def test_what_was_heard_is_told_apart(recalled: Recalled, state: State, says: str) -> None:
    answer = heard(recalled, SOUND, _mixer())

    assert answer.state == state
    assert says in answer.detail
    assert bool(answer.fix) is (state != "ok")


def test_levels_in_words() -> None:
    assert (decibels(-18.2), decibels(SILENCE_DB)) == ("−18 dBFS", "silent")
