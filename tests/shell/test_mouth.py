import shutil
from pathlib import Path

import pytest

from shell.errors import BadScript
from shell.mouth import Mouth
from shell.script import Line
from speech import wavfile
from speech.errors import NotAudio
from speech.hear import hear_file
from speech.whisper import Whisper

espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


@pytest.fixture
def mouth(tmp_path: Path) -> Mouth:
    return Mouth(tmp_path)


async def test_piper_says_what_the_ears_understand(mouth: Mouth) -> None:
    path = await mouth.sound(Line(say="Open the calculator."), "")

    assert "calculator" in hear_file(path, Whisper())["text"].lower()


async def test_digits_are_read_one_by_one_each_line_into_a_file_of_its_own(mouth: Mouth) -> None:
    short = await mouth.sound(Line(say="Confirm {challenge}."), "4")
    long = await mouth.sound(Line(say="Confirm {challenge}."), "4719")

    assert short != long
    assert wavfile.read(long).duration > wavfile.read(short).duration + 0.5


@espeak
@pytest.mark.parametrize("voice", ["espeak-ng", "espeak-ng:en-gb"])
async def test_espeak_says_it_with_its_voice(mouth: Mouth, voice: str) -> None:
    assert wavfile.read(await mouth.sound(Line(say="Stop", voice=voice), "")).duration > 0.2


@espeak
async def test_a_line_is_never_an_option_of_espeak(mouth: Mouth) -> None:
    assert wavfile.read(await mouth.sound(Line(say="--help me", voice="espeak-ng:en"), "")).duration > 0.2


@pytest.mark.parametrize(("voice", "complaint"), [("espeak-ng:xx-none", "has no voice 'xx-none'"), ("sam", "voice 'sam' is unknown")])
async def test_a_voice_there_is_none_of_is_named(mouth: Mouth, voice: str, complaint: str) -> None:
    with pytest.raises(BadScript, match=complaint):
        await mouth.sound(Line(say="Hello.", voice=voice), "")


@pytest.mark.parametrize("say", ["{challenge}", "...", "{challenge}!"])
async def test_nothing_cannot_be_said(mouth: Mouth, say: str) -> None:
    with pytest.raises(BadScript, match="there is nothing to say"):
        await mouth.sound(Line(say=say), "")


async def test_a_sound_file_is_played_as_it_is_if_it_is_sound(mouth: Mouth, tmp_path: Path) -> None:
    made = await mouth.sound(Line(say="Hello."), "")
    assert await mouth.sound(Line(wav=str(made)), "") == made

    (tmp_path / "bad.wav").write_text("no sound")
    with pytest.raises(NotAudio):
        await mouth.sound(Line(wav=str(tmp_path / "bad.wav")), "")
