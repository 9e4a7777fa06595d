from speech.expectation import DIGITS, Expectation


def test_a_challenge_is_biased_with_all_ten_digits_and_nothing_else():
    prompt = Expectation(phrases=("Confirm four seven",), words=("Anna",), digits=True, asked="challenge").prompt().lower()
    assert all(digit in prompt for digit in DIGITS)
    assert "confirm" not in prompt
    assert "anna" not in prompt


def test_a_yes_question_is_not_biased():
    assert Expectation(phrases=("Yes",), words=("yes",), asked="yes").prompt() == ""


def test_phrases_are_sentences_and_names_keep_their_spelling():
    prompt = Expectation(phrases=("open the calculator", "What can I say?"), words=("galculator", "budget.txt")).prompt()
    assert prompt == "galculator, budget.txt. Open the calculator. What can I say?"


def test_nothing_expected_biases_nothing():
    assert Expectation().prompt() == ""


def test_what_is_being_said_is_not_expected():
    said = Expectation(("open the calculator", "close this window"), ("Anna", "calculator"), playing="Shall I open the calculator?")
    assert said.prompt() == "Anna. Close this window."


def test_the_prompt_is_bounded():
    assert len(Expectation(phrases=("Open it",) * 500, words=("name",) * 500).prompt().split()) < 100
