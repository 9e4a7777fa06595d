import pytest

from speech import models
from speech.onnxparts import Network


@pytest.fixture(scope="module")
def voice() -> Network:
    return Network((models.locate("voice") / "en_US-joe-medium.onnx").read_bytes())


def test_a_named_node_says_what_it_works_on(voice):
    assert voice.input_of("/dec/conv_pre/Conv")
    with pytest.raises(ValueError, match="no node"):
        voice.input_of("/nowhere")


def test_two_parts_share_the_weights_between_them(voice):
    between = voice.input_of("/dec/conv_pre/Conv")
    first, second = voice.part((between,)), voice.part(("output",), {between: (1, 192, "frames")})
    whole = (models.locate("voice") / "en_US-joe-medium.onnx").stat().st_size
    assert 0.95 * whole < len(first) + len(second) < 1.02 * whole
    assert Network(second).input_of("/dec/conv_pre/Conv") == between


def test_a_tensor_that_nothing_makes_is_an_error(voice):
    with pytest.raises(ValueError, match="nothing makes"):
        voice.part(("no such tensor",))


@pytest.mark.parametrize("content", [b"RIFF not a network", b"\x3a\xff\xff\xff\x7f", b"\x3a"])
def test_what_is_no_network_is_an_error(content):
    with pytest.raises((ValueError, IndexError)):
        Network(content)
