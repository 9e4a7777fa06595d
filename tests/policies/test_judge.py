import itertools
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.action import File, FileOp, Launch, Ui, UiOp
from agent.facts import Facts
from agent.gate import ConsentKind, Judge, Pace, Where
from agent.intent import Intent, Slot, Source
from policies.intention import RISKY
from policies.judge import CedarJudge
from policies.load import BUILT_IN, PolicySet, load_set
from policies.rules import Rule, compile_rules, read_rules

DELETE = Intent("files.delete", {"file": Slot("/home/user/a.txt", Source.FILE, "a.txt")}, "delete a for good")
TRASH = replace(DELETE, name="files.trash")
CLICK = Intent("screen.click", {}, "click it")
CALM = Facts(locked=False, spoken=True, now=0.0)
BASE = load_set([BUILT_IN])


def button(scene, name: str) -> Ui:
    return Ui(UiOp.CLICK, element=next(one for one in scene.seen.elements if one.name == name))


def extra(rule: str) -> PolicySet:
    """The built-in set with a rule added that got past loading."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "rules.cedar"
        file.write_text(rule, encoding="utf-8")
        return replace(BASE, rules=BASE.rules + read_rules(file, "mine"))


def test_it_is_a_judge(judge):
    seam: Judge = judge
    assert seam.digest == BASE.digest


def test_the_least_demanding_permitted_consent(judge):
    assert judge.judge(TRASH, None, CALM).consent is ConsentKind.NONE
    verdict = judge.judge(DELETE, None, CALM)
    assert (verdict.allowed, verdict.consent, verdict.say) == (True, ConsentKind.YES, "This cannot be undone.")
    assert (verdict.pace, verdict.desk) == (Pace.WATCHED, Where.MINE)
    assert "floor/irreversible-never-unasked#1" in verdict.rules
    free = judge.judge(TRASH, None, CALM)
    assert (free.pace, free.desk, free.say) == (Pace.FREE, Where.BACKGROUND, "")


def test_an_act_brings_its_own_risk(judge, scene):
    assert judge.judge(TRASH, File(FileOp.DELETE, "/home/user/a.txt", "a.txt"), CALM).consent is ConsentKind.YES
    assert judge.judge(CLICK, button(scene, "Save"), CALM).consent is ConsentKind.NONE
    assert judge.judge(CLICK, button(scene, "Send"), CALM).consent is ConsentKind.YES
    assert judge.judge(CLICK, button(scene, "Pay now"), CALM).consent is ConsentKind.CHALLENGE


def test_silence_is_refusal_for_names_nobody_declared(judge):
    for name in ("files.format_disk", "bank.pay", "", 'x"; permit'):
        assert not judge.judge(Intent(name, {}, "x"), None, CALM).allowed


def test_no_permit_is_refusal():
    folder = tuple(rule for rule in BASE.rules if not rule.id.startswith("files/"))
    verdict = CedarJudge(replace(BASE, rules=folder)).judge(TRASH, None, CALM)
    assert (verdict.allowed, verdict.say) == (False, "No policy lets me do that.")


@pytest.mark.parametrize(
    ("facts", "say"),
    [
        (replace(CALM, locked=True), "The screen is locked."),
        (replace(CALM, own_window=True), "I never act on my own windows."),
        (replace(CALM, protected_path=True), "That place is protected, I do not touch it."),
    ],
)
def test_the_floor_says_why(judge, facts: Facts, say: str):
    verdict = judge.judge(TRASH, None, facts)
    assert (verdict.allowed, verdict.say) == (False, say)


def test_locked_leaves_only_harmless_talk(judge):
    locked = replace(CALM, locked=True)
    allowed = {name for name in BASE.intents if judge.judge(Intent(name, {}, ""), None, locked).allowed}
    assert allowed == {f"session.{name}" for name in ("stop", "repeat", "help", "sleep", "wake", "mute", "fine")}
    assert not judge.judge(Intent("session.stop", {}, ""), Launch("a", "A", ("a",), "a"), locked).allowed


def test_an_unknown_lock_stops_only_what_cannot_be_undone(judge, scene):
    unknown = replace(CALM, locked=None)
    assert judge.judge(TRASH, None, unknown).allowed
    assert not judge.judge(DELETE, None, unknown).allowed
    assert not judge.judge(CLICK, button(scene, "Pay now"), unknown).allowed


def test_a_forbid_that_overflows_refuses():
    """FIELD: Cedar skips a forbid that errors and would allow, even with a schema."""
    overflow = extra("forbid (principal, action, resource) when { 9223372036854775807 + 1 > 0 };")
    verdict = CedarJudge(overflow).judge(TRASH, None, CALM)
    assert (verdict.allowed, verdict.say) == (False, "I cannot judge this safely, so I do not do it.")


def test_a_forbid_that_misses_an_attribute_refuses():
    """FIELD: the same for a missing attribute, which the schema keeps out at loading."""
    body = extra("forbid (principal, action, resource) when { context.locked };").rules[-1].body.replace('"locked"', '"gone"')
    bad = Rule("mine/bad#1", False, "", body, Path("rules.cedar"), 1)
    assert not CedarJudge(replace(BASE, rules=(*BASE.rules, bad))).judge(TRASH, None, CALM).allowed


def test_facts_that_do_not_fit_the_schema_refuse(judge):
    assert not judge.judge(TRASH, None, replace(CALM, spoken="yes")).allowed  # type: ignore[arg-type]


def test_a_challenge_only_where_the_folder_permits_it(judge):
    pay = replace(BASE.intents["files.delete"], groups=frozenset({"money_out"}))
    other = CedarJudge(replace(BASE, intents={**BASE.intents, "files.delete": pay}))
    assert not other.judge(DELETE, None, CALM).allowed


def strictness(verdict) -> int:
    return 3 if not verdict.allowed else tuple(ConsentKind).index(verdict.consent)


PERMITS = st.sampled_from(["do_unasked", "do_on_yes", "do_on_challenge", "do_unwatched", "do_in_background"])


@settings(max_examples=40, deadline=None)
@given(
    actions=st.lists(PERMITS, min_size=1, unique=True),
    groups=st.frozensets(st.sampled_from(sorted(RISKY))),
    locked=st.sampled_from([True, False, None]),
    own=st.booleans(),
    protected=st.booleans(),
)
def test_no_folder_lowers_a_verdict_below_the_floor(actions: list[str], groups: frozenset[str], locked: bool | None, own: bool, protected: bool):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "mine"
        folder.mkdir()
        listed = ", ".join(f'"{group}"' for group in sorted(groups))
        intents = f'version = 1\n[go]\nsentences = ["go"]\nsteps = [{{ press = "a" }}]\ngroups = [{listed}]\n'
        (folder / "intents.toml").write_text(intents, encoding="utf-8")
        asked = ", ".join(f'Action::"{action}"' for action in actions)
        (folder / "rules.cedar").write_text(f'permit (principal, action in [{asked}], resource in Folder::"mine");', encoding="utf-8")
        grown = load_set([BUILT_IN, Path(place)])
    facts = Facts(locked=locked, spoken=True, now=0.0, own_window=own, protected_path=protected)
    judge = CedarJudge(grown)
    verdict = judge.judge(Intent("mine.go", {}, "go"), None, facts)
    challenge = groups & {"money_out", "credentials", "grant", "policy_change"}
    least = 3 if locked or own or protected or (groups and locked is None) else 2 if challenge else 1 if groups else 0
    assert strictness(verdict) >= least
    if groups:
        assert (verdict.pace, verdict.desk) == (Pace.WATCHED, Where.MINE)
    for name in ("files.delete", "apps.open", "screen.click"):
        intent = Intent(name, {}, "x")
        assert judge.judge(intent, None, facts) == CedarJudge(BASE).judge(intent, None, facts)


def test_every_risk_group_is_in_the_floor(judge):
    for group, locked in itertools.product(sorted(RISKY), (False, None)):
        risky = replace(BASE.intents["screen.click"], groups=frozenset({group}))
        verdict = CedarJudge(replace(BASE, intents={"screen.click": risky})).judge(CLICK, None, replace(CALM, locked=locked))
        assert verdict.consent is not ConsentKind.NONE
        assert verdict.allowed is (locked is False)
    assert len(compile_rules(BASE.rules)) == len(BASE.rules)
