import pytest

from speech.server import Capture, Sight, Source
from speech.watchdog import BUSY_S, ITSELF, NOTICE_S, OWED_S, RETURNED, STALL_S, Signs, Wish, judge

SPEAKER = Source(0, "speaker.monitor", "Monitor of Speaker", monitor=True)
MIC = Source(1, "mic", "Built-in Audio")
USB = Source(2, "usb", "USB Headset")
SLEEPY = Source(3, "sleepy", "Sleepy", suspended=True)
ALL = (SPEAKER, MIC, USB, SLEEPY)
USUAL, NAMED, STAND_IN = Wish(), Wish("usb head", led=True), Wish("usb head", stand_in=True)


def sight(records: Source | None, sources: tuple[Source, ...] = ALL, beside: tuple[Capture, ...] = ()) -> Sight:
    ours = (Capture(7, records.index, "microphone"),) if records else ()
    return Sight(1.0, sources, (), (*ours, *beside), "mic")


def signs(seen: Sight | None, silent_s: float = 0.0, hung_s: float = 0.0, known: bool = True, busy: bool = False) -> Signs:
    return Signs(silent_s, hung_s, seen, True, known, busy)


def test_while_sound_comes_from_a_microphone_nothing_is_wrong() -> None:
    assert judge(USUAL, signs(sight(MIC))) == ""
    assert judge(USUAL, signs(sight(USB))) == ""  # the user may choose another one in the desktop's settings
    assert judge(USUAL, Signs(0.0, 0.0, None, False, False)) == ""


def test_on_the_speakers_own_sound_it_is_lost_at_once_unless_that_was_wished() -> None:
    assert judge(USUAL, signs(sight(SPEAKER))) == ITSELF
    assert judge(NAMED, signs(sight(SPEAKER))) == ITSELF
    assert judge(Wish("speaker.monitor", led=True), signs(sight(SPEAKER))) == ""


def test_the_stream_that_records_the_speaker_on_purpose_is_no_microphone() -> None:
    reference = Capture(9, SPEAKER.index, "reference")
    assert judge(USUAL, signs(sight(MIC, beside=(reference,)))) == ""
    assert judge(USUAL, signs(sight(None, beside=(reference,)))) == "the sound server ended it"


def test_a_stream_that_the_server_does_not_show_any_more_is_lost_and_one_it_never_showed_is_not() -> None:
    assert judge(USUAL, signs(sight(None))) == "the sound server ended it"
    assert judge(USUAL, signs(sight(None), known=False)) == ""


@pytest.mark.parametrize("silent_s", [0.0, NOTICE_S, BUSY_S])
def test_late_sound_is_not_lost_as_long_as_the_server_shows_the_stream(silent_s: float) -> None:
    assert judge(USUAL, signs(sight(MIC), silent_s)) == ""


def test_at_last_silence_is_a_loss_whatever_the_server_says() -> None:
    assert judge(USUAL, signs(sight(MIC), STALL_S)) == "no sound for 5 s"


def test_a_server_that_owes_an_answer_or_is_gone_is_noticed_within_a_second() -> None:
    assert NOTICE_S < 1.0
    assert judge(USUAL, signs(sight(MIC), NOTICE_S, OWED_S)) == "the sound server does not answer"
    assert judge(USUAL, signs(None, NOTICE_S)) == "the sound server is gone"
    assert judge(USUAL, signs(sight(MIC), 0.0, 9.0)) == ""  # it hears: what else the server does is its own affair


def test_a_machine_with_too_much_to_do_is_given_more_time() -> None:
    assert judge(USUAL, signs(sight(MIC), 1.7, 1.2, busy=True)) == ""
    assert judge(USUAL, signs(sight(MIC), BUSY_S, 2.0, busy=True)) == "the sound server does not answer"


def test_where_nobody_can_be_asked_silence_alone_tells() -> None:
    assert judge(USUAL, signs(None, 1.7, known=False)) == ""
    assert judge(USUAL, signs(None, BUSY_S, known=False)) == "no sound for 2.5 s"


def test_a_suspended_source_is_lost_only_when_it_is_silent() -> None:
    assert judge(USUAL, signs(sight(SLEEPY))) == ""
    assert judge(USUAL, signs(sight(SLEEPY), NOTICE_S)) == "the sound server suspended it"


def test_the_named_device_that_is_gone_is_lost_though_another_one_took_its_place() -> None:
    assert judge(NAMED, signs(sight(USB))) == ""
    assert judge(NAMED, signs(sight(MIC, (SPEAKER, MIC)))) == "it was unplugged"


def test_the_named_device_is_taken_back_when_it_returns() -> None:
    assert judge(STAND_IN, signs(sight(MIC, (SPEAKER, MIC)))) == ""
    assert judge(STAND_IN, signs(sight(MIC))) == RETURNED
