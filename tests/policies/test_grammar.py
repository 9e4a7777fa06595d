from policies.grammar import Grammar


def words(policy_set, text: str):
    return [(parse.intention.name, dict(parse.words)) for parse in Grammar(policy_set.intents).parses(text, text)]


def test_all_readings_are_given(policy_set):
    readings = words(policy_set, "delete budget for good")
    assert ("files.delete", {"file": "budget"}) in readings
    assert ("files.trash", {"file": "budget for good"}) in readings


def test_dictated_text_keeps_case_and_punctuation(policy_set):
    assert ("screen.type", {"text": "Hello, world! Yes"}) in words(policy_set, "type Hello, world! Yes")
    assert ("screen.type", {"text": '"Hi" (Bob).txt...'}) in words(policy_set, 'type "Hi" (Bob).txt...')


def test_free_text_runs_to_the_end_of_the_whole(policy_set):
    (parse,) = Grammar(policy_set.intents).parses("type do it", "type do it please.")
    assert parse.words == {"text": "do it please"}


def test_samples_fill_the_template_that_is_named(policy_set):
    intention = policy_set.intents["files.rename"]
    samples = Grammar(policy_set.intents).samples(intention, 1, {"file": "walrus", "name": "umbrella"}, 3)
    assert len(samples) == 3
    assert all("name of" in sample and sample.endswith("walrus to umbrella") for sample in samples)
