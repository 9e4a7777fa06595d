import asyncio
from pathlib import Path

from agent.display.desk import Desk
from shell.event import Event, Failed
from shell.lessons import INVITATION, Lessons
from shell.paths import of
from shell.session import Session
from shell.welcome.progress import FINISHED, Progress, file_of, write
from tests.shell.stand import Stand, until


def test_who_was_taught_is_not_invited_again(tmp_path: Path) -> None:
    lessons, path = Lessons(Desk.from_environment({"HOME": str(tmp_path)}), Session()), file_of(of({"HOME": str(tmp_path)}))
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


async def test_a_welcome_that_cannot_be_started_is_told_each_time_it_is_asked_for(tmp_path: Path) -> None:
    session, told = Session(), list[Event]()
    session.record(told.append)
    (tmp_path / ".local/state/sayso/welcome.log").mkdir(parents=True)
    lessons = Lessons(Desk.from_environment({"HOME": str(tmp_path)}), session)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(lessons.run())
        for times in (1, 2):
            lessons.begin()
            await until(lambda times=times: len(told) == times)
        running.cancel()
    assert all(isinstance(event, Failed) and "is a directory" in event.why for event in told)
