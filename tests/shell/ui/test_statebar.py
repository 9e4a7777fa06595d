import time

import pytest
from textual.content import Content
from textual.widgets import Static

from shell.event import Device, Level
from shell.ui import big
from shell.ui.look import MODES
from shell.ui.standing import Standing
from shell.ui.statebar import Meter, StateBar, Word, noted
from tests.shell.ui.house import Stage


def clock() -> time.struct_time:
    return time.gmtime(3600 * 14 + 60 * 7)


def rows(word: Word) -> list[str]:
    shown = word.render()
    assert isinstance(shown, Content)
    return shown.plain.split("\n")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("columns", [80, 120])
async def test_each_state_is_a_large_word_with_its_sign(mode: str, columns: int) -> None:
    async with Stage(StateBar(clock)).run_test(size=(columns, 24)) as pilot:
        bar = pilot.app.query_one(StateBar)
        bar.stands(Standing(mode))
        await pilot.pause()

        assert rows(pilot.app.query_one(Word)) == big.drawn(Standing(mode).word, 1, mode)
        assert bar.has_class(mode)
        assert not any(bar.has_class(other) for other in MODES if other != mode)


async def test_the_word_is_plain_where_there_is_no_room() -> None:
    async with Stage(StateBar(clock)).run_test(size=(50, 24)) as pilot:
        pilot.app.query_one(StateBar).stands(Standing("listening"))
        await pilot.pause()

        assert rows(pilot.app.query_one(Word)) == ["LISTENING"]


async def test_the_level_moves_ten_times_a_second_at_most_and_twice_when_still() -> None:
    async with Stage(StateBar(clock)).run_test() as pilot:
        bar, meter = pilot.app.query_one(StateBar), pilot.app.query_one(Meter)
        bar.stands(Standing("listening"))
        seen: list[float] = []
        for still in (False, True):
            bar.fit(1, still)
            moved = 0
            for tick in range(100):
                before = meter.level
                meter.heard(Level(0, 100.0 * (1 + still) + tick / 50, (tick % 9 + 1) / 10, 0.9))
                moved += meter.level != before
            seen.append(moved / 2)

        assert 5 <= seen[0] <= 10
        assert 1 <= seen[1] <= 2.5


async def test_a_voice_is_told_from_a_sound_by_a_word() -> None:
    async with Stage(StateBar(clock)).run_test() as pilot:
        pilot.app.query_one(StateBar).stands(Standing("listening"))
        meter = pilot.app.query_one(Meter)
        for at, speech, word in ((1.0, 0.9, "voice"), (2.0, 0.1, "sound")):
            meter.heard(Level(0, at, 0.5, speech))
            shown = meter.render()
            assert isinstance(shown, Content)
            assert shown.plain.startswith(word)


async def test_the_clock_and_no_meter_where_nothing_can_be_heard() -> None:
    async with Stage(StateBar(clock)).run_test() as pilot:
        for mode, shown in (("listening", True), ("muted", False), ("lost", False)):
            pilot.app.query_one(StateBar).stands(Standing(mode))
            assert pilot.app.query_one(Meter).display is shown
        assert str(pilot.app.query_one("#clock", Static).render()) == "14:07"


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing("listening"), ""),
        (Standing("listening", heeds=False, cue="say “computer”"), "say “computer”"),
        (Standing("listening", cue="say “computer”"), ""),
        (Standing("listening", speaking=True), "speaking"),
        (Standing("asleep"), "say “wake up”"),
        (Standing("muted"), "microphone closed"),
        (Standing("acting"), "say “stop” to stop"),
        (Standing("listening", devices=(Device(0, 0.0, "microphone", "lost"),)), "! microphone lost"),
    ],
)
def test_what_goes_on_besides(standing: Standing, words: str) -> None:
    assert noted(standing) == words
