from random import Random

import pytest

from speech.learning.voices import NoVoice, Program, takes, voices


def test_a_program_speaks(tmp_path):
    kinds = voices(kept=False, models=False)
    if "espeak-ng" not in kinds:
        pytest.skip("espeak-ng is not installed: apt-get install espeak-ng")
    voice = kinds["espeak-ng"](Random(1))

    assert len(voice.say("computer")) > 4000
    assert kinds["espeak-ng"](Random(1)).label == voice.label


def test_voices_that_are_kept_for_measuring_are_never_learnt_from():
    for name in voices(kept=False, models=False):
        random = Random(2)
        learnt = {voices(kept=False, models=False)[name](random).label.split()[1].partition("+")[2] for _ in range(300)}
        kept = {draw(random).label.split()[1].partition("+")[2] for draw in [voices(kept=True, models=False)[name]] for _ in range(300)}
        if name == "espeak-ng":
            assert not learnt & kept


def test_a_program_that_fails_says_so():
    with pytest.raises(Exception, match=r"nobody: could not say “hello”"):
        Program("nobody", ("false",)).say("hello")


def test_without_any_voice_it_says_what_to_install():
    with pytest.raises(NoVoice, match="install one of espeak-ng"):
        list(takes({}, ["stop"], Random(1)))
