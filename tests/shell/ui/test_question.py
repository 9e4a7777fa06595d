import pytest
from textual.content import Content
from textual.geometry import Size

from shell.event import Asked
from shell.ui.big import BigText, drawn
from shell.ui.question import QuestionPanel, how
from tests.shell.ui.house import Stage, text

PAY = Asked(1, 0.0, "challenge", "Pay £900.00 to Anna [b]Berger[/b]?", "4815")


async def test_the_exact_question_stands_there_and_how_to_answer() -> None:
    async with Stage(QuestionPanel()).run_test() as pilot:
        panel = pilot.app.query_one(QuestionPanel)
        assert not panel.display
        panel.ask(Asked(1, 0.0, "yes", "Delete it for good?"))
        await pilot.pause()

        assert panel.display
        assert text(pilot, "#asked") == "Delete it for good?"
        assert "“yes” or “no”" in text(pilot, "#how")
        assert not pilot.app.query_one(".digits").display


async def test_the_digits_are_large_and_gone_with_the_question() -> None:
    async with Stage(QuestionPanel()).run_test() as pilot:
        panel, digits = pilot.app.query_one(QuestionPanel), pilot.app.query_one(".digits", BigText)
        panel.ask(PAY)
        await pilot.pause()
        shown = digits.render()
        assert isinstance(shown, Content)
        assert shown.plain.split("\n") == drawn("4 8 1 5")
        assert text(pilot, "#asked") == "Pay £900.00 to Anna [b]Berger[/b]?"
        assert "“confirm 4 8 1 5”" in text(pilot, "#how")
        assert "confirm 4815" in text(pilot, "#how")
        panel.ask(None)
        await pilot.pause()

        assert not panel.display
        assert digits.text == ""
        assert "4" not in text(pilot, "#how")


async def test_choices_are_listed_with_their_numbers() -> None:
    async with Stage(QuestionPanel()).run_test() as pilot:
        pilot.app.query_one(QuestionPanel).ask(Asked(1, 0.0, "choice", "Which?", choices=("USB microphone", "Headset")))
        await pilot.pause()

        assert text(pilot, "#choices") == "1  USB microphone\n2  Headset"
        assert "its number" in text(pilot, "#how")


@pytest.mark.parametrize(("size", "scale"), [((80, 24), 1), ((120, 40), 2)])
@pytest.mark.parametrize("large", [False, True])
async def test_the_digits_and_the_answer_are_in_sight_whatever_the_type(size: tuple[int, int], scale: int, large: bool) -> None:
    async with Stage(QuestionPanel()).run_test(size=size) as pilot:
        panel = pilot.app.query_one(QuestionPanel)
        panel.fit(Size(*size), large, scale)
        panel.ask(
            Asked(1, 0.0, "challenge", "Pay £900.00 to Anna Berger, GB29 NWBK 6016 1331 9268 19, from Current account, reference rent?", "4815")
        )
        await pilot.pause()

        for part in (".digits", "#asked", "#how"):
            assert pilot.app.query_one(part).region.bottom <= size[1] * 0.8 + 1
        assert panel.max_scroll_y == 0


async def test_with_big_type_a_short_question_is_drawn_and_stands_there_exactly_as_well() -> None:
    async with Stage(QuestionPanel()).run_test(size=(120, 40)) as pilot:
        panel = pilot.app.query_one(QuestionPanel)
        panel.fit(Size(120, 40), True, 2)
        panel.ask(Asked(1, 0.0, "yes", "Delete it for good?"))
        await pilot.pause()

        assert pilot.app.query_one(".loud").display
        assert text(pilot, "#asked") == "Delete it for good?"


def test_masked_digits_are_not_read_out_as_dots() -> None:
    assert "•" not in how(Asked(1, 0.0, "challenge", "Pay?", "••••"))
