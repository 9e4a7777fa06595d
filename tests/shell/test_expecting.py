from agent.observation import Box, Element, Observation, Window
from agent.scene import App, Entry, Scene
from shell.expecting import NAMES, PHRASES, expectation, one_a_verb, spoken_name

APP = App("galculator", "Galculator", ("calculator",), ("galculator",), frozenset({"Calculator"}), "galculator")


def _scene(files: tuple[Entry, ...] = (), controls: tuple[str, ...] = ()) -> Scene:
    box = Box(0, 0, 9, 9)
    window = Window(1, "Calculator", "galculator", 1, box, True)
    elements = tuple(Element(str(n), "push button", name, None, frozenset(), box, "g", 1) for n, name in enumerate(controls))
    return Scene((APP,), files, "/home/user", Observation((window,), elements, 0.0, False))


def test_files_are_expected_as_they_are_said():
    assert spoken_name(Entry("/h/invoice_march.pdf", "invoice_march.pdf", False)) == "invoice march"
    assert spoken_name(Entry("/h/v1.2 notes", "v1.2 notes", True)) == "v1 2 notes"
    found = expectation(_scene((Entry("/h/invoice_march.pdf", "invoice_march.pdf", False),)), ("rename invoice_march.pdf to summary",))
    assert "invoice march" in found.words
    assert found.phrases == ("rename invoice march to summary",)


def test_one_sentence_a_verb_and_no_bare_stop_words():
    assert one_a_verb(("open Galculator", "open Mousepad", "stop", "help", "close this window")) == ("open Galculator", "close this window")


def test_what_runs_comes_first_and_the_list_stays_short():
    files = tuple(Entry(f"/h/file{n}.txt", f"file{n}.txt", False) for n in range(50))
    found = expectation(_scene(files, tuple(f"Button {n}" for n in range(50))), tuple(f"verb{n} it" for n in range(50)))
    assert found.words[0] == "Galculator"
    assert len(found.words) <= NAMES
    assert len(found.phrases) <= PHRASES


def test_it_never_holds_what_would_grant():
    found = expectation(_scene(controls=("Yes", "Confirm")), ("open Galculator",))
    assert not {"yes", "confirm"} & {word.lower() for word in found.words}


def test_each_name_is_expected_once_and_only_such_as_can_be_said() -> None:
    found = expectation(_scene((Entry("/h/Save", "Save", True),), ("Save", "Ok", "Größe", "x" * 25)), ("open Galculator",))

    assert found.words.count("Save") == 1
    assert not {"Ok", "Größe", "x" * 25} & set(found.words)
    assert (found.digits, found.asked) == (False, "")
