"""The actor: binds a policy's steps to what is on the desk, for known intents and direct commands."""

import os
import re
from collections.abc import Mapping

from agent.action import Action, Bus, File, FileOp, Launch, Ui, UiOp
from agent.disk import identity
from agent.intent import Intent
from agent.plan import NoPlan, Plan, Recipe, Step, StepTemplate
from agent.scene import Scene

_REFERENCE = re.compile(r"\{(\w+)\}")
_EXPECT = {"launch": "a window of it is there", "focus": "it has the keyboard", "close": "its window is gone", "type": "the field holds the text"}
_SCROLL = 5
"""Wheel clicks when a policy names no amount."""


class Unbound(Exception):
    """A step cannot be bound in this scene; the text is the sentence for the user."""


class Actor:
    """A planner that knows only what policies spell out."""

    def __init__(self, recipes: Mapping[str, Recipe]) -> None:
        self._recipes = recipes

    def plan(self, intent: Intent, scene: Scene) -> Plan | NoPlan:
        """The recipe's steps with every slot bound, or the sentence that says why not."""
        recipe = self._recipes.get(intent.name)
        if recipe is None or not recipe.steps:
            return NoPlan(f"I know the words but not how to do it: {intent.name}.")
        try:
            steps = tuple(Step(_bound(step, intent, scene), _EXPECT.get(step.kind, "something changes")) for step in recipe.steps)
        except Unbound as trouble:
            return NoPlan(str(trouble))
        return Plan(intent, steps, _filled(recipe.reply, {name: slot.shown for name, slot in intent.slots.items()}))


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _REFERENCE.sub(lambda match: values.get(match[1], ""), template)


def _bound(step: StepTemplate, intent: Intent, scene: Scene) -> Action:
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
            return _file(FileOp(fields["value"]), fields, scene)
        case "bus":
            return _bus(fields)
        case _:
            raise Unbound(f"I know no step of the kind {step.kind}.")


def _launch(app_id: str, scene: Scene) -> Launch:
    app = scene.app(app_id)
    if app is None:
        raise Unbound(f"I know no app named {app_id}.")
    return Launch(app.id, app.name, app.command, app.wm_class)


def _window(op: UiOp, window_id: str, scene: Scene) -> Ui:
    window = scene.seen.window(int(window_id)) if window_id.isdigit() else None
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
        focused = scene.seen.focused
        return Ui(op, element=focused if focused and focused.secret else None, window=active, text=fields["value"])
    if op is UiOp.PRESS:
        return Ui(op, window=active, keys=fields["value"])
    amount = fields.get("amount", "")
    return Ui(op, window=active, direction=fields["value"], amount=int(amount) if amount.isdigit() else _SCROLL)


def _file(op: FileOp, fields: Mapping[str, str], scene: Scene) -> File:
    path = os.path.join(scene.home, fields["path"])
    if op in (FileOp.MAKE_FOLDER, FileOp.MAKE_FILE):
        if os.path.lexists(path):
            raise Unbound(f"There already is {shown(path, scene.home)}.")
        return File(op, path, shown(path, scene.home))
    there = identity(path)
    if there is None:
        raise Unbound(f"There is no {shown(path, scene.home)} any more.")
    if op is not FileOp.RENAME:
        return File(op, path, shown(path, scene.home), identity=there)
    to = os.path.join(os.path.dirname(path), _kept_suffix(path, fields["to"]))
    if os.path.lexists(to):
        raise Unbound(f"There already is {shown(to, scene.home)}.")
    return File(op, path, shown(path, scene.home), to=to, identity=there)


def _kept_suffix(path: str, name: str) -> str:
    """The new name, with the old extension when none was said."""
    suffix = "" if os.path.isdir(path) else os.path.splitext(path)[1]
    return name if os.path.splitext(name)[1] else name + suffix


def _bus(fields: Mapping[str, str]) -> Bus:
    signature = fields.get("signature", "")
    arguments = [part for part in fields.get("arguments", "").split("|") if part] if signature else []
    if len(arguments) != len(signature) or set(signature) - set("sib"):
        raise Unbound("The policy's bus call does not fit its signature.")
    cast = {"s": str, "i": int, "b": lambda text: text == "true"}  # type: ignore[dict-item]
    values = tuple(cast[kind](text) for kind, text in zip(signature, arguments, strict=True))
    return Bus(fields["value"], fields.get("path", "/"), fields.get("interface", fields["value"]), fields["member"], signature, values)


def shown(path: str, home: str) -> str:
    """A path as told to people: "budget.txt", "budget.txt in Documents"."""
    folder, _, name = path.rpartition("/")
    inside = os.path.relpath(folder, home)
    return name if inside == "." else f"{name} in {inside.replace('/', ', ')}"
