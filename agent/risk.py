"""What an unnamed act would do: the groups that the words on a control put it in."""

import re

from agent.action import Action, File, FileOp, Ui, UiOp
from agent.observation import Element, Observation

MONEY = "money_out"
SEND = "send"
DELETE = "irreversible"
CREDENTIAL = "credentials"
GRANT = "grant"

_WORDS = (
    (MONEY, r"pay|pay now|buy|purchase|order|checkout|check out|transfer|donate|subscribe|place order|send money|withdraw|bid|confirm(?! password)"),
    (SEND, r"send|submit|publish|post|reply|reply all|tweet|share|apply|sign|book|reserve"),
    (
        DELETE,
        r"delete|remove|reset|erase|wipe|clear (?:all|history|data|everything)|format|empty trash|purge|shred|destroy|log ?out|sign ?out|"
        r"shut ?down|power off|restart|reboot|overwrite|discard|don'?t save|close without saving|factory reset|uninstall|revoke|"
        r"unsubscribe|deactivate|replace|cancel (?:order|subscription|account|booking)",
    ),
    (GRANT, r"allow|grant|authori[sz]e|accept|agree|trust|install|enable remote|make admin"),
)
_PATTERNS = tuple((group, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for group, words in _WORDS)
_AGREES = re.compile(r"yes|ok|okay|continue|proceed|go ahead|apply", re.IGNORECASE)
"""Controls that mean what the title of their dialog says."""
_PRESSABLE = ("button", "menu item", "link", "check", "switch")
_ACTIVATING = frozenset({"enter", "return", "space", "kp_enter"})
_FOR_GOOD = frozenset({"shift+delete", "shift+del"})


def _of_words(text: str) -> frozenset[str]:
    plain = text.replace("’", "'").replace("_", "")
    return frozenset(group for group, pattern in _PATTERNS if pattern.search(plain))


def groups_of(action: Action) -> frozenset[str]:
    """Risk groups an act falls in by itself, whatever intent it came from; empty when nothing speaks for risk."""
    match action:
        case File(op=FileOp.DELETE):
            return frozenset({DELETE})
        case Ui(op=UiOp.PRESS, keys=keys) if keys.lower() in _FOR_GOOD:
            return frozenset({DELETE})
        case Ui(op=UiOp.CLICK | UiOp.PRESS | UiOp.TYPE, element=element, window=window) if element is not None and is_pressable(element.role):
            return _of_words(element.name) | (_of_words(window.title) if window and _AGREES.fullmatch(element.name.strip()) else frozenset[str]())
        case Ui(op=UiOp.TYPE, element=element) if element is not None and element.secret:
            return frozenset({CREDENTIAL})
        case _:
            return frozenset()


def receiver(op: UiOp, keys: str, seen: Observation) -> Element | None:
    """The focused element, where a key or text that lands on it is more than a key or text: a button or a password field."""
    focused = seen.focused
    if focused is None or not (op is UiOp.TYPE or (op is UiOp.PRESS and keys.lower() in _ACTIVATING)):
        return None
    return focused if is_pressable(focused.role) or (op is UiOp.TYPE and focused.secret) else None


def is_pressable(role: str) -> bool:
    """Whether a click, or enter, on an element of this role does something."""
    return any(pressable in role for pressable in _PRESSABLE)
