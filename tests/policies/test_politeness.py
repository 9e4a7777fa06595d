import pytest

from policies.politeness import without_end, without_lead, without_tail


@pytest.mark.parametrize(
    "said",
    [
        "open it", "Please open it", "could you please open it", "hey Sayso, open it", "um okay so open it",
        "I'd like you to open it", "right, open it",
        " ... open it",
    ],
)  # fmt: skip
def test_the_front(said: str):
    assert without_lead(said) == "open it"


@pytest.mark.parametrize("said", ["open it", "open it please.", "open it for me, thanks!", "open it right now", "open it, could you?"])
def test_the_back(said: str):
    assert without_tail(said) == "open it"


@pytest.mark.parametrize("said", ["pleasant hill", "right click", "nowhere", "sofa", "andrew"])
def test_words_that_only_begin_like_courtesy_stay(said: str):
    assert without_lead(said) == said


def test_nothing_inside_is_touched():
    assert without_tail("open please now it") == "open please now it"
    assert without_end("open it, please?!") == "open it, please"
