import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from shell.answers import Row
from shell.ui.rowlines import fit, head, height, line, pattern
from tests.shell.ui.past import NOON, row

PARTS = ("dim", "said", "answer", "match", "done", "not_done", "unknown", "stopped", "refused", "partly", "")
LOOKS = {name: Style(meta={"part": name}) for name in PARTS}


def drawn(shown: Row | None, width: int, at: int = 0, chosen: bool = False, words: tuple[str, ...] = ()) -> list[Segment]:
    return line(shown, width, at, chosen, words, NOON, LOOKS.__getitem__)


def text(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def marked(segments: list[Segment]) -> list[str]:
    return [segment.text for segment in segments if segment.style is LOOKS["match"]]


@pytest.mark.parametrize("width", [40, 76, 99, 100, 120, 192, 300])
@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("shown", [row(10_000), row(5), Row(1, NOON, "日本語 " * 60, say="😀" * 200, outcome="done"), None])
def test_a_line_is_exactly_as_wide_as_its_place(width: int, at: int, shown: Row | None) -> None:
    assert cell_len(text(drawn(shown, width, at))) == width


def test_a_wide_line_holds_everything_and_a_narrow_row_two() -> None:
    wide, first, second = text(drawn(row(9_998), 120)), text(drawn(row(9_998), 76)), text(drawn(row(9_998), 76, 1))
    for words in ("9998", "today 11:30", "pay the rent", "! unknown", "I pressed Pay"):
        assert words in wide
        assert words in first or words in second
    assert (height(120), height(76)) == (1, 2)
    assert text(drawn(row(9_998), 120, 1)).isspace()


def test_the_heads_stand_above_their_columns() -> None:
    assert head(120).index("What was said") == text(drawn(row(9_998), 120)).index("pay the rent")
    assert head(120).index("Outcome") == text(drawn(row(9_998), 120)).index("! unknown")
    assert head(120).index("The answer") == text(drawn(row(9_998), 120)).index("I pressed")
    assert head(76).index("What was said") == text(drawn(row(9_998), 76)).index("pay the rent")


def test_the_chosen_row_has_a_sign() -> None:
    assert text(drawn(row(1), 80, chosen=True)).startswith("› ")
    assert text(drawn(row(1), 80)).startswith("  ")


def test_a_row_on_its_way_is_dots() -> None:
    assert text(drawn(None, 80)).strip() == "…"


def test_all_words_are_marked_whatever_their_case() -> None:
    assert marked(drawn(row(9_998), 120, words=("RENT", "page"))) == ["rent", "page"]


def test_a_match_far_to_the_right_is_brought_in_sight() -> None:
    far = Row(1, NOON, "so it begins " * 20 + "needle and more")

    assert marked(drawn(far, 80, words=("needle",))) == ["needle"]
    assert marked(drawn(far, 140, words=("needle",))) == ["needle"]
    assert "…" in text(drawn(far, 80, words=("needle",)))


def test_words_are_sought_as_they_are_and_the_longest_first() -> None:
    found = pattern(("a.c", "a.cd"))
    assert found is not None
    assert found.findall("abc a.c a.cd") == ["a.c", "a.cd"]
    assert pattern(()) is None


def test_what_is_too_long_ends_in_dots() -> None:
    assert fit("abcdef", 4) == "abc…"
    assert fit("ab", 4) == "ab  "
