"""The display: what the X server offers, its window manager, and hands that click and type in a window of our own."""

from agent.display import x11
from agent.display.server import Server, look_at
from shell.doctor.case import Case
from shell.doctor.errand import sent
from shell.doctor.finding import Answer, fails, note, works
from shell.doctor.neighbour import QUIET, mode_of
from shell.doctor.patience import within
from shell.doctor.touch import Refused, Touch, Touched
from shell.errors import ShellError

TEXT = "Sayso ü 42"
"""What is typed: also a letter that many keyboards lack."""
_ANSWER_S, _TOUCH_S = 3.0, 20.0
_X11 = "choose an X11 (Xorg) session at the login screen; `sayso run --virtual` makes a display of its own meanwhile"
_WANTED = {"SHAPE": "the indicator cannot let clicks through", "DAMAGE": "changes on the screen are noticed later"}


class ScreenChecks:
    """The checks of one examination; each builds on what those before it found."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._server: Server | None = None

    @property
    def answers(self) -> bool:
        """Whether the display answered."""
        return self._server is not None

    async def display(self) -> Answer:
        """Open it and see what it can do."""
        desk = self._case.desk
        wayland = bool(desk.environment.get("WAYLAND_DISPLAY"))
        if not desk.display:
            return fails("this is a Wayland session, which is not yet served" if wayland else "there is no display: DISPLAY is not set", _X11)
        try:
            self._server = await within(_ANSWER_S, lambda: look_at(desk.display))
        except TimeoutError:
            return fails(f"{desk.display} takes connections but does not answer: the X server hangs", "log out and in again")
        except x11.Failure:
            return fails(f"{desk.display} cannot be opened", _X11)
        if wayland:
            return fails(f"this is a Wayland session, which is not yet served; on {desk.display} only the windows of old programs are seen", _X11)
        return self._offers(self._server)

    def _offers(self, server: Server) -> Answer:
        named = f"{self._case.desk.display}, {server.width}×{server.height}"
        if "XTEST" not in server.extensions:
            return fails(f"{named}, but without XTEST: nothing can be clicked or typed", "start the X server without `-extension XTEST`")
        lacks = [f"no {name}: {cost}" for name, cost in _WANTED.items() if name not in server.extensions]
        if lacks:
            return note(f"{named}; {'; '.join(lacks)}", "start the X server with these extensions")
        return works(f"{named}, with XTEST, SHAPE and DAMAGE")

    async def window_manager(self) -> Answer:
        """Whether one answers (EWMH)."""
        if self._server is None:
            return note("not tried: it needs a display")
        if self._server.manager is None:
            return fails("none answers: windows cannot be listed, switched or closed", "start one, for instance: openbox &")
        return works(self._server.manager)

    async def hands(self) -> Answer:
        """Click and type in a window of our own."""
        server = self._server
        if server is None or server.manager is None or "XTEST" not in server.extensions:
            return note("not tried: they need a display with XTEST and a window manager")
        if await mode_of(self._case) not in ("none", *QUIET):
            return note("not tried: Sayso is just doing something here", "wait until it has finished, then run `sayso doctor` again")
        try:
            async with sent("shell.doctor.touch", self._case.desk.environment, Touched | Refused) as errand:
                report = await errand.ask(Touch(TEXT), _TOUCH_S)
        except TimeoutError:
            return fails("pointer and keys did not come back in time: the X server or the window manager hangs", "log out and in again")
        except ShellError as trouble:
            return fails(str(trouble), "log out and in again; tell us when it happens again")
        if isinstance(report, Refused):
            return fails(report.why, "close what is in front, leave mouse and keys alone for a moment, and run `sayso doctor` again")
        return _judged(report)


def _judged(report: Touched) -> Answer:
    if not report.clicked:
        return fails("the click did not arrive in our own window", "end programs that take over the pointer, then run `sayso doctor` again")
    if report.text != TEXT:
        return fails(
            f"typed “{TEXT}”, but “{report.text}” arrived", "end programs that remap keys (xmodmap, an input method), then run `sayso doctor` again"
        )
    return works(f"clicked ({report.click_ms:.0f} ms) and typed “{TEXT}” ({report.type_ms:.0f} ms) in a window of our own")
