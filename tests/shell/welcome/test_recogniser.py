import os
from pathlib import Path

import pytest

from shell.welcome import recogniser
from shell.welcome.recogniser import choose_recogniser, line_of, measure, sentence_of, size_of
from shell.welcome.timing import Measured
from shell.wire import Set
from speech import models
from tests.shell.welcome.puppet import Puppet, leading

needs_both = pytest.mark.skipif(
    not all(models.is_ready(models.REGISTRY[name]) for name in ("base", "tiny.en")), reason="not every recogniser is on disk"
)


def test_figures_as_they_are_shown_and_said() -> None:
    assert line_of(Measured("base", 512.4, 7, 8)) == "base       512 ms for a command, 7 of 8 test commands understood"
    assert sentence_of(Measured("base", 512.4, 7, 8)) == "The large one takes 0.5 seconds, and understood 7 of my 8 test commands."
    assert sentence_of(Measured("tiny.en", 20.0, 8, 8)) == "The small one takes 0.1 seconds, and understood all 8 test commands."
    assert size_of("tiny.en") == 78


async def test_what_cannot_be_measured_is_no_figure(tmp_path: Path) -> None:
    assert await measure(["base"], {**os.environ, "SAYSO_MODELS": str(tmp_path)}) == []


@needs_both
async def test_both_are_measured_here_and_the_chosen_one_is_set(short_folder: Path) -> None:
    choices = {"Now it is the large one. Which one shall I use?": ["the small one"]}
    puppet = Puppet(chooses=choices, settings={"model": ("base", "base", "tiny.en")})
    async with leading(puppet, short_folder) as guide:
        guide.environ = dict(os.environ)
        await choose_recogniser(guide)

    said = [text for text in puppet.told if "test commands" in text]
    assert [text.partition(" takes")[0] for text in said] == ["The large one", "The small one"]
    assert puppet.orders == [Set("model", "tiny.en")]
    assert any(line.startswith("tiny.en") and " ms " in line for line in puppet.shown)


async def test_one_that_is_not_here_is_offered_with_its_size(short_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_MODELS", str(short_folder / "none"))
    puppet = Puppet(chooses={"145 megabytes": ["no"], "152 megabytes": ["no"], "150 megabytes": ["no"], "78 megabytes": ["no"]})
    async with leading(puppet, short_folder) as guide:
        guide.environ = {**os.environ, "SAYSO_MODELS": str(short_folder / "none")}
        await choose_recogniser(guide)

    assert any("sayso models fetch tiny.en" in line for line in puppet.shown)
    assert any(f"{size_of('tiny.en')} megabytes. Shall I fetch it?" in text for text in puppet.told)
    assert puppet.told[-1] == "That could not be measured. I leave it as it is."
    assert set(recogniser.SPOKEN) == {"base", "tiny.en"}
