from pathlib import Path

from shell.answers import Offered, Phrase
from shell.welcome.counting import practise_numbers
from tests.shell.welcome.puppet import Did, Puppet, leading


def willing() -> dict[str, list[Did]]:
    return {
        "open the calculator": [("Open the calculator.", "apps.open", "done")],
        "type twelve": [("Type twelve times eight.", "screen.type", "done")],
        "press the equals": [("Press the equals key.", "screen.press", "done")],
        "close the calculator": [("Close the calculator.", "apps.close", "done")],
        "show numbers": [("Show numbers.", "screen.numbers", "done")],
    }


async def test_a_sum_in_the_calculator_that_is_closed_again(short_folder: Path) -> None:
    puppet = Puppet(willing(), apps={"Calculator": False})
    async with leading(puppet, short_folder) as guide:
        await practise_numbers(guide)

    assert [text for text in puppet.told if "Say: " in text] == [
        "For numbers we need the calculator. Say: open the calculator.",
        "Numbers are said as you speak them. Say: type twelve times eight.",
        "And now the result. Say: press the equals key.",
        "We are done with it. Say: close the calculator.",
    ]


async def test_one_that_is_in_front_need_not_be_opened(short_folder: Path) -> None:
    puppet = Puppet(willing(), apps={"Calculator": True}, offers=Offered(windows=("Calculator",)))
    async with leading(puppet, short_folder) as guide:
        await practise_numbers(guide)

    assert puppet.told[0].startswith("Numbers are said")


async def test_numbers_on_the_screen_are_taught_where_they_can_be_shown(short_folder: Path) -> None:
    puppet = Puppet(willing(), offers=Offered((Phrase("show numbers", "screen.numbers"),)))
    async with leading(puppet, short_folder) as guide:
        await practise_numbers(guide)

    assert puppet.told == ["Buttons can have numbers. Say: show numbers.", "Say a number to press that button."]


async def test_where_there_is_neither_there_is_no_lesson(short_folder: Path) -> None:
    puppet = Puppet()
    async with leading(puppet, short_folder) as guide:
        await practise_numbers(guide)

    assert puppet.told == []
