from random import Random

from speech.audio import RATE
from speech.learning.piper_voice import LivelyPiper, PiperTake


def test_slower_takes_longer_and_the_label_names_the_knobs():
    model = LivelyPiper.open()
    assert model is not None
    quick, slow = PiperTake(model, 0.8, 0.3, 0.3), PiperTake(model, 1.4, 0.3, 0.3)

    assert RATE / 4 < len(quick.say("Opening the calculator.")) < len(slow.say("Opening the calculator."))
    assert slow.label == "piper 1.4 0.3 0.3"
    assert model.draw(Random(1), kept=False).label == model.draw(Random(1), kept=False).label
