from dataclasses import replace

from policies.candidates import Candidate
from policies.lexicon import Lexicon, Lexicons
from policies.slots import SlotType


def test_the_strongest_tier_wins():
    own = Candidate("a", "Editor", "Editor", (("Editor",),), "")
    alias = Candidate("b", "Mousepad", "Mousepad", (("Mousepad",), ("editor",)), "")
    lexicon = Lexicon((own, alias))
    assert lexicon.find("editor") == (own,)
    assert lexicon.find_all("editor") == (own, alias)
    assert lexicon.owner(list(lexicon.forms).index("mousepad")) is alias
    assert lexicon.find("nothing") == ()


def test_a_lexicon_is_kept_until_its_parts_change(scene):
    lexicons = Lexicons()
    first = lexicons.of(SlotType.FILE, scene)
    assert lexicons.of(SlotType.FILE, replace(scene, apps=())) is first
    assert lexicons.of(SlotType.FILE, replace(scene, files=scene.files[:1])) is not first
    assert len(lexicons.of(SlotType.FILE, replace(scene, files=scene.files[:1])).candidates) == 1
