import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.observation import Box
from shell.presence import place

ROOM = place.Room(Box(0, 0, 1280, 800), 16)
BOXES = st.builds(Box, st.integers(-50, 50), st.integers(-50, 50), st.integers(1, 60), st.integers(1, 60))


@pytest.mark.parametrize(
    ("height", "dpi", "em"),
    [(800, None, 16), (2160, None, 43), (480, None, 14), (1080, 96.0, 22), (1080, 192.0, 32), (1080, 600.0, 43), (0, None, 14)],
)
def test_text_is_two_percent_of_the_height_and_larger_where_the_desktop_asks_for_it(height: int, dpi: float | None, em: int) -> None:
    assert place.em(height, dpi) == em


def test_bottom_centre_but_never_over_what_is_asked_about() -> None:
    low = place.indicator(400, 60, ROOM, None)
    assert low == Box(440, 724, 400, 60)
    assert place.indicator(400, 60, ROOM, Box(0, 0, 100, 100)) == low
    high = place.indicator(400, 60, ROOM, Box(600, 740, 80, 30))
    assert high == Box(440, 16, 400, 60)
    assert place.indicator(400, 60, ROOM, Box(600, 700, 80, 20)) == high


def test_panels_and_other_monitors_are_left_free() -> None:
    monitor = Box(1280, 0, 1920, 1080)
    assert place.within(monitor, Box(0, 30, 3200, 1010)) == Box(1280, 30, 1920, 1010)
    assert place.within(monitor, None) == monitor
    assert place.within(monitor, Box(0, 0, 1280, 800)) == monitor
    assert place.clipped(Box(-10, -10, 30, 30), Box(0, 0, 100, 100)) == Box(0, 0, 20, 20)
    assert place.clipped(Box(-(2**31), -(2**31), 1, 1), Box(0, 0, 100, 100)) is None


@given(BOXES, BOXES)
def test_boxes_overlap_when_they_share_a_pixel(one: Box, other: Box) -> None:
    pixels = {(x, y) for x in range(one.x, one.x + one.width) for y in range(one.y, one.y + one.height)}
    assert place.overlap(one, other) == any(other.contains(x, y) for x, y in pixels)


@given(BOXES, st.integers(1, 9))
def test_a_frame_lies_round_its_box_and_never_over_it(inner: Box, thick: int) -> None:
    bars, outer = place.frame(inner, thick), place.grown(inner, thick)
    for x in range(outer.x - 1, outer.x + outer.width + 1):
        for y in range(outer.y - 1, outer.y + outer.height + 1):
            assert sum(bar.contains(x, y) for bar in bars) == (outer.contains(x, y) and not inner.contains(x, y))


@given(st.integers(1, 120), st.integers(1, 60), st.integers(0, 40))
def test_a_rounded_shape_is_whole_symmetric_and_within(width: int, height: int, radius: int) -> None:
    rows = place.rounded(width, height, radius)
    assert rows[0].y == 0
    assert [one.y + one.height for one in rows[:-1]] == [two.y for two in rows[1:]]
    assert rows[-1].y + rows[-1].height == height
    assert all(row.x >= 0 and row.x + row.width == width - row.x for row in rows)
    assert max(row.width for row in rows) == width
