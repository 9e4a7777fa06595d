"""How the docs are built: `make docs`. The reference pages come from the code at every build, so they cannot go stale."""

import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from sphinx.application import Sphinx  # noqa: E402

from shell import event  # noqa: E402
from shell.bus.interface import Shell1  # noqa: E402
from shell.cli.arguments import parser  # noqa: E402
from shell.demo.specimen import Specimen  # noqa: E402
from shell.reference import bus, commands, events  # noqa: E402
from shell.session import Session  # noqa: E402

project = "Sayso"
author = "the Sayso authors"
copyright = "the Sayso authors, GPL-3.0-or-later"  # noqa: A001
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Sayso"
html_copy_source = False
html_show_sphinx = False
nitpicky = True
# The licence's own pages answer slowly, and no page of ours depends on an anchor in another's.
linkcheck_anchors = False
linkcheck_timeout = 20
linkcheck_retries = 2

GENERATED: dict[str, dict[str, Callable[[], str]]] = {
    "cli": {"commands": lambda: commands.page(parser())},
    "dbus": {
        "interface": lambda: bus.page(Shell1(Session(), Specimen()).introspect().to_xml()),
        "events": lambda: events.page(Path(event.__file__).read_text(encoding="utf-8")),
    },
}
"""Page → what replaces each `<!-- generated: NAME -->` in it."""


def fill(app: Sphinx, page: str, source: list[str]) -> None:
    """Put what the code says into a page as it is read."""
    for name, made in GENERATED.get(page, {}).items():
        mark = f"<!-- generated: {name} -->"
        if mark not in source[0]:
            raise ValueError(f"docs/{page}.md has no line {mark}")
        source[0] = source[0].replace(mark, made())


def setup(app: Sphinx) -> dict[str, bool]:
    """Join Sphinx; the generated pages are read anew at every build."""
    app.connect("source-read", fill)
    app.connect("env-get-outdated", lambda *_: list(GENERATED))
    return {"parallel_read_safe": True}
