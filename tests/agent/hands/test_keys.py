from collections.abc import Iterator

import pytest

from agent.display.attention import Attention
from agent.display.desk import Desk
from agent.errors import CannotAct
from agent.hands.keys import Keys
from agent.hands.stopline import Stopped
from agent.hands.typist import Typist
from tests.agent.seeing import nothing


class Paper:
    """A key device that writes down."""

    def __init__(self) -> None:
        self.said: list[tuple[int, bool]] = []

    def key(self, symbol: int, down: bool) -> None:
        self.said.append((symbol, down))

    def renew(self) -> None:
        """Nothing to read."""


@pytest.fixture
def typist(desk: Desk) -> Iterator[Typist]:
    attention = Attention(desk.display)
    made = Typist(desk.display, attention)
    yield made
    made.close()
    attention.close()


def test_a_chord_goes_down_and_comes_up_in_reverse(typist: Typist) -> None:
    paper = Paper()
    Keys(paper, typist).press("ctrl+s", nothing)
    assert paper.said == [(0xFFE3, True), (0x73, True), (0x73, False), (0xFFE3, False)]


def test_shift_is_added_where_the_layout_wants_it(typist: Typist) -> None:
    paper = Paper()
    Keys(paper, typist).press("plus", nothing)
    assert paper.said == [(0xFFE1, True), (0x2B, True), (0x2B, False), (0xFFE1, False)]


def test_stop_before_the_last_event_still_lets_go(typist: Typist) -> None:
    paper = Paper()
    count = iter(range(9))

    def third() -> None:
        if next(count) == 2:
            raise Stopped

    with pytest.raises(Stopped):
        Keys(paper, typist).press("ctrl+s", third)
    assert paper.said == [(0xFFE3, True), (0x73, True), (0x73, False), (0xFFE3, False)]


def test_a_chord_with_what_the_layout_lacks_is_refused(typist: Typist) -> None:
    with pytest.raises(CannotAct, match="no key for"):
        Keys(Paper(), typist).press("ctrl+ж", nothing)
