"""All settings below each other: read from the daemon, set there, and what it does not take stays as it was."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from shell.answers import Setting, Settings
from shell.ui.daemon import Daemon
from shell.ui.fields import Field, Wanted
from shell.ui.pane import turn
from shell.ui.view import Wear
from shell.wire import Set, ShowSettings

AWAY_S = 1.0
"""Seconds until a daemon that did not answer is asked again."""


class FieldList(VerticalScroll, can_focus=False):
    """The fields; up and down go from one to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", "Setting before"),
        Binding("down", "go(1)", "Next setting"),
        Binding("pageup", "turn('page up')", show=False),
        Binding("pagedown", "turn('page down')", show=False),
    ]

    class Read(Message):
        """The settings were read; None: nobody answered."""

        def __init__(self, settings: Settings | None) -> None:
            super().__init__()
            self.settings = settings

    def __init__(self, daemon: Daemon) -> None:
        super().__init__()
        self._daemon = daemon

    def read(self) -> None:
        """Read the settings, then go to the first one."""
        self.run_worker(self._read(focus=True), exclusive=True, group="read")

    def fit(self, wide: bool) -> None:
        """Explanations beside the fields where there is room."""
        self.set_class(wide, "-wide")
        for field in self.query(Field):
            field.set_class(wide, "-wide")

    def on_wanted(self, event: Wanted) -> None:
        """Have it set."""
        event.stop()
        self.run_worker(self._set(event.key, event.value), group="set")

    def action_go(self, steps: int) -> None:
        """To the field so many further on; beyond the last one there is only text."""
        fields = [*self.query(Field)]
        at = next((place for place, field in enumerate(fields) if field.control.has_focus), -1)
        if 0 <= at + steps < len(fields):
            fields[at + steps].control.focus(scroll_visible=False)
            fields[at + steps].scroll_visible(animate=False)
        else:
            self.action_turn("page up" if steps < 0 else "page down")

    def action_turn(self, where: str) -> None:
        """Go "page down", "page up", to the "top" or "bottom"."""
        turn(self, where)

    async def _read(self, focus: bool = False) -> Settings | None:
        found = await self._daemon.look(ShowSettings(), Settings)
        for setting in found.settings if found else ():
            await self._show(setting)
        if focus and (first := [*self.query(Field)]) and self.is_on_screen:
            first[0].control.focus(scroll_visible=False)
        if found is None:
            self.set_timer(AWAY_S, lambda: self.run_worker(self._read(), exclusive=True, group="read"))
        self.post_message(self.Read(found))
        return found

    async def _show(self, setting: Setting) -> None:
        known = next((field for field in self.query(Field) if field.setting.key == setting.key), None)
        if known is not None and known.setting.choices == setting.choices:
            known.hold(setting)
            return
        new = Field(setting)
        new.set_class(self.has_class("-wide"), "-wide")
        await self.mount(new, before=known if known is not None else self.children[-1])
        if known is not None:
            await known.remove()

    async def _set(self, key: str, value: str) -> None:
        field = next(field for field in self.query(Field) if field.setting.key == key)
        why = await self._daemon.order(Set(key, value))
        if why:
            field.hold(field.setting, why)
        elif (found := await self._read()) is not None and key.startswith("ui."):
            self.post_message(Wear(found.settings))
