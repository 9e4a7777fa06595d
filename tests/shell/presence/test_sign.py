from PIL import Image

from agent.observation import Box
from shell.presence import palette, sign
from shell.presence.caption import WORDS


def drawn(mode: str) -> bytes:
    image = Image.new("RGB", (20, 20), palette.GROUND)
    sign.draw(image, mode, Box(2, 2, 16, 16), palette.TEXT)
    return image.tobytes()


def test_every_state_has_a_shape_of_its_own_whatever_its_colour() -> None:
    assert len({drawn(mode) for mode in WORDS}) == len(WORDS)
    assert bytes(palette.GROUND) * 400 not in {drawn(mode) for mode in WORDS}
