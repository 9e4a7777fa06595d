"""The acts an intent comes down to in a scene, near enough to be judged: for tests and dry runs, never to be done."""

from collections.abc import Mapping

from agent.action import Action, Bus, File, FileOp, Launch, Ui, UiOp
from agent.intent import Intent
from agent.plan import StepTemplate
from agent.scene import Scene
from policies.intention import Intention


def acts(intention: Intention, intent: Intent, scene: Scene) -> tuple[Action, ...]:
    """What each step would do."""
    return tuple(_act(step, {name: slot.value for name, slot in intent.slots.items()}, scene) for step in intention.steps)


def _act(step: StepTemplate, slots: Mapping[str, str], scene: Scene) -> Action:
    fields = {key: _fill(text, slots) for key, text in step.fields.items()}
    value = fields["value"]
    match step.kind:
        case "launch":
            app = scene.app(value)
            return Launch(value, app.name if app else value, app.command if app else (), app.wm_class if app else "")
        case "focus" | "close":
            return Ui(UiOp(step.kind), window=scene.seen.window(int(value)) if value.isdigit() else None)
        case "click":
            return Ui(UiOp.CLICK, element=scene.seen.element(value), window=scene.seen.active)
        case "type":
            return Ui(UiOp.TYPE, element=scene.seen.focused, window=scene.seen.active, text=value)
        case "press":
            return Ui(UiOp.PRESS, element=scene.seen.focused, window=scene.seen.active, keys=value)
        case "scroll":
            return Ui(UiOp.SCROLL, window=scene.seen.active, direction=value, amount=int(fields["amount"]))
        case "file":
            path = fields.get("path") or f"{fields.get('folder') or scene.home}/{fields.get('name', '')}"
            return File(FileOp(value), path, path.rpartition("/")[2], fields.get("to", ""))
        case _:
            arguments = (fields["arguments"],) if fields.get("arguments") else ()
            return Bus(value, fields["path"], fields["interface"], fields["member"], fields.get("signature", ""), arguments)


def _fill(text: str, slots: Mapping[str, str]) -> str:
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    return text
