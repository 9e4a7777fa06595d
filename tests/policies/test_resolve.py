import pytest

from policies.cases import Staged
from policies.lexicon import Lexicons
from policies.resolve import Hit, Near, Nothing, Several, bare_name, resolve
from policies.slots import SlotType
from policies.staging import HOME, stage


def bind(kind: SlotType, words: str, scene):
    return resolve(kind, words, scene, Lexicons())


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        (SlotType.APP, "the calculator app", "galculator"),
        (SlotType.APP, "Galculator", "galculator"),
        (SlotType.WINDOW, "this window", "1"),
        (SlotType.WINDOW, "the budget window", "1"),
        (SlotType.CONTROL, "the save button", "staged|0"),
        (SlotType.CONTROL, "file menu", "staged|2"),
        (SlotType.FILE, "budget dot t x t", f"{HOME}/budget.txt"),
        (SlotType.FILE, "my old report", f"{HOME}/old report.odt"),
        (SlotType.FILE, "the file called budget", f"{HOME}/budget.txt"),
        (SlotType.FILE, "notes dot md in documents", f"{HOME}/Documents/notes.md"),
        (SlotType.FILE, "notes.md in the documents folder", f"{HOME}/Documents/notes.md"),
        (SlotType.FILE, "budget in my home folder", f"{HOME}/budget.txt"),
        (SlotType.FOLDER, "documents", f"{HOME}/Documents"),
        (SlotType.FOLDER, "home", HOME),
        (SlotType.KEYS, "control s", "ctrl+s"),
        (SlotType.DIRECTION, "downwards", "down"),
        (SlotType.NUMBER, "twenty one", "21"),
        (SlotType.NEW_NAME, "budget dot txt", "budget.txt"),
    ],
)
def test_exact_names(scene, kind: SlotType, words: str, value: str):
    found = bind(kind, words, scene)
    assert isinstance(found, Hit)
    assert found.value == value


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (SlotType.APP, "spreadsheets"), (SlotType.CONTROL, "Foo"), (SlotType.FILE, "taxes"), (SlotType.FOLDER, "budget"), (SlotType.KEYS, "save"),
        (SlotType.DIRECTION, "sideways"), (SlotType.NUMBER, "many"), (SlotType.NEW_NAME, "dot"),
    ],
)  # fmt: skip
def test_nothing_near(scene, kind: SlotType, words: str):
    assert isinstance(bind(kind, words, scene), Nothing)


def test_near_names_are_only_near(scene):
    found = bind(SlotType.CONTROL, "Sav", scene)
    assert isinstance(found, Near)
    assert found.candidate.shown == "Save"


def test_several_of_one_name_are_all_told(scene):
    found = bind(SlotType.FILE, "notes", scene)
    assert isinstance(found, Several)
    assert [one.shown for one in found.candidates] == ["notes.md", "notes.txt"]


def test_thirteen_is_not_thirty():
    scene = stage(Staged(windows=("A",), controls=("30", "13")))
    found = bind(SlotType.CONTROL, "thirteen", scene)
    assert isinstance(found, Hit)
    assert found.shown == "13"


def test_a_kind_word_picks_among_several():
    scene = stage(Staged(windows=("A",), controls=("menu: Format", "Format"), files=("plan/", "plan.txt")))
    assert bind(SlotType.CONTROL, "the format menu", scene) == Hit("staged|0", "Format")
    assert bind(SlotType.CONTROL, "format button", scene) == Hit("staged|1", "Format")
    assert bind(SlotType.FILE, "the plan folder", scene) == Hit(f"{HOME}/plan", "plan")


def test_this_window_needs_a_window():
    assert bind(SlotType.WINDOW, "this window", stage(Staged())) == Nothing()


def test_names_are_told_back_bare():
    assert bare_name(SlotType.CONTROL, "the Save button") == "Save"
    assert bare_name(SlotType.FILE, "a") == "a"
