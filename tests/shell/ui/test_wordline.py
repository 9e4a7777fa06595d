from textual.app import App, ComposeResult
from textual.pilot import Pilot

from shell.event import Asked
from shell.ui.standing import LOST, Standing
from shell.ui.wordline import WordLine

YES = Standing("asking", asked=Asked(1, 0.0, "yes", "Sure?"))


class Desk(App[None]):
    """An app that notes what is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, bool]] = []

    def compose(self) -> ComposeResult:
        yield WordLine()

    def on_word_line_typed(self, message: WordLine.Typed) -> None:
        self.sent.append((message.text, message.asked))


def line(pilot: "Pilot[None]") -> WordLine:
    return pilot.app.query_one(WordLine)


async def test_what_is_typed_is_sent_and_the_line_is_empty_again() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        line(pilot).words.focus()
        await pilot.press(*"open it", "enter", "space", "enter")

        assert app.sent == [("open it", False)]
        assert line(pilot).words.value == ""


async def test_a_sentence_half_typed_never_becomes_the_answer_and_comes_back() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        line(pilot).words.focus()
        await pilot.press(*"yes pl")
        line(pilot).stands(YES)
        await pilot.press(*"no", "enter")
        line(pilot).stands(Standing("thinking"))

        assert app.sent == [("no", True)]
        assert line(pilot).words.value == "yes pl"


async def test_what_was_not_taken_comes_back_unless_its_question_is_gone() -> None:
    async with Desk().run_test() as pilot:
        line(pilot).put_back(WordLine.Typed("open it", False))
        assert line(pilot).words.value == "open it"
        line(pilot).put_back(WordLine.Typed("close it", False))
        assert line(pilot).words.value == "open it"
        line(pilot).fill("")
        line(pilot).put_back(WordLine.Typed("yes", True))
        assert line(pilot).words.value == ""


async def test_a_sentence_not_taken_waits_behind_a_question() -> None:
    async with Desk().run_test() as pilot:
        line(pilot).stands(YES)
        line(pilot).put_back(WordLine.Typed("open it", False))
        assert line(pilot).words.value == ""
        line(pilot).stands(Standing("listening"))
        assert line(pilot).words.value == "open it"


async def test_it_says_what_belongs_in_it() -> None:
    async with Desk().run_test() as pilot:
        seen: list[str] = []
        for standing in (Standing("listening"), YES, Standing(LOST)):
            line(pilot).stands(standing)
            seen.append(line(pilot).words.placeholder)
        line(pilot).heard("open the")
        seen.append(line(pilot).words.placeholder)

        assert seen[1:] == ["yes or no", "Sayso is not connected; what you type waits here", "… open the"]
        assert seen[0].startswith("Speak, or type")


async def test_words_are_offered_for_completion_but_not_as_an_answer() -> None:
    async with Desk().run_test() as pilot:
        line(pilot).stands(YES)
        line(pilot).offer("delete ")
        assert line(pilot).words.value == ""
        line(pilot).stands(Standing("listening"))
        line(pilot).offer("delete ")
        await pilot.press("x")
        assert line(pilot).words.value == "delete x"
