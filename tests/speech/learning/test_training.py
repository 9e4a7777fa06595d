import numpy as np

from speech.learning.repertoire import Repertoire
from speech.learning.training import Course, answers, scenes, teach


def test_scenes_do_not_depend_on_the_threads(tones: Repertoire):
    one, two = scenes(tones, 6, seed=3, threads=1), scenes(tones, 6, seed=3, threads=2)

    for a, b in zip(one, two, strict=True):
        np.testing.assert_array_equal(a.rows, b.rows)


def test_a_short_course_teaches_something_and_comes_out_the_same_again(tones: Repertoire):
    course, told = Course(scenes=128, rounds=6, threads=1, width=16, rate=5e-3), list[str]()
    seen = scenes(tones, course.scenes, course.seed, course.threads)

    net = teach(seen, course, told.append)
    again = teach(seen, course, lambda line: None)

    scores, said = answers(net, seen), np.stack([scene.said for scene in seen])
    for word in (0, 1):
        wanted = said[:, :, word].any(axis=1)
        best = scores[:, :, word].max(axis=1)
        assert best[wanted].mean() > best[~wanted].mean() + 0.1
    np.testing.assert_allclose(answers(again, seen), scores, atol=1e-4)
    assert told[-1].startswith("step 24 of 24, loss ")
    assert 0.0 < float(told[-1].rpartition(" ")[2]) < 10.0
