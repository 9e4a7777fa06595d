from agent.scene import Scene
from policies.lexicon import Lexicons
from policies.match import Understood
from policies.offer import offer, offers


def test_examples_use_live_names(policy_set, scene):
    offered = offer(policy_set.intents.values(), scene, Lexicons())
    assert {"open Galculator", "click Save", "delete budget.txt", "type hello world", "what can I say"} <= set(offered)
    assert not any("{" in sentence for sentence in offered)
    assert len(set(offered)) == len(offered)


def test_nothing_is_offered_that_names_what_is_not_there(policy_set):
    offered = offer(policy_set.intents.values(), Scene(), Lexicons())
    assert "scroll down" in offered
    assert not any(sentence.startswith(("click", "open", "delete")) for sentence in offered)


def test_what_is_offered_is_understood(matcher, scene):
    for sentence in matcher.examples(scene):
        assert isinstance(matcher.match(sentence, scene), Understood), sentence


def test_every_offer_names_the_intent_it_is_understood_as(policy_set, matcher, scene):
    offered = offers(policy_set.intents.values(), scene, Lexicons())
    assert (
        tuple(one.text for one in offered)
        == offer(policy_set.intents.values(), scene, Lexicons())
        == tuple(one.text for one in matcher.offers(scene))
    )
    for one in offered:
        assert matcher.match(one.text, scene).intent.name == one.intent
