import asyncio

import pytest

from shell.inquiry import choice_of, leaves, spoken_list
from shell.wire import Chosen
from tests.shell.stand import Stand, until

MODELS = ("tiny", "base")


@pytest.mark.parametrize(
    ("said", "choices", "meant"),
    [
        ("Base.", MODELS, "base"),
        ("the base model please", MODELS, "base"),
        ("the second one", MODELS, "base"),
        ("number one", MODELS, "tiny"),
        ("two", MODELS, "base"),
        ("tiny or base", MODELS, ""),
        ("hello", MODELS, ""),
        ("", MODELS, ""),
        ("yes", ("yes, that works", "no, try again"), "yes, that works"),
        ("open the built in microphone", ("Built-in Microphone", "USB headset"), "Built-in Microphone"),
    ],
)
def test_an_answer_means_the_choice_it_names_or_none(said: str, choices: tuple[str, ...], meant: str) -> None:
    assert choice_of(said, choices) == meant


def test_what_leaves_a_question() -> None:
    assert all(map(leaves, ("never mind", "Stop!", "None.", "cancel")))
    assert not leaves("base")


def test_choices_as_they_are_read_out() -> None:
    assert spoken_list(("a",)) == "a"
    assert spoken_list(("a", "b", "c")) == "a, b or c"


async def test_an_unclear_answer_is_asked_again_with_the_choices(stand: Stand) -> None:
    async with asyncio.TaskGroup() as group:
        chosen = group.create_task(stand.service.inquired("Which model?", MODELS))
        await until(lambda: stand.session.state.asked is not None)
        await stand.ears.hear("Bananas.")
        await until(lambda: "I heard “Bananas”. Say tiny or base, or never mind." in stand.ears.spoken)
        assert stand.service.answered("tiny")

    assert chosen.result() == Chosen("tiny", "tiny")


async def test_silence_chooses_nothing(stand: Stand) -> None:
    assert await stand.service.inquired("Which model?", MODELS) == Chosen()
    assert stand.session.state.asked is None
