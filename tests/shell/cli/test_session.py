from tests.shell.stand import Sayso


def test_it_says_what_it_needs(sayso: Sayso) -> None:
    assert sayso("session").complains("a session needs a display", "xinit sayso-session")
