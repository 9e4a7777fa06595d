from pathlib import Path

from textual.pilot import Pilot

from shell.demo.pictures import CHALLENGE, PLANNED, REVIEWED
from shell.event import Acting, Answered, Ended, Heard
from shell.ui.daemon import Daemon
from shell.ui.plan import PlanView
from shell.ui.story import SIGNS
from shell.wire import Now
from tests.shell.stand import until
from tests.shell.ui.house import Stage, house, living, painted, text


def stage() -> Stage:
    return Stage(PlanView(Daemon(Path("/nowhere"), [].append, [].append)))


def view(pilot: "Pilot[None]") -> PlanView:
    return pilot.app.query_one(PlanView)


async def test_before_anything_is_said_it_says_what_it_is_for() -> None:
    async with stage().run_test() as pilot:
        assert "No command yet" in painted(pilot)
        assert "Steps" not in painted(pilot)


async def test_each_value_says_where_it_came_from() -> None:
    async with stage().run_test(size=(120, 40)) as pilot:
        for event in PLANNED:
            view(pilot).happened(event)
        await pilot.pause()
        rows = painted(pilot).split("\n")

        payee = next(at for at, row in enumerate(rows) if "payee" in row)
        assert "Anna Berger" in rows[payee]
        assert "from your contacts" in rows[payee] + rows[payee + 1]
        assert any("needs your spoken approval" in row for row in rows)
        assert any("payments.limit" in row for row in rows)


async def test_steps_are_live_with_sign_word_and_evidence() -> None:
    async with stage().run_test() as pilot:
        for event in PLANNED:
            view(pilot).happened(event)
        steps = text(pilot, "#steps")

        assert f"{SIGNS['confirmed'][0]} 2  type Anna Berger into Payee\n     done: the field holds it; it reads “Anna Berger”" in steps
        assert "▸ 3  type 900.00 into Amount   doing" in steps
        assert "○ 5  pay £900.00 to Anna Berger   waiting" in steps
        view(pilot).happened(Ended(4, 20.0, "stopped", "Stopped."))
        assert "– 5  pay £900.00 to Anna Berger   not begun" in text(pilot, "#steps")
        assert "? 3  type 900.00 into Amount   unknown" in text(pilot, "#steps")
        assert text(pilot, "#outcome") == "■ stopped   Stopped."


async def test_the_step_that_is_done_is_in_sight_on_a_small_screen() -> None:
    async with stage().run_test(size=(80, 12)) as pilot:
        for event in (*PLANNED, *REVIEWED, Acting(4, 15.0, 5, "pay £900.00 to Anna Berger")):
            view(pilot).happened(event)
        await until(lambda: "▸ 5  pay £900.00" in painted(pilot))


async def test_with_big_type_the_steps_stay_in_sight(short_folder: Path) -> None:
    async with house(short_folder) as at, living(at) as pilot:
        pilot.app.action_look("larger")
        await pilot.press("f3")
        at.tell(*PLANNED)
        await until(lambda: "▸ 3  type 900.00 into Amount" in painted(pilot))


async def test_what_was_asked_and_answered_without_the_digits() -> None:
    async with stage().run_test(size=(120, 40)) as pilot:
        for event in (*PLANNED, CHALLENGE, Answered(4, 16.0, True, "voice", "confirm ••••")):
            view(pilot).happened(event)
        await pilot.pause()

        assert "yes, by voice" in painted(pilot)
        assert "4815" not in painted(pilot)


async def test_a_face_that_joins_late_sees_the_whole_turn_and_the_next_one_alone() -> None:
    async with stage().run_test() as pilot:
        view(pilot).rejoin(Now("acting", "", 4, recent=PLANNED))
        assert text(pilot, "#sentence") == "“pay Anna Berger nine hundred pounds for the rent”"
        view(pilot).happened(Heard(5, 30.0, "stop"))
        assert text(pilot, "#sentence") == "“stop”"
        await pilot.pause()
        assert "Anna" not in painted(pilot)
