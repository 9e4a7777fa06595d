from speech.audio import Chunk, Clip, silence
from speech.reference import ClipReference
from speech.senses import Reactions, Senses
from speech.transcriber import Transcriber


class Deaf:
    name = "deaf"

    def recognise(self, clip, expectation):
        raise AssertionError("nothing is to be read here")


def test_each_opening_of_the_microphone_gets_a_canceller_that_knows_nothing_yet():
    senses = Senses(Transcriber(Deaf(), 30.0), reference=ClipReference(Clip(silence(1.0))))
    first, second = senses.echo(), senses.echo()
    assert first is not second
    chunk = Chunk(silence(0.032), 0.0)
    assert first.clean(chunk).samples is chunk.samples
    assert first.known_at(0.0)
    assert not second.known_at(0.0)


def test_nothing_happens_at_once_unless_it_is_wanted():
    reactions = Reactions()
    assert (reactions.stop(), reactions.doubt(), reactions.settle(), reactions.pause(), reactions.resume()) == (None,) * 5
