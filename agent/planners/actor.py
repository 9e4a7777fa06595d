"""The actor: binds a policy's steps to what is on the desk, for known intents and direct commands."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from agent.action import Bus, File, FileOp, Identity, Launch, Ui, UiOp
from agent.disk import identity
from agent.intent import Intent
from agent.plan import NoPlan, Plan, Recipe, Step, StepTemplate
from agent.risk import receiver
from agent.scene import Scene

_OPERAND = re.compile(r"[0-9.]+[-+*/]?")
_SUM = re.compile(r"(?:[0-9.]+[-+*/])+[0-9.]+")
_REFERENCE = re.compile(r"\{(\w+)\}")
_EXPECT = {"launch": "a window of it is there", "focus": "it has the keyboard", "close": "its window is gone", "type": "the field holds the text"}
_NUMBER = re.compile(r"-?[0-9]+")
_TRUTH = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
_SCROLL = 5
"""Wheel clicks when a policy names no amount."""


class Unbound(Exception):
    """A step cannot be bound in this scene; the text is the sentence for the user."""


class Actor:
    """A planner that knows only what policies spell out."""

    def __init__(self, recipes: Mapping[str, Recipe], identify: Callable[[str], Identity | None] = identity) -> None:
        self._recipes = recipes
        self._identify = identify
        """Which file lies at a path; a dry run on a made-up scene brings its own."""

    def plan(self, intent: Intent, scene: Scene) -> Plan | NoPlan:
        """The recipe's steps with every slot bound, or the sentence that says why not."""
        recipe = self._recipes.get(intent.name)
        if recipe is None or not recipe.steps:
            return NoPlan(f"I know the words but not how to do it: {intent.name}.")
        try:
            steps = tuple(
                Step(act, _EXPECT.get(step.kind, "something changes"))
                for step in recipe.steps
                for act in _apart(self._bound(step, intent, scene), scene)
            )
        except Unbound as trouble:
            return NoPlan(str(trouble))
        return Plan(intent, steps, _filled(recipe.reply, {name: slot.shown for name, slot in intent.slots.items()}))

    def _bound(self, step: StepTemplate, intent: Intent, scene: Scene) -> Ui | File | Launch | Bus:
        values = {name: slot.value for name, slot in intent.slots.items()}
        fields = {name: _filled(text, values) for name, text in step.fields.items()}
        match step.kind:
            case "launch":
                return _launch(fields["value"], scene)
            case "focus" | "close":
                return _window(UiOp(step.kind), fields["value"], scene)
            case "click" | "type" | "press" | "scroll":
                return _screen(UiOp(step.kind), fields, scene)
            case "file":
                op = FileOp(fields["value"])
                return _new(op, fields, scene) if op in (FileOp.MAKE_FOLDER, FileOp.MAKE_FILE) else self._file(op, fields, scene)
            case "bus":
                return _bus(fields)
            case _:
                raise Unbound(f"I know no step of the kind {step.kind}.")

    def _file(self, op: FileOp, fields: Mapping[str, str], scene: Scene) -> File:
        path = fields["path"]
        if not os.path.isabs(path):
            raise Unbound("I do not know which file that is.")
        there, name = self._identify(path), shown(path, scene.home)
        if there is None:
            raise Unbound(f"There is no {name} any more.")
        if any("\ud800" <= letter <= "\udfff" for letter in path):  # bytes that are no text: can be neither told nor recorded
            raise Unbound("The name of that file is not text that I can read.")
        if op is not FileOp.RENAME:
            return File(op, path, name, identity=there)
        to = os.path.join(os.path.dirname(path), _kept_suffix(path, _name(fields["to"])))
        if os.path.lexists(to):
            raise Unbound(f"There already is {shown(to, scene.home)}.")
        return File(op, path, name, to=to, identity=there)


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _REFERENCE.sub(lambda match: values.get(match[1], ""), template)


def _apart(act: Ui | File | Launch | Bus, scene: Scene) -> tuple[Ui | File | Launch | Bus, ...]:
    """The act, or the acts it has to be split into: a calculator shows one number at a time, so each is typed and checked by itself."""
    if not isinstance(act, Ui) or act.op is not UiOp.TYPE or act.window is None:
        return (act,)
    app = scene.app_of_window(act.window.app)
    if app is None or "Calculator" not in app.categories or not _SUM.fullmatch(act.text):
        return (act,)
    return tuple(replace(act, text=part) for part in _OPERAND.findall(act.text))


def _launch(app_id: str, scene: Scene) -> Launch:
    app = scene.app(app_id)
    if app is None:
        raise Unbound(f"I know no app named {app_id}.")
    return Launch(app.id, app.name, app.command, app.wm_class)


def _window(op: UiOp, window_id: str, scene: Scene) -> Ui:
    window = scene.seen.window(int(window_id)) if _NUMBER.fullmatch(window_id) else None
    if window is None:
        raise Unbound("That window is no longer there.")
    return Ui(op, window=window)


def _screen(op: UiOp, fields: Mapping[str, str], scene: Scene) -> Ui:
    active = scene.seen.active
    if op is UiOp.CLICK:
        element = scene.seen.element(fields["value"])
        if element is None:
            raise Unbound("That is no longer on the screen.")
        return Ui(op, element=element, window=scene.seen.window(element.window) or active)
    if active is None:
        raise Unbound("There is no window to do that in. Open an app first.")
    if op is UiOp.TYPE:
        return Ui(op, element=receiver(op, "", scene.seen), window=active, text=fields["value"])
    if op is UiOp.PRESS:
        # On a focused button the key is a click: the button is bound, so that it is judged as one.
        return Ui(op, element=receiver(op, fields["value"], scene.seen), window=active, keys=fields["value"])
    amount = fields.get("amount", "")
    return Ui(op, window=active, direction=fields["value"], amount=int(amount) if _NUMBER.fullmatch(amount) else _SCROLL)


def _new(op: FileOp, fields: Mapping[str, str], scene: Scene) -> File:
    path = os.path.join(scene.home, fields.get("folder", ""), _name(fields["name"]))
    name = shown(path, scene.home)
    if os.path.lexists(path):
        raise Unbound(f"There already is {name}.")
    return File(op, path, name)


def _name(name: str) -> str:
    """A name for a file in the folder that is meant, and in no other."""
    if name in ("", os.curdir, os.pardir) or "/" in name or "\0" in name:
        raise Unbound(f"“{name}” is not a name that a file can have." if name else "You have not said the name.")
    return name


def _kept_suffix(path: str, name: str) -> str:
    """The new name, with the old extension when none was said."""
    suffix = "" if os.path.isdir(path) else os.path.splitext(path)[1]
    return name if os.path.splitext(name)[1] else name + suffix


def _bus(fields: Mapping[str, str]) -> Bus:
    signature = fields.get("signature", "")
    texts = fields.get("arguments", "").split("|") if signature else []
    if len(texts) != len(signature) or set(signature) - set("sib"):
        raise Unbound("The policy's bus call does not fit its signature.")
    values = tuple(_typed(kind, text) for kind, text in zip(signature, texts, strict=True))
    return Bus(fields["value"], fields["path"], fields["interface"], fields["member"], signature, values)


def _typed(kind: str, text: str) -> str | int | bool:
    if kind == "s":
        return text
    if kind == "b":
        if text.lower() not in _TRUTH:
            raise Unbound(f"“{text}” is neither yes nor no.")
        return _TRUTH[text.lower()]
    if not _NUMBER.fullmatch(text):
        raise Unbound(f"“{text}” is not a number.")
    if not -(2**31) <= int(text) < 2**31:
        raise Unbound(f"{text} is too large a number.")
    return int(text)


def shown(path: str, home: str) -> str:
    """A path as told to people: "budget.txt", "budget.txt in Documents"."""
    folder, _, name = path.rpartition("/")
    inside = os.path.relpath(folder or "/", home)
    return name if inside == "." else f"{name} in {inside.replace('/', ', ')}"
