import pytest

from agent.observation import Box, Observation, Window
from agent.scene import App, Scene
from policies.load import BUILT_IN, load_set
from policies.match import Matcher
from shell.answers import Phrase, Program
from shell.offers import offered


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_set([BUILT_IN]))


def app(name: str) -> App:
    return App(name.lower(), name, (), (name.lower(),), frozenset(), name.lower())


def window(number: int, title: str, program: str, active: bool = False) -> Window:
    return Window(number, title, program, 1, Box(0, 0, 9, 9), active)


def test_sentences_apps_and_windows_are_offered(matcher: Matcher) -> None:
    seen = Observation((window(1, "Notes", "mousepad"), window(2, "Sums", "galculator", active=True), window(3, "Sayso", "xterm")), (), 0.0, False)
    found = offered(Scene((app("Galculator"), app("Xterm"), app("Mousepad")), (), "/home/user", seen), matcher)

    assert Phrase("scroll down", "screen.scroll") in found.phrases
    assert Phrase("open Galculator", "apps.open") in found.phrases
    assert found.apps == (Program("Galculator", True), Program("Xterm", False), Program("Mousepad", True))
    assert found.windows == ("Sums", "Notes")


def test_on_an_empty_desk_only_what_needs_no_name_is_offered(matcher: Matcher) -> None:
    found = offered(Scene(), matcher)

    assert found.phrases
    assert (found.apps, found.windows) == ((), ())
    assert not any("{" in phrase.text for phrase in found.phrases)
