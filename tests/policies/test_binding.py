from agent.intent import Source
from policies.binding import bind
from policies.grammar import Parse
from policies.lexicon import Lexicons
from policies.resolve import Near
from policies.staging import HOME


def bound(policy_set, scene, intent: str, text: str, **words: str):
    return bind(Parse(policy_set.intents[intent], words), text, scene, Lexicons())


def test_slots_carry_value_words_and_source(policy_set, scene):
    slot = bound(policy_set, scene, "files.trash", "trash budget", file="budget").slots["file"]
    assert (slot.value, slot.shown, slot.source) == (f"{HOME}/budget.txt", "budget.txt", Source.FILE)
    assert bound(policy_set, scene, "apps.open", "open galculator", app="galculator").slots["app"].source is Source.POLICY
    assert bound(policy_set, scene, "screen.click", "click save", control="save").slots["control"].source is Source.SCREEN


def test_what_is_not_said_takes_the_fixed_value(policy_set, scene):
    slot = bound(policy_set, scene, "files.make_folder", "make a folder x", name="x").slots["folder"]
    assert (slot.value, slot.source) == (HOME, Source.POLICY)


def test_a_new_name_keeps_the_extension(policy_set, scene):
    reading = bound(policy_set, scene, "files.rename", "rename budget to plan", file="budget", name="plan")
    assert reading.slots["name"].value == "plan.txt"
    assert reading.free


def test_near_names_are_problems_and_score(policy_set, scene):
    reading = bound(policy_set, scene, "screen.click", "click sav", control="sav")
    (problem,) = reading.problems
    assert isinstance(problem.binding, Near)
    assert reading.score < 100
    assert not reading.hopeless
    assert bound(policy_set, scene, "screen.click", "click foo", control="foo").hopeless


def test_literal_letters_are_the_templates_own(policy_set, scene):
    assert bound(policy_set, scene, "files.delete", "delete budget for good", file="budget").literal == len("deleteforgood")
    assert bound(policy_set, scene, "files.trash", "delete budget for good", file="budget for good").literal == len("delete")
