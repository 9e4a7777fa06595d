import shutil

import pytest

from shell.bench.hearing.first_audio import figure, spoken
from shell.bench.hearing.speaking import Soon


@pytest.mark.skipif(not shutil.which("pulseaudio"), reason="pulseaudio is not installed")
async def test_as_many_texts_are_said_as_are_asked_for() -> None:
    soon = await spoken((3, 2, 1))

    assert (len(soon.openings), len(soon.others), len(soon.library)) == (3, 2, 1)
    assert min(*soon.openings, *soon.others, *soon.library) > 0


def test_the_figure_is_of_the_openings_and_its_note_has_the_alternative() -> None:
    found = figure(Soon([10.0, 20.0, 90.0], [150.0, 250.0], [400.0]))

    assert (found.id, found.value, found.p95, found.unit, found.goal, found.n) == ("ears.first_audio_ms", 20.0, 90.0, "ms", "≤ 220", 3)
    assert all(part in found.note for part in ("other sentences 200", "(n 2)", "voice.synthesize(text), same speaker: 400"))
