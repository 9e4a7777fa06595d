from policies.trial import Bench


def test_a_trial_tells_rules_verdict_and_words(policy_set, scene, calm):
    trial = Bench(policy_set).attempt("delete budget for good", scene, calm)
    assert trial.outcome == "yes"
    assert trial.acts == ("delete budget.txt, empty, for good",)
    assert trial.says == ("This cannot be undone. Delete budget.txt, empty, for good?", "Deleted budget.txt for good.")
    assert {"floor/irreversible-never-unasked#1", "files/files#1"} <= set(trial.rules)


def test_a_button_is_as_risky_as_its_words(policy_set, scene, calm):
    bench = Bench(policy_set)
    assert bench.attempt("click save", scene, calm).outcome == "unasked"
    assert bench.attempt("click send", scene, calm).outcome == "yes"
    assert bench.attempt("click pay now", scene, calm).outcome == "challenge"


def test_what_is_not_understood_has_no_verdict(policy_set, scene, calm):
    trial = Bench(policy_set).attempt("fly me to the moon", scene, calm)
    assert (trial.outcome, trial.rules, trial.acts) == ("", (), ())
    assert "I did not understand" in trial.says[0]
