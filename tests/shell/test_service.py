from shell.answers import Examined, Offered
from shell.attention import Attention
from shell.inquiry import Inquiry
from shell.questions import Questions
from shell.service import ShellService
from shell.wire import Examine, Found, Listen, Looks, Mute, Offers, Reload, Set, Tell
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
    """Finds out whether it is heard."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand

    async def look(self, request: Looks) -> Found:
        return Examined(why=self._stand.session.state.mode)

    async def change(self, order: Reload | Set) -> str:
        return ""


async def test_the_microphone_is_closed_while_the_doctor_makes_sounds(stand: Stand) -> None:
    attention = Attention(stand.session, stand.voice)
    questions = Questions(stand.consent, Inquiry(stand.session, stand.voice, 1.0))
    service = ShellService(stand.hearing, questions, attention, stand.voice, Examiner(stand))

    assert await service.looked(Examine(silent=True)) == Examined(why="listening")
    assert await service.looked(Examine()) == Examined(why="muted")
    assert stand.session.state.mode == "listening"
