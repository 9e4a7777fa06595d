"""Judges intents and acts with Cedar: five questions in one batch, the least demanding permitted answer wins, anything odd is a refusal."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import cedarpy

from agent.action import Action, Ask, Wait
from agent.facts import Facts
from agent.gate import ConsentKind, Pace, Verdict, Where
from agent.intent import Intent
from agent.risk import groups_of
from policies.intention import HARMLESS, Intention
from policies.load import PolicySet
from policies.rules import compile_rules, schema

_CONSENTS = (("do_unasked", ConsentKind.NONE), ("do_on_yes", ConsentKind.YES), ("do_on_challenge", ConsentKind.CHALLENGE))
QUESTIONS = (*(question for question, _ in _CONSENTS), "do_unwatched", "do_in_background")
"""The Cedar actions, in the order they are asked."""
_BROKEN = "I cannot judge this safely, so I do not do it."


@dataclass(frozen=True, slots=True)
class Answered:
    """What Cedar said to one question."""

    allowed: bool
    rules: tuple[str, ...]
    """Ids of the rules that decided it."""
    errors: tuple[str, ...]
    """Diagnostics; a forbid that errors is skipped by Cedar, so any of these is a refusal."""


class CedarJudge:
    """The judge of one policy set; a changed set is a new judge."""

    def __init__(self, policy_set: PolicySet) -> None:
        self._digest = policy_set.digest
        self._intents = policy_set.intents
        self._says = {rule.id: rule.say for rule in policy_set.rules}
        self._rules = compile_rules(policy_set.rules)
        self._entities: dict[tuple[str, frozenset[str]], cedarpy.Entities] = {}

    @property
    def digest(self) -> str:
        """sha256 (hex) of the policy set that judges."""
        return self._digest

    def judge(self, intent: Intent, action: Action | None, facts: Facts) -> Verdict:
        """The verdict for the whole intent (action None) or for one act of it; any error is a refusal."""
        intention = self._intents.get(intent.name)
        if intention is None:
            return _refused((), f"I have no ability named {intent.name}.")
        try:
            answers = self._ask(intention, action, facts)
        except Exception:  # whatever goes wrong in judging is a refusal, never a consent
            return _refused((), _BROKEN)
        rules = tuple(dict.fromkeys(rule for answer in answers for rule in answer.rules))
        if len(answers) != len(QUESTIONS) or any(answer.errors for answer in answers):
            return _refused(rules, _BROKEN)
        consent = next((kind for (_, kind), answer in zip(_CONSENTS, answers, strict=False) if answer.allowed), None)
        if consent is None:
            return _refused(rules, self._why(answers))
        return Verdict(
            allowed=True,
            consent=consent,
            pace=Pace.FREE if answers[3].allowed else Pace.WATCHED,
            desk=Where.BACKGROUND if answers[4].allowed else Where.MINE,
            rules=rules,
            say="" if consent is ConsentKind.NONE else _filled(intention.confirm, intent),
        )

    def _ask(self, intention: Intention, action: Action | None, facts: Facts) -> Sequence[Answered]:
        groups = intention.groups
        if action is not None:
            groups = groups | groups_of(action)
            if not isinstance(action, Ask | Wait):
                groups = groups - {HARMLESS}
        context = _context(facts)
        resource = {"type": "Intent", "id": intention.name}
        requests = [
            {"principal": {"type": "User", "id": "owner"}, "action": {"type": "Action", "id": question}, "resource": resource, "context": context}
            for question in QUESTIONS
        ]
        results = cedarpy.is_authorized_batch(requests, self._rules, self._parents(intention.name, groups), schema())  # pyright: ignore[reportUnknownMemberType]
        return [Answered(result.allowed, tuple(sorted(result.diagnostics.reasons)), tuple(map(str, result.diagnostics.errors))) for result in results]

    def _parents(self, name: str, groups: frozenset[str]) -> cedarpy.Entities:
        key = (name, groups)
        if key not in self._entities:
            parents = [{"type": "Folder", "id": name.partition(".")[0]}, *({"type": "Group", "id": group} for group in sorted(groups))]
            entity = {"uid": {"type": "Intent", "id": name}, "attrs": {}, "parents": parents}
            self._entities[key] = cedarpy.Entities.from_json_str(json.dumps([entity]), schema())  # pyright: ignore[reportUnknownMemberType]
        return self._entities[key]

    def _why(self, answers: Sequence[Answered]) -> str:
        """The words of the forbid that stands in the way of even the most demanding consent."""
        said = (self._says.get(rule, "") for rule in answers[2].rules)
        return " ".join(dict.fromkeys(say for say in said if say)) or "No policy lets me do that."


def _context(facts: Facts) -> dict[str, bool]:
    return {
        "locked": facts.locked is True,
        "lock_known": facts.locked is not None,
        "spoken": facts.spoken,
        "own_window": facts.own_window,
        "protected_path": facts.protected_path,
    }


def _refused(rules: tuple[str, ...], say: str) -> Verdict:
    return Verdict(allowed=False, consent=ConsentKind.CHALLENGE, pace=Pace.WATCHED, desk=Where.MINE, rules=rules, say=say)


def _filled(text: str, intent: Intent) -> str:
    for name, slot in intent.slots.items():
        text = text.replace(f"{{{name}}}", slot.shown)
    return text
