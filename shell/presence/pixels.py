"""Pictures in the form an X server takes them: whatever its depth, masks and byte order."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from PIL import Image

from agent.display import x11
from shell.presence.errors import Unshowable

_LONGEST = 200_000
"""Bytes of one request at most: 262,140 are the least that every server takes."""


def put(connection: x11.Connection, target: Any, image: Image.Image) -> None:
    """Draw an RGB picture on a drawable of the screen's own depth; raises Unshowable where the screen has a palette instead of true colours."""
    screen: Any = connection.screen()
    layout = _layout(connection)
    context: Any = target.create_gc()
    for top, rows, data in _strips(np.asarray(image), layout):
        target.put_image(context, 0, top, image.width, rows, x11.X.ZPixmap, screen.root_depth, 0, data)
    context.free()


def _layout(connection: x11.Connection) -> tuple[tuple[int, int, int], str, int]:
    """Masks of red, green and blue; numpy's word for a pixel; bits that a row is filled up to."""
    screen, info = connection.screen(), connection.display.info
    visuals = {visual.visual_id: visual for depth in screen.allowed_depths for visual in depth.visuals}
    form = next(form for form in info.pixmap_formats if form.depth == screen.root_depth)
    visual = visuals[screen.root_visual]
    if visual.visual_class not in (x11.X.TrueColor, x11.X.DirectColor) or form.bits_per_pixel not in (16, 32):
        raise Unshowable(f"a screen of {screen.root_depth} bits cannot show the indicator; it takes true colours, 15 bits or more")
    order = "<" if info.image_byte_order == x11.X.LSBFirst else ">"
    return (visual.red_mask, visual.green_mask, visual.blue_mask), f"{order}u{form.bits_per_pixel // 8}", form.scanline_pad


def _strips(pixels: "np.ndarray[Any, Any]", layout: tuple[tuple[int, int, int], str, int]) -> Iterator[tuple[int, int, bytes]]:
    """First row, number of rows and bytes of each part that fits a request."""
    masks, word, pad = layout
    whole = np.zeros(pixels.shape[:2], dtype=np.uint32)
    for channel, mask in enumerate(masks):
        low, bits = (mask & -mask).bit_length() - 1, mask.bit_count()
        value = pixels[:, :, channel].astype(np.uint32)
        whole |= (value * ((1 << bits) - 1) + 127) // 255 << low
    rows = [row.tobytes() for row in whole.astype(word)]
    fill = b"\0" * (-len(rows[0]) % (pad // 8))
    step = max(1, _LONGEST // (len(rows[0]) + len(fill)))
    for top in range(0, len(rows), step):
        part = rows[top : top + step]
        yield top, len(part), b"".join(row + fill for row in part)
