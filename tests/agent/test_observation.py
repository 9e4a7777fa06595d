import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.observation import Box
from tests.agent.given import element, seen, window

LENGTH = st.integers(1, 5000)


@given(st.integers(-2000, 5000), st.integers(-2000, 5000), LENGTH, LENGTH)
def test_the_centre_lies_inside(x: int, y: int, width: int, height: int) -> None:
    box = Box(x, y, width, height)
    assert box.contains(*box.centre)
    assert not box.contains(x + width, y)
    assert not box.contains(x, y + height)
    assert not box.contains(x - 1, y)


def test_an_empty_box_contains_nothing() -> None:
    box = Box(3, 3, 0, 0)
    assert not box.contains(*box.centre)


@pytest.mark.parametrize(("role", "secret"), [("password text", True), ("text", False), ("push button", False)])
def test_secret_is_what_must_never_be_read(role: str, secret: bool) -> None:
    assert element("x", role).secret is secret


def test_looking_up() -> None:
    first, second = window(1, active=False), window(2)
    field, button = element("Name", "text", "", "focused"), element()
    look = seen(first, second, button, field)
    assert (look.active, look.focused) == (second, field)
    assert (look.window(1), look.window(3)) == (first, None)
    assert (look.element("Save"), look.element("gone")) == (button, None)
    assert (seen().active, seen().focused) == (None, None)
