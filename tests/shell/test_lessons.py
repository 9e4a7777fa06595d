from pathlib import Path

from agent.display.desk import Desk
from shell.lessons import INVITATION, Lessons
from shell.paths import of
from shell.welcome.progress import FINISHED, Progress, file_of, write
from tests.shell.stand import Stand, until


def test_who_was_taught_is_not_invited_again(tmp_path: Path) -> None:
    lessons, path = Lessons(Desk.from_environment({"HOME": str(tmp_path)})), file_of(of({"HOME": str(tmp_path)}))
    assert lessons.invitation == INVITATION
    write(path, Progress(("greeting",), FINISHED))
    assert lessons.invitation == ""


async def test_asked_for_aloud_it_begins(stand: Stand) -> None:
    turn = await stand.service.said("teach me")
    assert await stand.ended(turn) == "done"
    await until(stand.taught.is_set)


async def test_thanks_are_understood(stand: Stand) -> None:
    assert await stand.ended(await stand.service.said("Thank you.")) == "done"
    assert not stand.taught.is_set()
