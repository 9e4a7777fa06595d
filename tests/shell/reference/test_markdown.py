from shell.reference.markdown import cell, table


def test_a_table_has_a_head_and_a_line_for_each_row() -> None:
    assert table(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_text_cannot_break_out_of_its_cell() -> None:
    assert cell("one\n  two | three") == "one two \\| three"
