from textual.pilot import Pilot

from shell.event import Acted, Acting, Ended, Event, Heard, Ignored, Partial, Planned, Private, Said
from shell.ui.transcript import KEPT, Caption, Transcript, TurnShown
from tests.shell.ui.house import Stage, painted

TURN = (
    Heard(1, 0.0, "open [b]it[/b]"),
    Planned(1, 0.1, ("launch it",)),
    Acting(1, 0.2, 1, "launch it"),
    Acted(1, 0.3, 1, "launch it", {}, "unverifiable", "no window"),
    Ended(1, 0.4, "unknown", "I cannot tell."),
)


async def tell(pilot: "Pilot[None]", *events: Event) -> None:
    for event in events:
        await pilot.app.query_one(Transcript).happened(event)
    await pilot.pause()


async def test_a_turn_is_heard_done_and_said_in_words() -> None:
    async with Stage(Transcript()).run_test() as pilot:
        assert "what can I say" in painted(pilot)
        await tell(pilot, *TURN)

        assert "“open [b]it[/b]”" in painted(pilot)
        assert "? launch it  unknown" in painted(pilot)
        assert "? not known whether it took effect  I cannot tell." in painted(pilot)
        assert "what can I say" not in painted(pilot)


async def test_typed_words_are_marked() -> None:
    async with Stage(Transcript()).run_test() as pilot:
        await tell(pilot, Heard(1, 0.0, "open it", "typed"))

        assert "“open it”  typed" in painted(pilot)


async def test_what_is_being_said_stands_at_the_end_until_it_is_heard_or_was_nothing() -> None:
    async with Stage(Transcript()).run_test() as pilot:
        await tell(pilot, *TURN, Partial(1, 0.5, "open the cal"))
        rows = painted(pilot).split("\n")
        assert "… open the cal" in rows[max(at for at, row in enumerate(rows) if row.strip())]
        await tell(pilot, Ignored(1, 0.6, "noise"))
        assert "open the cal" not in painted(pilot)
        await tell(pilot, Partial(1, 0.7, "open the calc"), Heard(2, 0.8, "open the calculator"))
        assert "… open" not in painted(pilot)


async def test_what_may_be_a_password_is_not_shown() -> None:
    async with Stage(Transcript()).run_test() as pilot:
        await tell(pilot, Heard(1, 0.0, "type hunter two"), Private(1, 0.1))
        assert "hunter" not in painted(pilot)
        await tell(pilot, Partial(1, 0.2, "type hunter"), Private(2, 0.3))
        assert "hunter" not in painted(pilot)
        await tell(pilot, Heard(2, 0.4, "type hunter two"))

        assert "hunter" not in painted(pilot)
        assert [turn.story.turn for turn in pilot.app.query(TurnShown)] == [1, 2]


async def test_old_turns_go() -> None:
    async with Stage(Transcript()).run_test() as pilot:
        await tell(pilot, *(Heard(number, 0.0, f"sentence {number}") for number in range(1, KEPT + 6)))

        assert len(pilot.app.query(TurnShown)) == KEPT
        assert f"sentence {KEPT + 5}" in painted(pilot)


async def test_a_turn_that_was_missed_is_caught_up_with_not_repeated() -> None:
    async with Stage(Transcript()).run_test() as pilot:
        transcript = pilot.app.query_one(Transcript)
        await tell(pilot, *TURN[:3])
        await transcript.rejoin(TURN)
        await pilot.pause()
        assert len(pilot.app.query(TurnShown)) == 1
        assert "I cannot tell." in painted(pilot)
        await transcript.rejoin((Heard(1, 0.0, "something else"),))
        assert [turn.story.heard for turn in pilot.app.query(TurnShown)] == ["open [b]it[/b]", "something else"]
        await tell(pilot, Ended(1, 0.4, "done", "Did it."))
        assert transcript.last.said == "Did it."


async def test_the_newest_is_in_sight() -> None:
    async with Stage(Transcript()).run_test(size=(80, 12)) as pilot:
        for number in range(1, 20):
            await tell(pilot, Heard(number, 0.0, f"sentence {number}"), Ended(number, 0.1, "done", "Yes."))

        assert "sentence 19" in painted(pilot)
        assert "sentence 1”" not in painted(pilot)


async def test_the_caption_follows_the_talk() -> None:
    async with Stage(Caption()).run_test() as pilot:
        caption, seen = pilot.app.query_one(Caption), list[str]()
        for event in (Partial(1, 0.0, "open"), Heard(1, 0.1, "open it"), Ended(1, 0.2, "done", "Opened."), Said(1, 0.3, "Opened."), Private(2, 0.4)):
            caption.happened(event)
            seen.append(caption.text)

        assert seen == ["open", "open it", "Opened.", "Opened.", ""]
        for event in (Heard(2, 0.5, "type hunter two"), Private(2, 0.6)):
            caption.happened(event)
            assert caption.text == ""
        caption.happened(Heard(3, 0.7, "go back"))
        assert caption.text == "go back"
