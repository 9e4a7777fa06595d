import random
from collections.abc import Iterator

import pytest

from agent.display import x11
from agent.display.attention import Attention
from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from agent.hands.keymap import keysym
from agent.hands.stopline import Stopped
from agent.hands.typist import Typist
from tests.agent.conftest import Launch
from tests.agent.seeing import find, nothing, shows

_MIXED = 'Grüße, Straße! ÄÖÜ “x” 12+3=15\n\t😀🎉👍 żółć Ελλάδα кириллица 日本語 ~`@#$%^&*()_{}|:"<>?\\/ end'


@pytest.fixture
def typist(desk: Desk) -> Iterator[Typist]:
    attention = Attention(desk.display)
    made = Typist(desk.display, attention)
    yield made
    made.close()
    attention.close()


async def _typed(eyes: X11Eyes, text: str) -> str:
    seen = await eyes.wait_for(lambda seen: any(element.value == text for element in seen.elements), 3)
    return find(seen, "text").value or ""


async def test_any_text_arrives_as_it_is(eyes: X11Eyes, typist: Typist, launch: Launch) -> None:
    await launch("mousepad")
    await eyes.wait_for(shows("mousepad", 5), 8)
    await eyes.settle(2)
    typist.type(_MIXED, nothing)
    assert await _typed(eyes, _MIXED) == _MIXED


async def test_more_new_characters_than_spare_keys(eyes: X11Eyes, typist: Typist, launch: Launch) -> None:
    text = "".join(random.Random(1).choices([chr(0x0400 + n) for n in range(96)] + [chr(0x1F600 + n) for n in range(40)], k=200))
    await launch("mousepad")
    await eyes.wait_for(shows("mousepad", 5), 8)
    await eyes.settle(2)
    typist.type(text, nothing)
    assert await _typed(eyes, text) == text


async def test_held_shift_and_caps_lock_do_not_change_the_text(desk: Desk, eyes: X11Eyes, typist: Typist, launch: Launch) -> None:
    await launch("mousepad")
    await eyes.wait_for(shows("mousepad", 5), 8)
    await eyes.settle(2)
    server = x11.connect(desk.display)
    caps, shift = typist.keymap.key(0xFFE5), typist.keymap.key(0xFFE1)
    assert caps is not None
    assert shift is not None
    for event, code in ((x11.X.KeyPress, caps[0]), (x11.X.KeyRelease, caps[0]), (x11.X.KeyPress, shift[0])):
        server.xtest_fake_input(event, code)
    server.sync()
    typist.type("abc XYZ 1+ü", nothing)
    try:
        assert server.screen().root.query_pointer().mask & x11.X.LockMask
        assert await _typed(eyes, "abc XYZ 1+ü") == "abc XYZ 1+ü"
    finally:
        for event in (x11.X.KeyPress, x11.X.KeyRelease):
            server.xtest_fake_input(event, caps[0])
        server.sync()
        server.close()


def test_stopping_midway_leaves_no_key_down(desk: Desk, typist: Typist) -> None:
    left = iter(range(7))

    def check() -> None:
        if next(left, None) is None:
            raise Stopped

    with pytest.raises(Stopped):
        typist.type("ABCDEFGH", check)
    assert typist.held() == []


def test_release_lets_go_of_what_others_hold(desk: Desk, typist: Typist) -> None:
    server = x11.connect(desk.display)
    control = typist.keymap.key(0xFFE3)
    assert control is not None
    server.xtest_fake_input(x11.X.KeyPress, control[0])
    server.sync()
    assert typist.held() == [control[0]]
    typist.release_held()
    assert typist.held() == []
    server.close()


def test_keys_are_given_back_at_the_end(desk: Desk) -> None:
    attention = Attention(desk.display)
    typist = Typist(desk.display, attention)
    typist.type("ж", nothing)
    assert typist.keymap.key(keysym("ж")) is not None
    typist.close()
    fresh = Typist(desk.display, attention)
    assert fresh.keymap.key(keysym("ж")) is None
    fresh.close()
    attention.close()
