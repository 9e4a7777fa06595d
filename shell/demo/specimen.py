"""A made-up session to take pictures of: what the daemon would answer, the same every time."""

from collections.abc import Sequence

from shell.answers import (
    Check,
    Examined,
    FolderShown,
    Offered,
    Phrase,
    Policies,
    Program,
    Remembered,
    Row,
    Sentences,
    Setting,
    Settings,
    Tried,
)  # fmt: skip
from shell.wire import Chosen, Examine, Found, Looks, Offers, Order, Recall, Set, ShowPolicies, ShowSettings, Try

DAY = 1_788_861_840.0
"""Seconds since 1970 of the last turn: a Tuesday in September 2026."""
OFFERED = Offered(
    (
        Phrase("open the calculator", "apps.open"), Phrase("close this window", "apps.close"), Phrase("type hello world", "screen.type"),
        Phrase("make a folder called holiday photos", "files.make_folder"), Phrase("rename invoice march to summary", "files.rename"),
        Phrase("click Save", "screen.click"), Phrase("delete {file} for good", "files.delete"), Phrase("scroll down", "screen.scroll"),
        Phrase("what can I say", "session.help"), Phrase("repeat", "session.repeat"),
    ),
    (Program("Calculator", True), Program("Files"), Program("Firefox", True), Program("Text Editor"), Program("Thunderbird"), Program("Terminal")),
    ("Calculator", "Bank of Anywhere — Firefox", "Notes"),
)  # fmt: skip
_SAID = (
    ("open the calculator", "apps.open", "done", "Opened Calculator.", "launch Calculator: confirmed; a window of Calculator is new"),
    ("twelve times eight", "screen.type", "done", "It reads 96.", "type 12*8= into Calculator: confirmed; the display changed; it reads 96"),
    ("make a folder called taxes", "files.make_folder", "done", "Made the folder taxes.", "make the folder taxes: confirmed; it is there"),
    ("delete old notes for good", "files.delete", "refused", "All right, I left it.", ""),
    ("send the letter to Anna", "mail.send", "unknown", "I pressed Send, but cannot tell whether it went.", "click Send: unverifiable"),
    ("rename invoice march to summary", "files.rename", "done", "Renamed invoice march to summary.", "rename: confirmed; the new name is there"),
    ("close this window", "apps.close", "not_done", "The window asks: save changes?", "close Notes: no_effect; a dialog is in front"),
    ("scroll down", "screen.scroll", "done", "Scrolled down.", "scroll down: confirmed; the page moved"),
)
ROWS = tuple(
    Row(120 - at, DAY - 1100.0 * at, said, "typed" if at % 5 == 3 else "voice", intent, outcome, say, (step,) if step else ())
    for at, (said, intent, outcome, say, step) in enumerate(_SAID * 15)
)
POLICIES = Policies(
    (
        FolderShown("apps", "built in", "policies/apps", (
            Sentences("apps.open", ("(open|launch|start) [the|my] {app}",), ("open the calculator",), ()),
            Sentences("apps.close", ("(close|quit) [the|my] {window}",), ("close this window",), ()),
        )),
        FolderShown("files", "built in", "policies/files", (
            Sentences("files.make_folder", ("make a folder called {name}",), ("make a folder called taxes",), ()),
            Sentences("files.delete", ("delete [the|my] {file} for good",), ("delete old notes for good",), ("irreversible",), "yes"),
        )),
        FolderShown("payments", "yours", "~/.config/sayso/policies/payments", (
            Sentences("payments.rent", ("pay the rent",), ("pay the rent",), ("money_out",), "challenge"),
        )),
    )
)  # fmt: skip
TRIED = Tried(
    "delete old notes for good", "files.delete", {"file": "old notes.txt"}, ("delete old notes.txt for good",), "yes", ("irreversible",),
    "Delete old notes.txt for good. This cannot be undone. Shall I?",
)  # fmt: skip
SETTINGS = (
    Setting("ui.theme", "dark", "Light letters on a dark ground, or dark on light.", ("dark", "light")),
    Setting("ui.contrast", "no", "Pure black and white.", ("yes", "no")),
    Setting("ui.big", "no", "Big type: block letters, fewer lines.", ("yes", "no")),
    Setting("ui.still", "no", "Nothing on this screen moves.", ("yes", "no")),
    Setting("model", "base", "The speech model: larger hears better, smaller is faster.", ("base", "tiny.en"), restart=True),
    Setting("answer_s", "20", "Seconds a question waits for its answer.", (), 5.0, 120.0),
    Setting("microphone", "", "The microphone; empty: the one of the desktop.", (), restart=True),
)
EXAMINED = Examined(
    (
        Check("display", "ok", "clicked and typed in a window of its own", "", 240),
        Check("microphone", "ok", "heard the word it spoke", "", 1900),
        Check("speaker", "ok", "played for 1.2 s", "", 1240),
        Check("accessibility", "note", "Firefox does not answer", "start Firefox with GNOME_ACCESSIBILITY=1", 80),
        Check("models", "ok", "base and voice are as published", "", 310),
        Check("ledger", "ok", "sound: 412 entries", "", 22),
    )
)


class Specimen:
    """Answers like a daemon (implements shell.control.Service), does nothing, and keeps what is set."""

    def __init__(self, rows: Sequence[Row] = ROWS) -> None:
        self._rows = tuple(rows)
        self.told: list[str] = []
        """What it was asked to do."""
        self.settings = {setting.key: setting for setting in SETTINGS}

    async def said(self, text: str) -> int:
        """Take a sentence."""
        self.told.append(f"say {text}")
        return 1

    def answered(self, text: str, by: str = "ui") -> bool:
        """Take an answer."""
        self.told.append(f"answer {text}")
        return True

    async def stopped(self, everything: bool) -> None:
        """Note it."""
        self.told.append("stop everything" if everything else "stop")

    async def ordered(self, order: Order) -> str:
        """Note it; what is set is kept."""
        self.told.append(repr(order))
        if isinstance(order, Set) and (setting := self.settings.get(order.key)):
            self.settings[order.key] = Setting(setting.key, order.value, setting.about, setting.choices, setting.low, setting.high, setting.restart)
        return ""

    async def inquired(self, question: str, choices: tuple[str, ...]) -> Chosen:
        """Nobody is there to choose."""
        return Chosen()

    async def looked(self, request: Looks) -> Found:
        """Answer from the specimen."""
        match request:
            case Offers():
                return OFFERED
            case Recall(words=words, before=before, limit=limit):
                found = [row for row in self._rows if all(word in f"{row.said} {row.say}".lower() for word in words.lower().split())]
                return Remembered(tuple(row for row in found if not before or row.number < before)[:limit], len(found))
            case ShowPolicies():
                return POLICIES
            case Try():
                return TRIED
            case ShowSettings():
                return Settings(tuple(self.settings.values()), "~/.config/sayso/config.toml")
            case Examine():
                return EXAMINED
