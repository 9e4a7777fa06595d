"""How alike two names sound and look, for what a recogniser got slightly wrong."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

NEAR = 72.0
"""Likeness (0 to 100) from which a name is offered as a proposal, never taken."""
_LONGER = 1.3
"""How much longer than the name the words may be."""
_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("qu", "k"), ("wh", "w"), ("kn", "n"), ("wr", "r"), ("gh", ""), ("tch", "s"), ("ch", "s"), ("sh", "s"), ("th", "t"),
    ("dge", "s"), ("x", "ks"),
)  # fmt: skip
_LETTERS = str.maketrans("cqgzdbvj", "kkkstpfs", "h")


@lru_cache(maxsize=32768)
def sound(name: str) -> str:
    """A rough English sound key: alike-sounding consonants as one, vowels only at the start, no doubles."""
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    name = name.translate(_LETTERS)
    head, rest = name[:1], re.sub(r"[aeiouyw]", "", name[1:])
    return re.sub(r"(.)\1+", r"\1", ("a" if head in "aeiouy" else head) + rest)


def likeness(said: str, name: str) -> float:
    """0 to 100 for two normalised names; 0 when so much more was said than the name holds that words would be lost."""
    if len(said) > _LONGER * len(name) + 1:
        return 0.0
    looks = fuzz.ratio(said, name)
    heard = fuzz.ratio(sound(said), sound(name))
    alike = max(looks, (looks + heard) / 2)
    if len(said) >= 4 and len(name) > len(said) and said in name:
        alike = max(alike, 75.0)
    return alike


def nearest(said: str, names: Sequence[str]) -> tuple[int, float] | None:
    """Index and likeness of the name most like what was said, or None when none is near."""
    if len(said) < 3:
        return None
    close = process.extract(said, names, scorer=fuzz.ratio, score_cutoff=50.0, limit=8)
    within = [(name, 0.0, at) for at, name in enumerate(names) if said in name][:8] if len(said) >= 4 else []
    scored = [(likeness(said, name), -at) for name, _, at in (*close, *within)]
    if not scored:
        return None
    best, at = max(scored)
    return (-at, best) if best >= NEAR else None
