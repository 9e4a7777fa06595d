from pathlib import Path

from shell.answers import Offered
from shell.welcome.commanding import app_called, first_command
from tests.shell.welcome.puppet import Did, Puppet, leading

HELP: Did = ("What can I say?", "session.help", "done")


async def test_help_and_then_an_app_that_does_not_run_yet(short_folder: Path) -> None:
    puppet = Puppet({"what can I say": [HELP], "open the text editor": [("Open the text editor.", "apps.open", "done")]})
    puppet.apps = {"Calculator": True, "Text Editor": False}
    async with leading(puppet, short_folder) as guide:
        await first_command(guide)

    assert puppet.told == [
        "Now you. Say: what can I say.",
        "Well done. Ask that whenever you are not sure.",
        "Now a command. Say: open the text editor.",
        "That was your first command. Well done.",
    ]


async def test_without_an_app_it_is_help_alone(short_folder: Path) -> None:
    puppet = Puppet({"what can I say": [HELP]})
    async with leading(puppet, short_folder) as guide:
        await first_command(guide)

    assert len(puppet.told) == 2


async def test_whether_an_app_is_there_runs_and_is_in_front(short_folder: Path) -> None:
    puppet = Puppet(apps={"Calculator": True}, offers=Offered(windows=("Calculator", "Notes")))
    async with leading(puppet, short_folder) as guide:
        found = await app_called(guide, "calculator")
        assert await app_called(guide, "kettle") is None

    assert found is not None
    assert (found.running, found.in_front) == (True, True)
