from shell.demo.film import Caption
from shell.demo.told import caption_after, told
from shell.event import Acted, Answered, Asked, Ended, Heard, Level, Planned, Said

EVENTS = (
    Heard(1, 1.0, "Delete the letter."),
    Planned(1, 1.1, ("delete letter.txt",)),
    Asked(1, 1.2, "challenge", "Delete letter.txt?", "4711"),
    Level(1, 1.3, 0.5),
    Answered(1, 2.0, True, "voice", "Confirm. • •, • •."),
    Acted(1, 2.1, 1, "delete letter.txt", effect="confirmed"),
    Ended(1, 2.2, "done", "Deleted it."),
    Said(1, 2.3, "Deleted it."),
)


def test_a_session_is_told_without_times_and_digits() -> None:
    assert list(told(EVENTS)) == [
        "You      “Delete the letter”",
        "  plans  delete letter.txt",
        "  asks   Delete letter.txt? [challenge]",
        "You      “Confirm ••••” – yes",
        "  does   delete letter.txt: confirmed",
        "  ends   done",
        "Sayso    “Deleted it.”",
    ]


def test_the_caption_is_what_was_said_last() -> None:
    heard = caption_after(Caption(), EVENTS[0])

    assert heard == Caption("“Delete the letter.”", by_user=True)
    assert caption_after(heard, EVENTS[3]) == heard
    assert caption_after(heard, EVENTS[7]) == Caption("Deleted it.")
    assert caption_after(heard, Answered(1, 9.0, False, "silence", "")) == heard
