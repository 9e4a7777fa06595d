import os

import pytest

from shell.event import Asked
from shell.presence import palette
from shell.presence.caption import WORDS, Shown
from shell.presence.pill import QUESTION_ROWS, ROWS, Faces, caption, painted
from shell.session import Mode, State

LONG = "The result is 4, and this sentence is so long that it takes a second row of the caption and is cut at its end. " * 3


@pytest.fixture(scope="module", params=[14, 16, 43])
def faces(request: pytest.FixtureRequest) -> Faces:
    return Faces.of(int(request.param), os.environ)


def state(mode: str, **more: object) -> State | None:
    return None if mode == "away" else State(Mode(mode), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", WORDS)
def test_a_state_alone_is_small_and_its_word_is_in_its_colour(faces: Faces, mode: str) -> None:
    made, em = painted(Shown(state(mode)), faces, 48 * faces.plain.size), faces.plain.size
    assert made.image.width < 13 * em
    assert made.image.height < 3 * em
    assert palette.of(mode) in {colour for _, colour in made.image.getcolors(1 << 24)}
    assert {(box.x + box.width, box.y + box.height) for box in made.shape if box.x == 0} <= {
        (made.image.width, y) for y in range(made.image.height + 1)
    }


def test_captions_take_two_rows_at_most_and_stay_within_the_width(faces: Faces) -> None:
    widest = 40 * faces.plain.size
    for shown in (Shown(state("listening"), doing=LONG), Shown(state("acting"), heard=LONG, doing=LONG), Shown(state("thinking"), heard=f"“{LONG}”")):
        rows = caption(shown, faces, 30 * faces.plain.size)
        assert len(rows) == ROWS
        assert rows[-1].text.endswith("…")
        assert painted(shown, faces, widest).image.width <= widest
    assert [row.text for row in caption(Shown(state("acting"), "“hi”", "Now: wait"), faces, 900)] == ["“hi”", "Now: wait"]


def test_a_question_is_read_whole_and_told_apart_without_colour(faces: Faces) -> None:
    question = "Pay 900 pounds to Mrs Ada Lovelace, account ending in 4711, reference “rent November 2026”, from the household account?"
    shown = Shown(state("asking", asked=Asked(1, 1.0, "challenge", question)))
    rows = caption(shown, faces, 30 * faces.plain.size)
    asked = [row.text for row in rows if row.bold]
    assert " ".join(asked) == question
    assert 1 < len(asked) <= QUESTION_ROWS
    assert " ".join(row.text for row in rows if not row.bold).startswith("Say “confirm” and the digits on Sayso’s own screen")
    made = painted(shown, faces, 40 * faces.plain.size)
    middle = made.image.height // 2
    heavy = [made.image.getpixel((x, middle)) == palette.of(Mode.ASKING) for x in range(faces.plain.size)]
    assert sum(heavy) >= max(2, faces.plain.size // 6)


def test_even_the_longest_question_covers_less_than_what_is_left_out_of_pictures(faces: Faces) -> None:
    em = faces.plain.size
    screen = (80 * em, 50 * em)  # as tall as the text asks for, at 16 to 10
    shown = Shown(state("asking", asked=Asked(1, 1.0, "challenge", LONG)))
    image = painted(shown, faces, round(0.6 * screen[0])).image
    assert image.width * image.height < 0.2 * screen[0] * screen[1]
