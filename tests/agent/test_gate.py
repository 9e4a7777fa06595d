import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.action import Action, File, FileOp, Launch, Ui, UiOp, digest
from agent.errors import Void
from agent.gate import PERMIT_S, Answer, ConsentKind, Gate, Pace, Permit, Question, Refusal, Verdict, Where
from agent.intent import Intent
from agent.ledger import Ledger, open_acts
from agent.observation import Box
from policies.judge import CedarJudge
from policies.load import BUILT_IN, load_set
from tests.agent.given import FACTS, INTENT, Answerer, Place, Ruler, element, on, states, verdict, window

ACT = Launch("calc", "Calculator", ("calc",), "calc")
VERDICTS = st.builds(
    Verdict,
    st.booleans(),
    st.sampled_from(ConsentKind),
    st.sampled_from(Pace),
    st.sampled_from(Where),
    st.just(()) | st.just(("a",)) | st.just(("b", "a")),
    st.just(""),
)


@pytest.fixture
def place(tmp_path: Path):
    ledger = Ledger(tmp_path / "ledger.db", lambda: 1.0)
    yield Place(ledger)
    ledger.close()


def unordered(one: Verdict) -> tuple[object, ...]:
    return one.allowed, one.consent, one.pace, one.desk, frozenset(one.rules), one.say


@given(VERDICTS, VERDICTS, VERDICTS)
def test_the_strictest_of_both_field_by_field(a: Verdict, b: Verdict, c: Verdict) -> None:
    assert unordered(a.stricter(b)) == unordered(b.stricter(a))
    assert a.stricter(a) == a
    assert unordered(a.stricter(b).stricter(c)) == unordered(a.stricter(b.stricter(c)))
    both = a.stricter(b)
    assert both.allowed == (a.allowed and b.allowed)
    assert {both.consent, both.pace, both.desk} <= {a.consent, a.pace, a.desk, b.consent, b.pace, b.desk}
    assert unordered(both.stricter(a)) == unordered(both)


@pytest.mark.parametrize(("a", "b", "both"), [("none", "yes", "yes"), ("yes", "challenge", "challenge"), ("challenge", "none", "challenge")])
def test_more_consent_is_stricter(a: str, b: str, both: str) -> None:
    assert verdict(ConsentKind(a)).stricter(verdict(ConsentKind(b))).consent == both
    assert replace(verdict(), pace=Pace.WATCHED).stricter(verdict()).pace is Pace.WATCHED
    assert replace(verdict(), desk=Where.BACKGROUND).stricter(verdict()).desk is Where.MINE


@pytest.mark.parametrize(
    ("whole", "act", "say"),
    [
        (verdict(say="Sure?"), verdict(), "Sure?"),
        (verdict(say="Sure?"), verdict(say="This too?"), "This too?"),
        (verdict(say="Sure?"), verdict(allowed=False, say="Never."), "Never."),
        (verdict(allowed=False, say="Never."), verdict(say="Sure?"), "Never."),
        (verdict(say="This cannot be undone."), verdict(allowed=False), ""),
    ],
)
def test_a_refusal_is_never_explained_with_the_words_of_a_question(whole: Verdict, act: Verdict, say: str) -> None:
    assert whole.stricter(act).say == say


@pytest.mark.parametrize(
    ("preface", "act", "text"),
    [("", "click Save", "Click Save?"), ("For good.", "click Save", "For good. Click Save?"), ("Shall I?", "", "Shall I?")],
)
def test_the_question_always_holds_the_act_itself(preface: str, act: str, text: str) -> None:
    assert Question(ConsentKind.YES, preface, act).text == text


async def test_a_harmless_act_is_not_asked_about(place: Place) -> None:
    permit = await place.gate().admit(INTENT, ACT, FACTS)
    assert isinstance(permit, Permit)
    assert (permit.action_digest, permit.policy_digest, permit.expires) == (digest(ACT), "policy-1", PERMIT_S)
    assert place.consent.asked == []
    assert states(place.ledger) == ["prepared"]


@pytest.mark.parametrize("kind", [ConsentKind.YES, ConsentKind.CHALLENGE])
async def test_consent_is_asked_in_the_words_of_the_act(place: Place, kind: ConsentKind) -> None:
    place.judge.verdict = verdict(kind, say="Careful.")
    assert isinstance(await place.gate().admit(INTENT, ACT, FACTS), Permit)
    assert place.consent.asked == [Question(kind, "Careful.", ACT.describe())]


async def test_the_act_can_only_make_the_plan_s_verdict_stricter(place: Place) -> None:
    place.judge.verdict, place.judge.for_act = verdict(ConsentKind.CHALLENGE), verdict()
    await place.gate().admit(INTENT, ACT, FACTS)
    place.judge.verdict, place.judge.for_act = verdict(), verdict(ConsentKind.CHALLENGE)
    await place.gate().admit(INTENT, ACT, FACTS)
    assert [question.kind for question in place.consent.asked] == [ConsentKind.CHALLENGE] * 2
    place.judge.verdict, place.judge.for_act = verdict(), verdict(allowed=False)
    assert isinstance(await place.gate().admit(INTENT, ACT, FACTS), Refusal)


async def test_what_policy_refuses_is_not_even_asked(place: Place) -> None:
    place.judge.verdict = verdict(ConsentKind.YES, allowed=False, say="Never.")
    assert await place.gate().admit(INTENT, ACT, FACTS) == Refusal("Never.", "policy")
    place.judge.verdict = verdict(allowed=False)
    refusal = await place.gate().admit(INTENT, ACT, FACTS)
    assert refusal == Refusal("I may not open Calculator.", "policy")
    assert place.consent.asked == []
    assert states(place.ledger) == ["prepared", "refused"] * 2


@pytest.mark.parametrize(
    ("by", "granted", "said_by", "begins"),
    [
        ("voice", False, "user", "All right"),
        ("ui", False, "user", "All right"),
        ("silence", False, "silence", "No answer"),
        ("silence", True, "silence", "No answer"),
        ("stop", False, "stop", "Stopped"),
        ("stop", True, "stop", "Stopped"),
        ("unclear", False, "unclear", "I got no clear yes"),
        ("unclear", True, "unclear", "I got no clear yes"),
        ("policy", False, "policy", "Too many wrong answers"),
    ],
)
async def test_anything_but_a_clear_yes_is_a_refusal(place: Place, by: str, granted: bool, said_by: str, begins: str) -> None:
    place.judge.verdict = verdict(ConsentKind.YES)
    place.consent.answer = Answer(granted, by, "")
    refusal = await place.gate().admit(INTENT, ACT, FACTS)
    assert isinstance(refusal, Refusal)
    assert refusal.by == said_by
    assert refusal.why == f"{begins}, so I did not open Calculator."
    last = place.ledger.entries()[-1]
    assert (last.state, last.body["by"]) == ("refused", said_by)
    with pytest.raises(Void):
        place.ledger.start(1, "n")


async def test_policies_that_change_during_the_question_void_the_answer(place: Place) -> None:
    place.judge.verdict = verdict(ConsentKind.YES)
    place.consent.meanwhile = lambda: setattr(place.judge, "digest", "policy-2")
    refusal = await place.gate().admit(INTENT, ACT, FACTS)
    assert isinstance(refusal, Refusal)
    assert refusal.by == "policy"
    assert states(place.ledger) == ["prepared", "refused"]


async def test_the_minute_runs_from_the_answer(place: Place) -> None:
    now = [10.0]
    place.clock = lambda: now[0]
    place.judge.verdict = verdict(ConsentKind.YES)
    place.consent.meanwhile = lambda: now.__setitem__(0, 500.0)
    permit = await place.gate().admit(INTENT, ACT, FACTS)
    assert isinstance(permit, Permit)
    assert permit.expires == 500.0 + PERMIT_S


async def test_a_question_that_breaks_off_leaves_no_open_act(place: Place) -> None:
    def broken() -> None:
        raise OSError("the speaker is gone")

    place.judge.verdict = verdict(ConsentKind.YES)
    place.consent.meanwhile = broken
    with pytest.raises(OSError, match="speaker"):
        await place.gate().admit(INTENT, ACT, FACTS)
    assert states(place.ledger) == ["prepared", "refused"]


async def test_a_turn_that_is_cancelled_while_it_asks_leaves_no_open_act(place: Place) -> None:
    asking = asyncio.Event()

    class Silent(Answerer):
        async def ask(self, question: Question) -> Answer:
            asking.set()
            return await asyncio.get_running_loop().create_future()

    gate = Gate(Ruler(verdict(ConsentKind.YES)), Silent(), place.ledger, lambda: 0.0)
    turn = asyncio.ensure_future(gate.admit(INTENT, ACT, FACTS))
    await asking.wait()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    assert states(place.ledger) == ["prepared", "refused"]
    assert open_acts(place.ledger.entries()) == []


async def test_every_permit_is_one_of_a_kind(place: Place) -> None:
    permits = [await place.gate().admit(INTENT, ACT, FACTS) for _ in range(3)]
    assert len({(permit.act, permit.nonce) for permit in permits if isinstance(permit, Permit)}) == 3


async def test_the_shipped_policies_behind_the_same_gate(tmp_path: Path, place: Place) -> None:
    (tmp_path / "a.txt").write_text("x")
    gate = Gate(CedarJudge(load_set([BUILT_IN])), place.consent, place.ledger, lambda: 0.0)
    delete = on(FileOp.DELETE, tmp_path / "a.txt")
    assert isinstance(await gate.admit(Intent("files.trash", {}, ""), replace(delete, op=FileOp.TRASH), FACTS), Permit)
    assert place.consent.asked == []
    place.consent.answer = Answer(False, "silence", "")
    for intent in ("files.delete", "files.trash"):
        refusal = await gate.admit(Intent(intent, {}, ""), delete, FACTS)
        assert isinstance(refusal, Refusal)
        assert refusal.by == "silence"
    place.consent.answer = Answer(True, "voice", "yes")
    for facts in (replace(FACTS, locked=True), replace(FACTS, locked=None), replace(FACTS, protected_path=True)):
        assert isinstance(await gate.admit(Intent("files.delete", {}, ""), delete, facts), Refusal)
    assert isinstance(await gate.admit(Intent("files.nobody", {}, ""), File(FileOp.MAKE_FILE, "/a", "a"), FACTS), Refusal)
    assert len(place.consent.asked) == 2


@pytest.mark.parametrize(
    ("act", "target"),
    [
        (Ui(UiOp.CLICK, element=element("Send"), window=window()), Box(10, 10, 20, 20)),
        (Ui(UiOp.CLOSE, window=window()), Box(0, 0, 100, 100)),
        (Ui(UiOp.PRESS, keys="ctrl+q"), None),
        (ACT, None),
    ],
)
async def test_a_question_says_where_on_the_screen_it_would_happen(place: Place, act: Action, target: Box | None) -> None:
    place.judge.verdict = verdict(ConsentKind.YES)
    await place.gate().admit(INTENT, act, FACTS)
    assert [question.target for question in place.consent.asked] == [target]
