"""Verification by state: compares the desk before and after an act and says what it really did."""

import re

from agent.action import Bus, File, FileOp, Launch, Ui, UiOp
from agent.disk import identity
from agent.effect import Effect, EffectKind
from agent.observation import Element, Observation

READ_CAP = 80
"""Longest text, in characters, that is read out as a result."""
_SHOWN_AS = str.maketrans({"×": "*", "÷": "/", "−": "-", "’": "'", "“": '"', "”": '"', "…": "."})
_FLEETING = frozenset({"focused", "armed", "pressed", "active", "prelight"})
_FOCUSABLE = ("text", "entry", "terminal", "document", "list", "table", "tree", "canvas", "viewport")


def effect_of(action: Ui | File | Launch | Bus, before: Observation, after: Observation) -> Effect:
    """What the act did, from two snapshots (and the disk, for files); pure but for reading file names."""
    match action:
        case File():
            return _file(action)
        case Launch():
            return _launch(action, before, after)
        case Bus():
            return Effect(EffectKind.CONFIRMED, f"{action.service} answered")
        case Ui(op=UiOp.FOCUS):
            return _focus(action, after)
        case Ui(op=UiOp.CLOSE):
            return _close(action, before, after)
        case Ui(op=UiOp.TYPE):
            return _typed(action, before, after)
        case Ui():
            return _changed(action, before, after)


def _file(act: File) -> Effect:
    there, new = identity(act.path), identity(act.to) if act.to else None
    if act.op in (FileOp.MAKE_FOLDER, FileOp.MAKE_FILE):
        return Effect(EffectKind.CONFIRMED, f"{act.path} is there") if there else Effect(EffectKind.NO_EFFECT, f"{act.path} is not there")
    if there is not None:
        return Effect(EffectKind.NO_EFFECT, f"{act.path} is still there")
    if act.op is FileOp.RENAME and (new is None or (act.identity and new.inode != act.identity.inode)):
        return Effect(EffectKind.PARTIAL, f"{act.path} is gone but {act.to} is not it")
    return Effect(EffectKind.CONFIRMED, f"{act.path} is gone" + (f", {act.to} is there" if new else ""))


def _launch(act: Launch, before: Observation, after: Observation) -> Effect:
    known = {window.id for window in before.windows}
    running = {window.app for window in before.windows}
    # A window that another running program opens meanwhile proves nothing.
    new = [window for window in after.windows if window.id not in known and (window.app == act.wm_class or window.app not in running)]
    if new:
        own = next((window for window in new if window.app == act.wm_class), None)
        return Effect(EffectKind.CONFIRMED, f"the window “{(own or new[0]).title}” is new")
    shown = after.active
    if shown is not None and shown.app == act.wm_class and shown.id != (before.active.id if before.active else 0):
        return Effect(EffectKind.CONFIRMED, f"its window “{shown.title}” came to the front")
    return Effect(EffectKind.NO_EFFECT, f"no window of {act.name} appeared")


def _focus(act: Ui, after: Observation) -> Effect:
    active = after.active
    if act.window is not None and active is not None and active.id == act.window.id:
        return Effect(EffectKind.CONFIRMED, f"“{active.title}” has the keyboard")
    return Effect(EffectKind.NO_EFFECT, f"“{active.title}” has the keyboard" if active else "no window has the keyboard")


def _close(act: Ui, before: Observation, after: Observation) -> Effect:
    if act.window is None:
        return Effect(EffectKind.UNVERIFIABLE, "no window was named")
    if after.window(act.window.id) is None:
        return Effect(EffectKind.CONFIRMED, "the window is gone")
    known = {window.id for window in before.windows}
    asking = next((window for window in after.windows if window.id not in known), None)
    if asking is not None:
        return Effect(EffectKind.PARTIAL, "it asks something first", _wording(after) or asking.title)
    return Effect(EffectKind.NO_EFFECT, "the window is still there")


def _typed(act: Ui, before: Observation, after: Observation) -> Effect:
    if not act.text:
        return Effect(EffectKind.NO_EFFECT, "there was nothing to type")
    fold = _folded if _folded(act.text) else str
    wanted = fold(act.text)
    if act.element is not None and act.element.secret:
        return Effect(EffectKind.UNVERIFIABLE, "what is in a password field is never read")
    for element in after.elements:
        old = before.element(element.ref)
        if element.value is None or (old is None and before.partial):  # what was not read before may have been there all along
            continue
        if fold(element.value).count(wanted) > (fold(old.value or "").count(wanted) if old else 0):
            return Effect(EffectKind.CONFIRMED, f"the {element.role} now holds the text")
        if old is not None and fold(element.value) != fold(old.value or "") and fold(element.value) == _operand(act.text):
            return Effect(EffectKind.CONFIRMED, f"the {element.role} now shows {element.value.strip()}")
    changed = _changes(act, before, after)
    if changed:
        return Effect(EffectKind.PARTIAL, "something changed, but the text is not there as typed: " + changed[0], _reads(before, after))
    return Effect(EffectKind.UNVERIFIABLE, "no field shows the text") if not _has_text(after) else Effect(EffectKind.NO_EFFECT, "no field changed")


def _operand(text: str) -> str | None:
    """The number of "12*": all that a calculator shows of it; None for anything else."""
    found = re.fullmatch(r"([0-9.]+)[-+*/]", text)
    return found[1] if found else None


def _changed(act: Ui, before: Observation, after: Observation) -> Effect:
    changes = _changes(act, before, after)
    if changes:
        return Effect(EffectKind.CONFIRMED, changes[0], _reads(before, after))
    target = act.element and after.element(act.element.ref)
    if act.op is UiOp.CLICK and target and "focused" in target.states and any(role in target.role for role in _FOCUSABLE):
        return Effect(EffectKind.CONFIRMED, f"the {target.role} has the keyboard")
    if not after.elements:
        return Effect(EffectKind.UNVERIFIABLE, "this window cannot be read")
    if act.op is UiOp.PRESS:
        return Effect(EffectKind.UNVERIFIABLE, "nothing on the screen changed")  # a key may well do something that does not show, as copying does
    return Effect(EffectKind.NO_EFFECT, "nothing on the screen changed")


def _changes(act: Ui, before: Observation, after: Observation) -> list[str]:
    """Differences that count as an effect, the most telling first; where the keyboard is does not count."""
    # What another program that was running does meanwhile proves nothing.
    others = {w.app for w in before.windows if act.window is not None} - ({act.window.app} if act.window else set[str]())
    old_windows = {w.id: w for w in before.windows if w.app not in others}
    new_windows = {w.id: w for w in after.windows if w.app not in others}
    found = [f"the window “{w.title}” is new" for i, w in new_windows.items() if i not in old_windows]
    found += [f"the window “{w.title}” is gone" for i, w in old_windows.items() if i not in new_windows]
    found += [f"the title is now “{w.title}”" for i, w in new_windows.items() if i in old_windows and old_windows[i].title != w.title]
    found += [f"“{w.title}” changed its size or place" for i, w in new_windows.items() if i in old_windows and old_windows[i].box != w.box]
    old, new = {e.ref: e for e in before.elements}, {e.ref: e for e in after.elements}
    for ref, element in new.items():
        if ref in old or not before.partial:  # what was not read before may have been there all along
            found += _difference(old.get(ref), element)
    if not after.partial:
        found += [f"the {e.role} {e.name} is gone" for ref, e in old.items() if ref not in new]
    return found


def _difference(old: Element | None, new: Element) -> list[str]:
    if old is None:
        return [f"the {new.role} {new.name} is new".replace("  ", " ")]
    if old.value != new.value:
        return [f"the {new.role} shows “{_short(new.value or '')}”"]
    if old.name != new.name:
        return [f"the {new.role} now reads “{_short(new.name)}”"]
    on, off = (new.states - old.states) - _FLEETING, (old.states - new.states) - _FLEETING
    if on or off:
        now = [*sorted(on), *(f"no longer {state}" for state in sorted(off))]
        return [f"the {new.role} {new.name} is {', '.join(now)}"]
    return [f"the {new.role} {new.name} moved"] if old.box != new.box else []


def _reads(before: Observation, after: Observation) -> str:
    """The one short text that changed in place: a result worth reading out; empty when there are none or several."""
    texts: list[str] = []
    for element in after.elements:
        old = before.element(element.ref)
        if old is None:
            continue
        now, then = (element.value, old.value) if element.value is not None else (element.name, old.name)
        # A line that only got longer by a line break is what is being written, not a result.
        if now and now.strip() != (then or "").strip() and len(now.strip()) <= READ_CAP and "\n" not in now.strip() and not element.secret:
            texts.append(now.strip())
    return texts[0] if len(set(texts)) == 1 else ""


def _wording(seen: Observation) -> str:
    """What a dialog says and offers: "Save changes? Save, Don't save or Cancel"."""
    says = [element.name for element in seen.elements if element.role == "label" and len(element.name) > 2]
    offers = [element.name for element in seen.elements if "button" in element.role and element.name and "sensitive" in element.states]
    return _short(" ".join([*says, ", ".join(offers)]).strip(), 3 * READ_CAP)


def _has_text(seen: Observation) -> bool:
    return any(element.value is not None and "editable" in element.states for element in seen.elements)


def _folded(text: str) -> str:
    """Without white space, and with the signs that programs show for what is typed."""
    return "".join(text.split()).translate(_SHOWN_AS)


def _short(text: str, cap: int = READ_CAP) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= cap else flat[: cap - 1] + "…"
