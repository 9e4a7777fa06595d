"""One thing that can be set: its name, its value, what it is about; the old value stays until the daemon took a new one."""

from typing import ClassVar

from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.events import Blur
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from shell.answers import Setting
from shell.ui.wording import plain

NAMES = {
    "model": "Recogniser",
    "endpoint_ms": "Pause that ends a command",
    "microphone": "Microphone",
    "speaker": "Loudspeaker",
    "answer_s": "Time to answer",
    "speech_rate": "Pace of speech",
    "listen": "When to listen",
    "hold_key": "Key to hold",
    "stop_key": "Key that stops",
    "ui.theme": "Colours",
    "ui.contrast": "High contrast",
    "ui.big": "Big letters",
    "ui.still": "Reduced motion",
    "ui.indicator": "Sign on the screen",
}
"""What the keys are called by people."""
NONE = frozenset({"hold_key", "stop_key"})
"""Keys for which no value means none, and not the desktop's."""
WORDS = {"true": "yes", "false": "no", "": "the desktop's default", "wake word": "after “computer”", "key": "with the key"}
"""What values are called by people."""


class Wanted(Message):
    """The user wants another value."""

    def __init__(self, key: str, value: str) -> None:
        super().__init__()
        self.key = key
        self.value = value


class Choice(Widget, can_focus=True):
    """One of several values: left and right go through them, space to the next."""

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; }
    Choice:focus { background: $primary 30%; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,enter", "go(1)", "Next value"),
        Binding("left", "go(-1)", "Value before"),
    ]
    value = reactive("")

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._key, self._choices = setting.key, setting.choices
        self.value = setting.value

    def render(self) -> RenderResult:
        """All values with the one that holds marked, or that one alone when there is no room."""
        shown = [(f"● {named(one)}", "bold") if one == self.value else (f"○ {named(one)}", "$text-muted") for one in self._choices]
        whole = Content("   ").join(Content.styled(*one) for one in shown)
        if whole.cell_length <= self.size.width:
            return whole
        place = f"  {self._choices.index(self.value) + 1} of {len(self._choices)}" if self.value in self._choices else ""
        return Content.assemble("‹ ", (named(self.value), "bold"), f" ›{place}")

    def action_go(self, steps: int) -> None:
        """Want the value so many further on, round and round."""
        at = self._choices.index(self.value) if self.value in self._choices else 0
        self.value = self._choices[(at + steps) % len(self._choices)]
        self.post_message(Wanted(self._key, self.value))


class Entry(Input):
    """A value that is typed; Enter sets it, leaving it otherwise keeps the old one."""

    DEFAULT_CSS = """
    Entry { width: 1fr; background: $panel; }
    Entry:focus { background: $primary 30%; text-style: bold; }
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting.value, placeholder=named("", setting.key), compact=True, select_on_focus=False)
        self._key = setting.key
        self.kept = setting.value

    async def action_submit(self) -> None:
        """Want what was typed."""
        if self.value.strip() != self.kept:
            self.post_message(Wanted(self._key, self.value.strip()))

    def on_blur(self, _: Blur) -> None:
        """What was not set with Enter is not set."""
        self.value = self.kept


class Field(Container):
    """The setting with its control."""

    DEFAULT_CSS = """
    Field { height: auto; layout: vertical; padding: 0 1; margin-bottom: 1; }
    Field .top { height: 1; }
    Field .top Label { width: 27; text-style: bold; }
    Field .about { height: auto; padding: 0 1; color: $text-muted; }
    Field.-wide { layout: horizontal; }
    Field.-wide .top { width: 64; }
    Field.-wide .about { width: 1fr; }
    Field.-refused .about { color: $text-warning; text-style: bold; }
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.control: Choice | Entry = Choice(setting) if setting.choices else Entry(setting)
        """What takes the keys."""
        self._about = Static(about(setting), classes="about", markup=False)

    def compose(self) -> ComposeResult:
        """Name and control, then what it is about."""
        with Horizontal(classes="top"):
            yield Label(name_of(self.setting.key), markup=False)
            yield self.control
        yield self._about

    def hold(self, setting: Setting, why: str = "") -> None:
        """Show the value that holds, and why another one was not taken."""
        self.setting = setting
        control = self.control
        control.value = setting.value
        if isinstance(control, Entry):
            control.kept = setting.value
        self.set_class(bool(why), "-refused")
        refused = f"! Not set: {plain(why)}. It stays {named(setting.value, setting.key)}."
        self._about.update(refused if why else about(setting))


def name_of(key: str) -> str:
    """The key in words."""
    return NAMES.get(key) or key.rpartition(".")[2].replace("_", " ").capitalize()


def named(value: str, key: str = "") -> str:
    """The value, of this key, in words."""
    if not value and key in NONE:
        return "none"
    return WORDS.get(value) or plain(value)


def about(setting: Setting) -> str:
    """What it is, what it may be, and when it takes effect."""
    limits = f" From {setting.low:g} to {setting.high:g}; type it and press Enter." if setting.low is not None and setting.high is not None else ""
    return f"{plain(setting.about).rstrip('.')}.{limits}{' Takes effect when Sayso starts again.' if setting.restart else ''}"
