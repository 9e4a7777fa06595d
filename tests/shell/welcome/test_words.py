import pytest

from shell.welcome.words import device_name, is_skip, other_devices

INTEL = ("HDA Intel PCH: ALC257 Analog (hw:0,0)", "HDA Intel PCH: HDMI 0 (hw:0,3)")


@pytest.mark.parametrize("said", ["Skip.", "skip it", "Okay, skip this.", "Next!", "please skip", "let's skip it"])
def test_the_wish_to_go_on(said: str) -> None:
    assert is_skip(said)


@pytest.mark.parametrize("said", ["skip the second song", "next page", "stop", "", "ship"])
def test_what_is_something_else(said: str) -> None:
    assert not is_skip(said)


def test_devices_as_they_are_said() -> None:
    assert device_name("pulse", "speaker") == "your usual speaker"
    assert device_name("", "microphone") == "your usual microphone"
    assert device_name(INTEL[0], "speaker") == "HDA Intel PCH ALC257 Analog"
    assert device_name("Jabra_Evolve 20: USB Audio (hw:1,0)", "speaker") == "Jabra Evolve 20 USB Audio"


def test_ways_to_the_same_device_and_our_own_sound_are_no_other_devices() -> None:
    listed = ("", "pulse", "default", "sysdefault", "surround51", "dmix", "Monitor of Built-in Audio", *INTEL)

    assert other_devices("pulse", listed) == list(INTEL)
    assert other_devices(INTEL[0], listed) == [INTEL[1]]
    assert other_devices("pulse", listed[:8]) == []  # the only one there is, is the one in use
    assert other_devices("pulse", ("", "pulse", "default")) == []
