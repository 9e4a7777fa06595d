import os
import socket
from pathlib import Path

import pytest

from agent.display.desk import Desk
from shell import children
from shell.config import Config
from shell.ears import started
from shell.session import Session
from speech.messages import Failed


@pytest.mark.parametrize("model", ["base", "tiny.en"])
async def test_ears_without_their_models_say_which_and_end(tmp_path: Path, model: str, capfd: pytest.CaptureFixture[str]) -> None:
    desk = Desk("", {**os.environ, "SAYSO_MODELS": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}, frozenset(), "")
    stop, theirs = socket.socketpair()
    with stop:
        ears = await started(desk, Config(model=model), Session(), theirs)
        reports = [report async for report in ears.voice.reports()]

        assert [isinstance(report, Failed) and "sayso models fetch" in report.why for report in reports] == [True]
        assert await children.end(ears.process) == 3
        assert stop.recv(1) == b""
        assert theirs.fileno() == -1
        await ears.voice.quit()
    assert "sayso-ears: the model" in (tmp_path / "state" / "sayso" / "ears.log").read_text()
    assert capfd.readouterr().err == ""
