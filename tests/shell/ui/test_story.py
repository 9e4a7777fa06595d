from shell.event import Acted, Acting, Answered, Asked, Ended, Failed, Heard, Planned, Private, Said, Understood
from shell.ui.story import OUTCOMES, SIGNS, Step, Story, tale, told

PAID = (
    Heard(4, 0.0, "pay the rent"),
    Understood(4, 0.1, "payments.rent", {"amount": {"value": "90000", "shown": "£900.00", "source": "speech"}}),
    Planned(4, 0.2, ("open the page", "pay"), "challenge", ("money_out",)),
    Acting(4, 0.3, 1, "open the page"),
    Acted(4, 0.4, 1, "open the page", {}, "confirmed", "it is in front"),
    Asked(4, 0.5, "challenge", "Pay £900.00?", "4815"),
)


def test_it_is_the_turn_so_far() -> None:
    story = tale(PAID)

    assert (story.heard, story.intent, story.rules) == ("pay the rent", "payments.rent", ("money_out",))
    assert story.slots == (("amount", "£900.00", "speech"),)
    assert story.steps == (Step("open the page", "confirmed", "it is in front"), Step("pay"))
    assert (story.question, story.answer) == ("Pay £900.00?", "")


def test_the_digits_are_never_in_it() -> None:
    assert "4815" not in repr(tale(PAID))


def test_the_answer_is_told_by_whom() -> None:
    assert told(tale(PAID), Answered(4, 1.0, True, "voice", "confirm ••••")).answer == "yes, by voice: “confirm ••••”"
    assert told(tale(PAID), Answered(4, 1.0, False, "silence")).answer == "no answer"


def test_at_the_end_nothing_is_left_waiting_and_what_was_begun_is_unknown() -> None:
    story = tale((*PAID, Acting(4, 1.0, 2, "pay"), Ended(4, 2.0, "unknown", "I cannot tell.")))
    assert [step.state for step in story.steps] == ["confirmed", "broken"]
    assert SIGNS["broken"][1] == "unknown"

    assert [step.state for step in tale((*PAID, Ended(4, 2.0, "refused"))).steps] == ["confirmed", "left"]


def test_another_turn_is_another_story_and_late_events_of_the_old_one_are_not_its() -> None:
    story = told(tale(PAID), Heard(5, 3.0, "stop"))

    assert story == Story(5, "stop", "voice")
    assert told(story, Ended(4, 3.1, "stopped", "x")) == story


def test_a_step_that_was_not_planned_is_added() -> None:
    story = tale((Heard(1, 0.0, "x"), Planned(1, 0.1, ("a",)), Acting(1, 0.2, 2, "b")))
    assert [step.what for step in story.steps] == ["a", "b"]

    done = told(story, Acted(1, 0.3, 2, "b", {}, "no_effect", "nothing changed"))
    assert [(step.what, step.state) for step in done.steps] == [("a", "waiting"), ("b", "no_effect")]


def test_said_and_trouble() -> None:
    story = tale((Heard(1, 0.0, "x", "typed"), Said(1, 0.1, "Working."), Failed(1, 0.2, "no display"), Ended(1, 0.3, "not_done", "It broke.")))

    assert (story.by, story.said, story.trouble, story.outcome) == ("typed", "It broke.", "no display", "not_done")


def test_what_may_be_a_password_is_shown_as_dots() -> None:
    assert "hunter2" not in repr(tale((Heard(1, 0.0, "type hunter2"), Private(1, 0.1))))
    known = tale((Private(1, 0.0), Heard(1, 0.1, "type hunter2", "typed")))
    assert "hunter2" not in repr(known)
    assert (known.turn, known.by) == (1, "typed")
    assert tale((Private(1, 0.0), Heard(1, 0.1, "type hunter2"), Heard(2, 0.2, "go back"))).heard == "go back"


def test_nothing_is_told_by_colour_alone() -> None:
    assert all(sign.strip() and word for sign, word in (*SIGNS.values(), *OUTCOMES.values()))
