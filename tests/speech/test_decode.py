import pytest

from speech.audio import Clip, silence
from speech.decode import FULL, Decoder, window


@pytest.fixture(scope="module")
def decoder() -> Decoder:
    return Decoder("base", 1)


@pytest.mark.parametrize(("seconds", "frames"), [(0.2, 1024), (7.6, 1024), (10.0, 1256), (28.0, FULL), (60.0, FULL)])
def test_the_window_fits_the_clip_but_is_never_narrow(seconds, frames):
    assert window(seconds) == frames


def test_one_encoding_is_read_with_and_without_bias(decoder, person):
    encoded = decoder.encode(person.says("open galculator"))

    assert encoded.frames == 1024
    assert "galculator" in decoder.read(encoded, "Galculator. Open Galculator.").text.lower()
    assert "open" in decoder.read(encoded).text.lower()


def test_the_fitted_window_hears_what_the_full_one_hears(decoder, person):
    clip = person.says("please move the invoice to the trash")
    fitted, full = decoder.read(decoder.encode(clip)), decoder.read(decoder.encode(clip, FULL))

    assert "invoice to the trash" in fitted.text.lower()
    assert fitted.text.lower() == full.text.lower()


def test_the_states_of_the_clip_alone_are_given(decoder):
    assert decoder.encode(Clip(silence(2.0))).spoken.shape == (108, 512)
