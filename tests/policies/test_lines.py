from policies.lines import line_holding, line_in_message, line_of

TEXT = """version = 1

[open]
sentences = [
  "open {app}",
  "start {app}",
]
[open.slots]
app = "app"

[[test]]
say = "a"
[[test]]
say = "b"
"""


def test_keys_tables_and_arrays_are_found():
    assert line_of(TEXT, ("version",)) == 1
    assert line_of(TEXT, ("open",)) == 3
    assert line_of(TEXT, ("open", "sentences")) == 4
    assert line_of(TEXT, ("open", "slots", "app")) == 9
    assert line_of(TEXT, ("test", "say"), 1) == 14


def test_what_is_not_there_gives_its_table():
    assert line_of(TEXT, ("open", "nothing")) == 3
    assert line_of(TEXT, ("nothing",)) == 1


def test_a_line_of_a_list_is_found_by_its_text():
    assert line_holding(TEXT, "start {app}", 4) == 6
    assert line_holding(TEXT, "not there", 4) == 4


def test_the_line_of_a_syntax_error_is_in_its_message():
    assert line_in_message("Invalid value (at line 7, column 3)") == 7
    assert line_in_message("Invalid value (at end of document)") == 1
