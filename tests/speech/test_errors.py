from speech import errors


def test_every_error_is_one_line_that_says_what_to_do():
    made = [
        errors.ModelMissing("base"),
        errors.ModelCorrupt("model.bin", "wrong"),
        errors.NoDevice("microphone", "none listed"),
        errors.DeviceLost("speaker", "pulse", "ended"),
        errors.NotAudio("a.txt", "is not a wav file"),
    ]
    for error in made:
        assert isinstance(error, errors.SpeechError)
        assert "\n" not in str(error)
        assert len(str(error)) > 20
    assert "sayso models fetch base" in str(made[0])


def test_what_keeps_the_ears_from_starting_is_exit_code_3():
    assert {errors.ModelMissing("x").exit_code, errors.NoDevice("microphone", "x").exit_code} == {3}
    assert issubclass(errors.Unreachable, errors.FetchFailed)
