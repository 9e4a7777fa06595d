"""What the keys and the palette have the daemon do."""

from shell.ui.daemon import Daemon
from shell.ui.standing import Standing
from shell.ui.story import HIDDEN
from shell.wire import Listen, Mute, Reload


async def carry_out(name: str, daemon: Daemon, standing: Standing, last: str) -> str:
    """Do one by name; last: the sentence said last. Returns what the user should read, mostly nothing."""
    match name:
        case "stop" | "stop everything":
            await daemon.stop(name == "stop everything")
        case "listen":
            await daemon.order(Listen(standing.asleep))
        case "mute":
            await daemon.order(Mute(not standing.muted))
        case "reload":
            await daemon.order(Reload())
        case "again" if standing.asked is not None:
            return "A question is open: answer it first."
        case "again" if last and last != HIDDEN:
            await daemon.say(last)
        case _:
            return "There is no command to do again yet."
    return ""
