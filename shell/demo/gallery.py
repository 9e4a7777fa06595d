"""Takes the docs' pictures of the terminal UI: `python -m shell.demo.gallery [FOLDER]`; each view once, and home in every look."""

import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from shell.demo.pictures import LOOKS, SCENES, take

SIZE = (120, 40)
"""Columns and rows."""
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Fetched from a server by whoever opens the picture; any font of fixed width does as well."""


async def hung(folder: Path) -> list[Path]:
    """Put the pictures into the folder, named by view, or by look; returns their files."""
    folder.mkdir(parents=True, exist_ok=True)
    first, *others = LOOKS
    with tempfile.TemporaryDirectory(prefix="sayso-gallery-") as raw:
        taken = [(file, file.name.split(f"-{first}-")[0]) for file in await take(Path(raw), (SIZE,), (first,))]
        homes = [scene for scene in SCENES if scene.name == "home"]
        taken += [(file, look) for look in others for file in await take(Path(raw), (SIZE,), (look,), homes)]
        return [_framed(file, folder / f"{name}.svg") for file, name in taken]


def _framed(taken: Path, file: Path) -> Path:
    file.write_text(without_fonts(taken.read_text(encoding="utf-8")), encoding="utf-8")
    return file


def without_fonts(svg: str) -> str:
    """The picture without references to fonts elsewhere."""
    return _FONT.sub("", svg)


def main(arguments: Sequence[str]) -> int:
    """Take them all and say where they are."""
    for file in asyncio.run(hung(Path(arguments[0] if arguments else "docs/pictures"))):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
