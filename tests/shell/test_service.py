import asyncio

import pytest

from shell.answers import Examined, Offered
from shell.attention import Attention
from shell.inquiry import Inquiry
from shell.questions import Questions
from shell.service import ShellService
from shell.wire import Examine, Found, Hold, Listen, Looks, Mute, Offers, Reload, Set, Tell
from speech.messages import Hold as HoldOrder
from speech.messages import Mute as MuteOrder
from tests.shell.stand import Stand, until


async def test_orders_are_done_where_they_belong(stand: Stand) -> None:
    assert await stand.service.ordered(Listen(False)) == ""
    assert stand.session.state.mode == "asleep"
    assert await stand.service.ordered(Listen(True)) == ""
    assert await stand.service.ordered(Mute(True)) == ""
    await until(lambda: MuteOrder(True) in stand.ears.orders)
    assert await stand.service.ordered(Mute(False)) == ""
    assert stand.session.state.mode == "listening"
    assert [await stand.service.ordered(Hold(on)) for on in (True, False)] == ["", ""]
    await until(lambda: stand.ears.orders[-2:] == [HoldOrder(True), HoldOrder(False)])
    assert await stand.service.ordered(Tell("Hello there.")) == ""
    assert "Hello there." in stand.ears.spoken


async def test_what_is_looked_up_and_changed_is_the_lookups(stand: Stand) -> None:
    offered = await stand.service.looked(Offers())
    assert isinstance(offered, Offered)
    assert "help" in [phrase.text for phrase in offered.phrases]
    assert await stand.service.ordered(Reload()) == ""
    assert "colour" in await stand.service.ordered(Set("colour", "red"))


async def test_there_is_nothing_to_answer_when_nothing_is_asked(stand: Stand) -> None:
    assert not stand.service.answered("yes")
    assert not stand.service.answered("yes", "bus")


class Examiner:
    """Finds out whether it is heard, in its own time."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand
        self.at_it = 0
        self.over = asyncio.Event()
        self.over.set()

    async def look(self, request: Looks) -> Found:
        self.at_it += 1
        mode = self._stand.session.state.mode
        await self.over.wait()
        self.at_it -= 1
        return Examined(why=mode)

    async def change(self, order: Reload | Set) -> str:
        return ""


def examined_by(stand: Stand, examiner: Examiner) -> ShellService:
    questions = Questions(stand.consent, Inquiry(stand.session, stand.voice, 1.0))
    return ShellService(stand.hearing, questions, Attention(stand.session, stand.voice), stand.voice, examiner)


async def test_the_microphone_is_closed_while_the_doctor_makes_sounds(stand: Stand) -> None:
    service = examined_by(stand, Examiner(stand))

    assert await service.looked(Examine(silent=True)) == Examined(why="listening")
    assert await service.looked(Examine()) == Examined(why="muted")
    assert stand.session.state.mode == "listening"


@pytest.mark.parametrize(("before", "meanwhile", "after"), [(False, True, "muted"), (True, False, "listening"), (True, True, "muted")])
async def test_what_the_user_wants_meanwhile_holds_when_the_doctor_is_done(stand: Stand, before: bool, meanwhile: bool, after: str) -> None:
    examiner = Examiner(stand)
    service = examined_by(stand, examiner)
    await service.ordered(Mute(before))
    examiner.over.clear()
    async with asyncio.TaskGroup() as group:
        group.create_task(service.looked(Examine()))
        await until(lambda: examiner.at_it == 1)
        await service.ordered(Mute(meanwhile))
        assert stand.session.state.mode == "muted"
        examiner.over.set()

    assert stand.session.state.mode == after
    await until(lambda: stand.ears.orders[-1] == MuteOrder(after == "muted"))


async def test_one_examination_at_a_time(stand: Stand) -> None:
    examiner = Examiner(stand)
    service = examined_by(stand, examiner)
    examiner.over.clear()
    async with asyncio.TaskGroup() as group:
        both = [group.create_task(service.looked(Examine())) for _ in range(2)]
        await until(lambda: examiner.at_it == 1)
        for _ in range(20):
            await asyncio.sleep(0)
        assert examiner.at_it == 1
        examiner.over.set()

    assert [one.result() for one in both] == [Examined(why="muted")] * 2
    assert stand.session.state.mode == "listening"
