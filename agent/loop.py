"""The loop: observe, admit, act, verify; one step after the other until the plan is done or something is not as expected."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from agent.action import Action, Ask, Bus, File, FileOp, Launch, Ui, UiOp, Wait
from agent.display.eyes import Eyes
from agent.effect import Effect, EffectKind
from agent.errors import CannotAct, Unsure, Void
from agent.facts import Facts
from agent.gate import Gate, Permit, Refusal
from agent.hands.perform import Hands
from agent.intent import Intent
from agent.ledger import Ledger
from agent.observation import Observation
from agent.outcome import Done, NotDone, Outcome, Partly, Refused, Unknown
from agent.plan import Plan
from agent.risk import groups_of, is_pressable, receiver
from agent.verify import effect_of

STALE_S = 0.2
"""Seconds after which the target is read again just before the act."""
LIMIT_S = {UiOp.CLICK: 1.5, UiOp.TYPE: 2.0, UiOp.PRESS: 1.0, UiOp.SCROLL: 0.8, UiOp.FOCUS: 2.0, UiOp.CLOSE: 3.0}
"""How long each act on the screen gets to show an effect."""
LAUNCH_S = 15.0
"""How long a program gets to show a window."""

Doable = Ui | File | Launch | Bus


class Watcher(Protocol):
    """Is told what the loop does, as it does it."""

    async def acting(self, number: int, action: Action, before: Observation) -> None:
        """Just before an act that was permitted."""
        ...

    async def acted(self, number: int, action: Action, effect: Effect, after: Observation, first_input_at: float) -> None:
        """After the act was verified."""
        ...


@dataclass(frozen=True, slots=True)
class Desktop:
    """What the loop works with on one desk."""

    eyes: Eyes
    hands: Hands
    gate: Gate
    ledger: Ledger
    policy_digest: Callable[[], str]
    facts: Callable[[Action, Observation], Facts]
    """The facts for one act, filled by the shell."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What one step works in."""

    desk: Desktop
    watcher: Watcher
    seen: Observation | None
    """A look that may still be fresh."""


async def run(plan: Plan, desk: Desktop, watcher: Watcher, seen: Observation | None = None) -> Outcome:
    """Carry out a plan; the outcome is only as good as its weakest step. Raises Stopped when the user said stop.

    seen: what the plan was made from; used for the first step when it is fresh enough.
    """
    if not plan.steps:
        return NotDone("There was nothing to do.")
    effects: list[Effect] = []
    for number, step in enumerate(plan.steps, 1):
        if isinstance(step.action, Wait):
            await desk.eyes.settle(step.action.limit_s)
            seen = None
            continue
        if isinstance(step.action, Ask):
            return Partly(step.action.question) if effects else NotDone(step.action.question)
        ended = await _step(number, step.action, plan.intent, Scope(desk, watcher, seen))
        seen = None
        if not isinstance(ended, Effect):
            return Partly(f"I did the first {number - 1} of {len(plan.steps)} steps. {ended.say}") if effects else ended
        effects.append(ended)
        if ended.kind is not EffectKind.CONFIRMED:
            return _unsure(ended, step.action, before=len(effects) - 1)
    reads = next((effect.reads for effect in reversed(effects) if effect.reads), "")
    return Done(f"{plan.reply} It shows {reads}." if reads and _shows(plan) else plan.reply)


async def _step(number: int, bound: Doable, intent: Intent, scope: Scope) -> Effect | NotDone | Refused:
    desk, before = scope.desk, scope.seen
    if before is None or time.monotonic() - before.taken_at > STALE_S:
        before = await desk.eyes.look()
    action = located(bound, before)
    if action is None:
        return NotDone(f"I could not {bound.describe()}: it is no longer there.")
    admitted = await desk.gate.admit(intent, action, desk.facts(action, before))
    if isinstance(admitted, Refusal):
        return Refused(admitted.why)
    waited = time.monotonic() - before.taken_at > STALE_S
    if waited:
        before = await desk.eyes.look()
    try:
        if located(action, before) != action:
            desk.ledger.refuse(admitted.act, "void")
            raise Void(f"what I wanted to {action.describe()} changed meanwhile, so I left it")
        if waited and not desk.gate.verdict(intent, action, desk.facts(action, before)).allowed:
            desk.ledger.refuse(admitted.act, "void")
            raise Void(f"meanwhile I may no longer {action.describe()}, so I left it")
        return await _act(number, action, admitted, before, scope)
    except Void as void:
        return Refused(_sentence(str(void)))
    except CannotAct as trouble:
        return NotDone(_sentence(str(trouble)))


async def _act(number: int, action: Doable, permit: Permit, before: Observation, scope: Scope) -> Effect:
    desk, watcher = scope.desk, scope.watcher
    await watcher.acting(number, action, before)
    state, evidence = "unknown", "interrupted"
    try:
        first_input_at = await desk.hands.perform(permit, action, desk.policy_digest())
        after = before if isinstance(action, File | Bus) else await _outcome_of(action, before, desk)
        effect = effect_of(action, before, after)
        # What the screen shows may be what was typed, which the ledger must never hold.
        state, evidence = _ledger_state(effect, action), str(effect.kind) if isinstance(action, Ui) else effect.evidence
    except (CannotAct, Void) as trouble:
        state, evidence = "not_done", type(trouble).__name__ if isinstance(action, Ui) else str(trouble)
        raise
    except (Unsure, OSError) as trouble:
        if desk.ledger.state(permit.act) != "started":
            raise
        first_input_at, after = time.monotonic(), before
        effect = Effect(EffectKind.UNVERIFIABLE, str(trouble))
    finally:
        if desk.ledger.state(permit.act) == "started":
            desk.ledger.finish(permit.act, state, evidence)
    await watcher.acted(number, action, effect, after, first_input_at)
    return effect


async def _outcome_of(action: Ui | Launch, before: Observation, desk: Desktop) -> Observation:
    """Looks again on each event until the effect is confirmed or its time is up, then until the screen is quiet."""
    limit = LAUNCH_S if isinstance(action, Launch) else LIMIT_S[action.op]
    # A window that is told to close and asks something instead will not go on by itself.
    clear = {EffectKind.CONFIRMED} | ({EffectKind.PARTIAL} if isinstance(action, Ui) and action.op is UiOp.CLOSE else set[EffectKind]())
    after = await desk.eyes.wait_for(lambda seen: effect_of(action, before, seen).kind in clear, limit)
    if effect_of(action, before, after).kind in clear and await desk.eyes.settle(0.5):
        return await desk.eyes.look()
    return after


def located(action: Doable, seen: Observation) -> Doable | None:
    """The act bound to its target as it is now; None when the target is gone or is not what it was."""
    if not isinstance(action, Ui):
        return action
    window = seen.window(action.window.id) if action.window else None
    if action.window is not None and (window is None or (window.app, window.pid) != (action.window.app, action.window.pid)):
        return None
    if action.op in (UiOp.FOCUS, UiOp.CLOSE):
        return replace(action, window=replace(window, active=False)) if window else None
    window = window or seen.active
    if window is not None and not window.active and (action.element is None or action.element.window == window.id):
        return None
    if action.op is UiOp.PRESS or (action.op is UiOp.TYPE and (action.element is None or is_pressable(action.element.role))):
        # Whatever had the keyboard when this was planned, the key lands on what has it now.
        element = receiver(action.op, action.keys, seen)
    else:
        element = seen.element(action.element.ref) if action.element else None
        if action.element is not None and (element is None or (element.name, element.role) != (action.element.name, action.element.role)):
            return None
    lasting = {"checked", "sensitive", "enabled", *(("focused",) if action.op is UiOp.TYPE else ())}
    steady = element and replace(element, states=element.states & lasting, value=None)
    return replace(action, element=steady, window=window and replace(window, active=False))


def _ledger_state(effect: Effect, action: Doable) -> str:
    if effect.kind is EffectKind.CONFIRMED:
        return "done"
    certain = effect.kind is EffectKind.NO_EFFECT and not groups_of(action)
    return "not_done" if certain or (effect.kind is EffectKind.NO_EFFECT and isinstance(action, File)) else "unknown"


def _unsure(effect: Effect, action: Doable, before: int) -> Outcome:
    first = "The steps before are done. " if before else ""
    act = action.describe()
    match effect.kind:
        case EffectKind.PARTIAL:
            seen = f" It shows: {effect.reads}." if effect.reads else ""
            return Partly(f"{first}I tried to {act}, but {effect.evidence}.{seen}")
        case EffectKind.NO_EFFECT if groups_of(action) and not isinstance(action, File):
            return Unknown(f"{first}I tried to {act} and cannot tell whether it worked: {effect.evidence}.")
        case EffectKind.NO_EFFECT:
            return Partly(f"{first}I tried to {act}, but {effect.evidence}.") if before else NotDone(f"I tried to {act}, but {effect.evidence}.")
        case _:
            return Unknown(f"{first}I did {act}, but I cannot check it: {effect.evidence}.")


def _shows(plan: Plan) -> bool:
    return any(isinstance(step.action, Ui) and step.action.op in (UiOp.CLICK, UiOp.PRESS) for step in plan.steps)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def is_irreversible(action: Action) -> bool:
    """Whether nothing can take the act back: what must be announced when its end is unknown."""
    return bool(groups_of(action)) or (isinstance(action, File) and action.op is FileOp.DELETE)
