"""Reads intents.toml: a table an intent, every key checked, every error with its line."""

import re
from collections.abc import Mapping
from pathlib import Path

from hassil.errors import HassilError
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError

from agent.plan import StepTemplate
from policies.errors import PolicyError
from policies.intention import ANSWERS, HARMLESS, RISKY, Intention, Phrase
from policies.lines import line_holding, line_of
from policies.slots import SlotType
from policies.steps import read_steps, references
from policies.toml import Table, TomlFile, read_toml

FLOOR = "floor"
_KEYS = ("sentences", "slots", "fixed", "steps", "answer", "groups", "confirm", "reply", "examples")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_OPTIONAL = re.compile(r"\[[^\[\]]*\]")


def read_intents(file: Path, domain: str) -> Mapping[str, Intention]:
    """Full name → intent.

    Raises:
        PolicyError: with the line of the first key that is wrong.
    """
    if not _NAME.fullmatch(domain):
        raise PolicyError(file, 1, "", f"a folder's name is lower case letters, digits and _, not {domain!r}")
    if domain == FLOOR:
        raise PolicyError(file, 1, "", "no folder may be named floor: that is where the rules lie that nothing can lift")
    read = read_toml(file)
    return {f"{domain}.{name}": _intent(read, domain, name) for name in read.root if name != "version"}


def _intent(read: TomlFile, domain: str, name: str) -> Intention:
    path = (name,)
    if not _NAME.fullmatch(name):
        raise read.error(path, "an intent's name is lower case letters, digits and _")
    table = read.table_at(read.root, path)
    read.refuse_unknown(table, path, _KEYS)
    slots = _slots(read, table, name)
    fixed = read.pairs_at(table, (name, "fixed"))
    known = frozenset(slots) | frozenset(fixed)
    steps = read_steps(read, table, name, known)
    answer = _answer(read, table, name, bool(steps))
    groups = _groups(read, table, name, answer)
    intent = Intention(
        name=f"{domain}.{name}",
        file=read.file,
        line=line_of(read.text, path),
        sentences=_sentences(read, table, name),
        slots=slots,
        fixed=fixed,
        steps=steps,
        answer=answer,
        groups=groups,
        confirm=read.text_at(table, (name, "confirm")),
        reply=read.text_at(table, (name, "reply")),
        examples=read.texts_at(table, (name, "examples")),
    )
    _check_words(read, name, intent, known)
    _check_sentences(read, name, intent)
    return intent


def _slots(read: TomlFile, table: Table, name: str) -> Mapping[str, SlotType]:
    slots: dict[str, SlotType] = {}
    for slot, kind in read.pairs_at(table, (name, "slots")).items():
        if kind not in tuple(SlotType):
            raise read.error((name, "slots", slot), f"unknown slot type {kind}; known are {', '.join(SlotType)}")
        slots[slot] = SlotType(kind)
    return slots


def _answer(read: TomlFile, table: Table, name: str, steps: bool) -> str | None:
    answer = read.text_at(table, (name, "answer")) or None
    if answer is not None and answer not in ANSWERS:
        raise read.error((name, "answer"), f"is one of {', '.join(sorted(ANSWERS))}, not {answer}")
    if (answer is not None) == steps:
        raise read.error((name, "answer") if steps else (name,), "an intent has either steps or an answer")
    return answer


def _groups(read: TomlFile, table: Table, name: str, answer: str | None) -> frozenset[str]:
    groups = frozenset(read.texts_at(table, (name, "groups")))
    for group in sorted(groups - RISKY - {HARMLESS}):
        raise read.error((name, "groups"), f"unknown group {group}; known are {', '.join(sorted(RISKY | {HARMLESS}))}")
    if HARMLESS in groups and answer is None:
        raise read.error((name, "groups"), f"{HARMLESS} is only for intents that answer and do nothing")
    return groups


def _sentences(read: TomlFile, table: Table, name: str) -> tuple[Phrase, ...]:
    path = (name, "sentences")
    texts = read.texts_at(table, path)
    if not texts:
        raise read.error(path, "an intent needs at least one sentence")
    start = line_of(read.text, path)
    return tuple(Phrase(text, line_holding(read.text, f'"{text}"', start)) for text in texts)


def _check_words(read: TomlFile, name: str, intent: Intention, known: frozenset[str]) -> None:
    for key, texts in (("confirm", (intent.confirm,)), ("reply", (intent.reply,)), ("examples", intent.examples)):
        for slot in (slot for text in texts for slot in references(text)):
            if slot not in known:
                raise read.error((name, key), f"there is no slot {{{slot}}}")


def _check_sentences(read: TomlFile, name: str, intent: Intention) -> None:
    needed = _needed(intent.steps) - intent.fixed.keys()
    for phrase in intent.sentences:
        problem = _wrong(phrase.text, intent, needed)
        if problem:
            raise PolicyError(read.file, phrase.line, f"{name}.sentences", problem)
    free = [slot for slot, kind in intent.slots.items() if kind is SlotType.TEXT]
    if free and intent.risky:
        raise read.error((name, "slots", free[0]), "free text is not for risky intents: it takes any words")


def _needed(steps: tuple[StepTemplate, ...]) -> frozenset[str]:
    return frozenset(name for step in steps for text in step.fields.values() for name in references(text))


def _wrong(text: str, intent: Intention, needed: frozenset[str]) -> str:
    try:
        parse_sentence(text)
    except (HassilError, ParseError, ValueError, IndexError) as problem:
        return f"is no hassil template: {problem}"
    if "<" in text:
        return "rules in <> are not used"
    if not re.sub(r"[\W_]", "", re.sub(r"\{[^{}]*\}", "", text)):
        return "a sentence needs words of its own"
    said, sure = references(text), references(_without_optional(text))
    for slot in said:
        if slot not in intent.slots:
            return f"there is no slot {{{slot}}}"
        if intent.slots[slot] is SlotType.TEXT and not text.rstrip().endswith(f"{{{slot}}}"):
            return f"free text comes last, but {{{slot}}} does not"
    for slot in sorted(needed):
        if slot not in sure:
            return f"the steps need {{{slot}}}, which this sentence need not say; say it or give it a fixed value"
    return ""


def _without_optional(text: str) -> str:
    before = ""
    while before != text:
        before, text = text, _OPTIONAL.sub("", text)
    return text
