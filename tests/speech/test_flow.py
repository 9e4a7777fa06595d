import numpy as np

from speech.audio import FRAME, RATE
from speech.flow import Flow
from speech.server import Capture, Sight, Source

BLOCK = np.arange(FRAME, dtype=np.int16).tobytes()
ONE, OTHER = Source(1, "one", "One"), Source(2, "other", "Other")
MONITOR = Source(0, "speaker.monitor", "Monitor", monitor=True)


def seen(*captures: Capture) -> Sight:
    return Sight(0.0, (MONITOR, ONE, OTHER), (), captures, "one")


def test_a_chunk_that_came_late_keeps_its_place_in_time() -> None:
    flow = Flow()
    for late in (0.0, 0.5, 0.5):
        flow.take(BLOCK, 10.0 + len(flow.queue) * FRAME / RATE + late)
    times = [chunk.at for chunk in flow.queue]
    assert np.allclose(np.diff(times), FRAME / RATE, atol=0.001)
    assert times[0] == 10.0 - FRAME / RATE
    assert flow.news.is_set()


def test_what_nobody_takes_is_dropped_from_its_beginning_and_counted() -> None:
    flow = Flow()
    for number in range(30 * RATE // FRAME + 3):
        flow.take(BLOCK, number * FRAME / RATE)
    assert flow.dropped == 3
    assert len(flow.queue) == 30 * RATE // FRAME


def test_the_end_is_news() -> None:
    flow = Flow()
    flow.end()
    assert (flow.ended, flow.news.is_set()) == (True, True)


def test_it_is_known_once_seen_and_moved_once_it_records_another_microphone() -> None:
    flow = Flow()
    assert (flow.moved(seen()), flow.known) == (None, False)
    assert (flow.moved(seen(Capture(5, 1, "microphone"))), flow.known) == (None, True)
    assert flow.moved(seen(Capture(5, 0, "microphone"))) is None
    assert flow.moved(seen(Capture(5, 2, "microphone"), Capture(6, 0, "reference"))) == ONE
    assert flow.moved(seen(Capture(5, 2, "microphone"))) is None
    assert flow.source == OTHER
