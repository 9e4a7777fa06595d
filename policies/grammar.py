"""All sentences of a policy set as one hassil grammar: text in, every way to take it apart out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hassil import Intents, recognize_all
from hassil.sample import sample_sentence

from policies.intention import Intention
from policies.slots import SlotType


@dataclass(frozen=True, slots=True)
class Parse:
    """One way to take a sentence apart; the words of the slots and the template's own words together are the whole sentence."""

    intention: Intention
    words: Mapping[str, str]
    """Slot name → its words as said, case and punctuation kept."""


class Grammar:
    """A compiled set of sentences. Slots match any words here; what they name is settled against the scene afterwards."""

    def __init__(self, intents: Mapping[str, Intention]) -> None:
        self._intents = dict(intents)
        slots = sorted({slot for intention in intents.values() for slot in intention.slots})
        self._compiled = Intents.from_dict(
            {
                "language": "en",
                "intents": {name: {"data": [{"sentences": [phrase.text for phrase in intention.sentences]}]} for name, intention in intents.items()},
                "lists": {slot: {"wildcard": True} for slot in slots},
            }
        )
        list(recognize_all("warm", self._compiled))

    def parses(self, text: str, whole: str) -> tuple[Parse, ...]:
        """Every reading of `text`; free text runs to the end of `whole`, which starts with `text`."""
        found: dict[tuple[object, ...], Parse] = {}
        for result in recognize_all(text, self._compiled):
            intention = self._intents[result.intent.name]
            words: dict[str, str] = {}
            for entity in result.entities_list:
                start, end = entity.text_span or (0, 0)
                words[entity.name] = _said(intention.slots[entity.name], text, whole, start, end)
            found[(intention.name, *sorted(words.items()))] = Parse(intention, words)
        return tuple(parse for parse in found.values() if all(parse.words.values()))

    def samples(self, intention: Intention, phrase: int, names: Mapping[str, str], limit: int) -> tuple[str, ...]:
        """Up to `limit` sentences that one of the intention's templates stands for, its slots filled with these names."""
        lists: dict[str, Any] = {"language": "en", "intents": {}, "lists": {slot: {"values": [name]} for slot, name in names.items()}}
        slot_lists = Intents.from_dict(lists).slot_lists
        # hassil sorts sentences, so the one wanted is found by its text.
        text = intention.sentences[phrase].text
        sentence = next(one for one in self._compiled.intents[intention.name].data[0].sentences if one.text == text)
        samples: list[str] = []
        for sample in sample_sentence(sentence, slot_lists=slot_lists):
            samples.append(" ".join(str(sample).split()))
            if len(samples) >= limit:
                break
        return tuple(samples)


def _said(kind: SlotType, text: str, whole: str, start: int, end: int) -> str:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    if kind is SlotType.TEXT:
        typed = whole[start:].strip()
        return typed[:-1] if typed.endswith(".") and not typed.endswith("..") else typed
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end].strip()
