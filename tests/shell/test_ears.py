import os
import socket
from pathlib import Path

import pytest

from agent.display.desk import Desk
from shell import children
from shell.config import Config
from shell.ears import started
from shell.marks import Marks
from shell.paths import private_folder
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


async def test_ears_start_closed_when_the_user_had_closed_them(tmp_path: Path) -> None:
    environment = {**os.environ, "SAYSO_MODELS": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    marks = Marks(private_folder(tmp_path / "sayso"))
    for muted in (True, False):
        marks.keep(asleep=False, muted=muted)
        stop, theirs = socket.socketpair()
        with stop:
            ears = await started(Desk("", environment, frozenset(), ""), Config(), Session(), theirs)
            words = Path(f"/proc/{ears.process.pid}/cmdline").read_text().split("\0")
            assert ("--muted" in words) is muted
            await children.end(ears.process)
            await ears.voice.quit()
