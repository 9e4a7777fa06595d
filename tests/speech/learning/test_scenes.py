import numpy as np

from speech.features import BANDS
from speech.learning.repertoire import Repertoire
from speech.learning.scenes import ANSWERS, ROWS, STOP, Stage, draw


def test_a_scene_comes_again_from_the_same_chance(tones: Repertoire):
    one, two = (draw(tones, np.random.default_rng((1, 2))) for _ in range(2))

    np.testing.assert_array_equal(one.rows, two.rows)
    np.testing.assert_array_equal(one.said, two.said)


def test_scenes_are_of_every_kind_and_of_one_size(tones: Repertoire):
    scenes = [draw(tones, np.random.default_rng((7, index))) for index in range(120)]
    said = np.stack([scene.said for scene in scenes])

    assert {scene.rows.shape for scene in scenes} == {(ROWS, BANDS)}
    assert said.shape == (120, ANSWERS, 2)
    assert all(np.isfinite(scene.rows).all() for scene in scenes)
    assert 20 <= said[:, :, 0].any(axis=1).sum() <= 60
    assert 10 <= said[:, :, 1].any(axis=1).sum() <= 45
    assert (~said.any(axis=(1, 2))).sum() >= 25


def test_the_answer_is_wanted_after_the_words_end_and_everything_else_counts_against_it(tones: Repertoire):
    stage = Stage(np.random.default_rng(1))
    stage.pause(1.0)
    begin, end = stage.speak(tones.stops[1], 1.0)
    stage.expect(STOP, (1.48, 1.58), (1.44, 1.85))

    assert (begin, end) == (16000, 22400)
    assert np.flatnonzero(stage.said[:, STOP]).tolist() == [73, 74, 75, 76, 77, 78]
    assert stage.counts[:71, STOP].all()
    assert not stage.counts[72:92, STOP].any()
    assert stage.counts[93:, STOP].all()
