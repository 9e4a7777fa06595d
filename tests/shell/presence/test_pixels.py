import pytest
from PIL import Image

from agent.display import x11
from shell.errors import ShellError
from shell.presence import pixels
from tests.shell.presence.conftest import pixel, whole


@pytest.mark.parametrize("bare", ["640x480x24", "640x480x16", "640x480x15", "640x480x30"], indirect=True)
def test_colours_arrive_on_every_depth(bare: str) -> None:
    connection = x11.connect(bare)
    screen = connection.screen()
    window = screen.root.create_window(0, 0, 301, 300, 0, screen.root_depth, override_redirect=1)
    window.map()
    image = Image.new("RGB", (301, 300), (255, 0, 0))
    image.paste((0, 255, 0), (100, 0, 200, 300))
    image.paste((0, 0, 255), (200, 0, 301, 300))
    pixels.put(connection, window, image)
    connection.sync()
    reply = window.get_image(0, 0, 301, 300, x11.X.ZPixmap, 0xFFFFFFFF)
    form = next(form for form in connection.display.info.pixmap_formats if form.depth == screen.root_depth)
    size, row = form.bits_per_pixel // 8, -(-301 * form.bits_per_pixel // form.scanline_pad) * form.scanline_pad // 8
    visual = next(v for d in screen.allowed_depths for v in d.visuals if v.visual_id == screen.root_visual)
    for y in (0, 150, 299):
        for x, mask in ((0, visual.red_mask), (99, visual.red_mask), (100, visual.green_mask), (199, visual.green_mask), (300, visual.blue_mask)):
            start = y * row + x * size
            assert int.from_bytes(reply.data[start : start + size], "little") & (visual.red_mask | visual.green_mask | visual.blue_mask) == mask
    connection.close()


@pytest.mark.parametrize("bare", ["640x480x24"], indirect=True)
def test_shades_arrive_as_they_are(bare: str) -> None:
    connection = x11.connect(bare)
    screen = connection.screen()
    window = screen.root.create_window(5, 5, 256, 3, 0, screen.root_depth, override_redirect=1)
    window.map()
    image = Image.new("RGB", (256, 3))
    image.putdata([(x, 255 - x, (x * 7) % 256) for _ in range(3) for x in range(256)])
    pixels.put(connection, window, image)
    connection.sync()
    picture = whole(bare)
    assert [pixel(picture, 5 + x, 6) for x in range(256)] == [(x, 255 - x, (x * 7) % 256) for x in range(256)]
    connection.close()


@pytest.mark.parametrize("bare", ["640x480x8"], indirect=True)
def test_a_screen_with_a_palette_is_told_so(bare: str) -> None:
    connection = x11.connect(bare)
    with pytest.raises(ShellError, match="8 bits cannot show"):
        pixels.put(connection, connection.screen().root, Image.new("RGB", (3, 3)))
    connection.close()
