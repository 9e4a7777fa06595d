from shell.event import Acted, Answered, Ended, Failed, Heard, Said
from shell.welcome.transcript import line_of, printer


def test_what_the_user_said_and_what_came_of_it_is_shown() -> None:
    assert line_of(Heard(1, 1.0, "open it")) == "    you: open it"
    assert line_of(Answered(1, 1.0, True, "voice", "yes")) == "    you: yes"
    assert line_of(Acted(1, 1.0, 1, "open it", effect="no_effect")) == "    did: open it (no effect)"
    assert line_of(Ended(1, 1.0, "done", "Opened it.")) == "  sayso: Opened it."
    assert line_of(Failed(1, 1.0, "broken")).strip() == "broken"


def test_what_was_typed_or_said_by_us_stands_there_already() -> None:
    assert line_of(Heard(1, 1.0, "open it", "typed")) == ""
    assert line_of(Answered(1, 1.0, True, "ui", "yes")) == ""
    assert line_of(Answered(1, 1.0, False, "silence", "")) == ""
    assert line_of(Said(1, 1.0, "Hello.")) == ""


def test_each_event_is_put_on_a_line() -> None:
    lines: list[str] = []
    printer(lines.append)(Heard(1, 1.0, "hi"))

    assert lines == ["    you: hi"]
