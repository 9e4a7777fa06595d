import os
from pathlib import Path

import pytest

from agent.display import x11
from agent.sandbox.children import Children
from agent.sandbox.display_server import start_display, start_window_manager, wait_managed
from agent.sandbox.errors import DeskError
from agent.sandbox.warden import MARK


async def test_a_display_then_a_window_manager_on_it() -> None:
    children = Children("test-display", [], lambda line: None)
    environment = {**os.environ, MARK: "test-display"}
    try:
        display = await start_display(children, environment)
        assert not wait_managed(display, 0.05)
        await start_window_manager(children, {**environment, "DISPLAY": display}, display)
        assert wait_managed(display, 0.05)
    finally:
        await children.end()
    with pytest.raises(x11.Failure):
        x11.connect(display)
    assert not Path(f"/tmp/.X{display[1:]}-lock").exists()


async def test_without_xvfb_it_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="apt-get install xvfb"):
        await start_display(Children("test-none", [], lambda line: None), {"PATH": str(tmp_path)})
