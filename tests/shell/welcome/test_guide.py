from pathlib import Path

import pytest

from shell.welcome.turning import Left, Silent, Skipped
from tests.shell.stand import until
from tests.shell.welcome.puppet import Puppet, leading


async def test_what_is_said_is_shown_and_heeded(short_folder: Path) -> None:
    puppet = Puppet({"One.": [("Hello.", "", "not_done")], "Two.": [("skip", "", "not_done")], "Three.": [("Stop.", "", "stopped")]})
    async with leading(puppet, short_folder) as guide:
        await guide.tell("One.")
        for text, turning in (("Two.", Skipped), ("Three.", Left)):
            await guide.speak(text)
            await until(lambda: bool(guide.account.unheeded()))
            with pytest.raises(turning):
                await guide.tell("More.")

    assert puppet.shown[0] == "One."


async def test_a_stop_that_came_a_moment_late_is_heeded_before_the_next_thing(short_folder: Path) -> None:
    puppet = Puppet()
    async with leading(puppet, short_folder) as guide:
        await guide.tell("One.")
        await puppet.said("stop")
        await until(lambda: bool(guide.account.unheeded()))
        with pytest.raises(Left):
            await guide.ask("Well?", ("yes", "no"))

    assert "Well?" not in puppet.told


async def test_an_answer_a_leaving_and_silence(short_folder: Path) -> None:
    puppet = Puppet(chooses={"Well?": ["yes", "bananas", "never mind"]})
    async with leading(puppet, short_folder) as guide:
        assert [await guide.ask("Well?", ("yes", "no")) for _ in range(3)] == ["yes", "", ""]
        with pytest.raises(Silent):
            await guide.ask("Well?", ("yes", "no"))
        with pytest.raises(Silent):
            await guide.ask("Well?", ("yes", "no"), again=False)

    assert puppet.told == ["Well?"] * 4 + ["I did not hear you. Well?", "Well?"]


async def test_what_is_said_while_we_still_speak_is_not_lost(short_folder: Path) -> None:
    puppet = Puppet({"Say it.": [("It.", "x.y", "done")]})
    async with leading(puppet, short_folder) as guide:
        turn = await guide.hear("Say it.")
        assert await guide.hear("Say it again.") is None

    assert turn is not None
    assert (turn.said, turn.intent, turn.outcome) == ("It.", "x.y", "done")
