from speech.barge import Barge, Turn


def heard(barge, seconds, probability, speaking=True, explained=0.2):
    """What the barge says during so many seconds of the same."""
    said = [barge.hear(probability, speaking, explained) for _ in range(round(seconds / 0.032))]
    return [one for one in said if one is not None]


def test_the_user_pauses_the_voice_after_a_fifth_of_a_second():
    barge = Barge()
    assert heard(barge, 0.16, 0.95) == []
    assert heard(barge, 0.1, 0.95) == [Turn.PAUSE]
    assert barge.paused


def test_an_echo_and_a_click_do_not():
    barge = Barge()
    assert heard(barge, 3.0, 0.95, explained=0.95) == []
    assert heard(barge, 3.0, 0.1) == []
    for _ in range(20):
        assert heard(barge, 0.064, 0.95) + heard(barge, 0.3, 0.05) == []


def test_nothing_is_paused_that_does_not_speak():
    barge = Barge()
    assert heard(barge, 2.0, 0.95, speaking=False) == []
    assert heard(barge, 2.0, 0.95, speaking=False, explained=None) == []


def test_without_a_reference_the_words_decide_and_the_voice_pauses():
    assert heard(Barge(), 1.0, 0.95, explained=None)[:1] == [Turn.PAUSE]


def test_gaps_between_syllables_do_not_count_against_it():
    barge = Barge()
    said = []
    for _ in range(4):
        said += heard(barge, 0.096, 0.9) + heard(barge, 0.032, 0.2)
    assert said == [Turn.PAUSE]


def test_a_false_interruption_resumes_when_nothing_is_said():
    barge = Barge()
    heard(barge, 0.3, 0.95)
    assert heard(barge, 1.4, 0.1, speaking=False) == []
    assert heard(barge, 0.2, 0.1, speaking=False) == [Turn.RESUME]
    assert not barge.paused


def test_a_rejected_utterance_resumes_and_an_understood_one_does_not():
    barge = Barge()
    heard(barge, 0.3, 0.95)
    assert barge.rejected() is Turn.RESUME
    assert barge.rejected() is None
    heard(barge, 0.3, 0.95)
    barge.understood()
    assert heard(barge, 3.0, 0.05) == []
