import pytest

from shell.presence import palette
from shell.presence.caption import WORDS


def test_contrast_is_as_wcag_defines_it() -> None:
    assert palette.contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert palette.contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert palette.contrast((1, 2, 3), (1, 2, 3)) == 1


@pytest.mark.parametrize("mode", WORDS)
def test_every_state_can_be_read(mode: str) -> None:
    assert palette.contrast(palette.of(mode), palette.GROUND) >= 7
    assert palette.of("unheard of") == palette.GREY


@pytest.mark.parametrize("colour", [palette.TEXT, palette.QUIET, palette.TARGET])
def test_every_text_can_be_read_and_the_outline_stands_out_from_its_edge(colour: palette.Colour) -> None:
    assert palette.contrast(colour, palette.GROUND) >= 7
