import asyncio
import os
from pathlib import Path

import numpy as np
import pytest

from agent.sandbox.desk import virtual_desk
from agent.sandbox.sound import record
from shell import children
from shell.welcome.sounding import main
from speech import models, wavfile


def test_a_speaker_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["No such speaker", "Hello."]) == 1
    assert "no speaker" in capsys.readouterr().out


async def test_a_sentence_sounds_on_a_speaker(tmp_path: Path) -> None:
    async with virtual_desk(None, True, {**os.environ, "SAYSO_MODELS": str(models.root())}, lambda line: None) as desk, asyncio.timeout(60):
        environment = {**desk.environment, "PULSE_SERVER": desk.sound, "SAYSO_MODELS": str(models.root())}
        async with record(desk, tmp_path / "heard.wav"):
            out, errors = await children.told("shell.welcome.sounding", ["pulse", "Do you hear me now?"], environment, 40.0)

    assert out.strip() == b"said", errors
    assert np.abs(wavfile.read(tmp_path / "heard.wav").samples).max() > 1000
