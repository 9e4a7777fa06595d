import pytest

from agent.action import Action, Ask, File, FileOp, Launch, Ui, UiOp, Wait
from agent.observation import Box, Element, Window
from agent.risk import CREDENTIAL, DELETE, GRANT, MONEY, SEND, groups_of, is_pressable, receiver
from tests.agent.given import element, seen

PASSWORD = element("Password", "password text", None, "focused")


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("Pay now", {MONEY}),
        ("PAY", {MONEY}),
        ("Place order", {MONEY}),
        ("Send money", {MONEY, SEND}),
        ("Send", {SEND}),
        ("Reply all", {SEND}),
        ("Delete…", {DELETE}),
        ("Don't save", {DELETE}),
        ("Log out", {DELETE}),
        ("Cancel order", {DELETE, MONEY}),
        ("Allow", {GRANT}),
        ("Authorise", {GRANT}),
        ("Save", set()),
        ("Cancel", set()),
        ("Display", set()),
        ("Border", set()),
        ("Sender", set()),
        ("Paying guests", set()),
        ("", set()),
    ],
)
def test_the_words_on_a_button_say_what_it_risks(name: str, groups: set[str]) -> None:
    assert groups_of(Ui(UiOp.CLICK, element(name))) == groups
    assert groups_of(Ui(UiOp.PRESS, element(name), keys="enter")) == groups
    assert groups_of(Ui(UiOp.CLICK, element(name, "label"))) == set()


@pytest.mark.parametrize(
    ("act", "groups"),
    [
        (File(FileOp.DELETE, "/a", "a"), {DELETE}),
        (File(FileOp.TRASH, "/a", "a"), set()),
        (Ui(UiOp.TYPE, PASSWORD, text="x"), {CREDENTIAL}),
        (Ui(UiOp.TYPE, element("Name", "text"), text="x"), set()),
        (Ui(UiOp.TYPE, element("Send"), text="hello world"), {SEND}),
        (Ui(UiOp.CLICK, PASSWORD), set()),
        (Ui(UiOp.PRESS, keys="shift+delete"), {DELETE}),
        (Ui(UiOp.PRESS, keys="Shift+Delete"), {DELETE}),
        (Ui(UiOp.PRESS, keys="delete"), set()),
        (Ui(UiOp.CLICK), set()),
        (Launch("a", "Pay", ("a",), ""), set()),
        (Wait(1.0), set()),
        (Ask("Delete?"), set()),
    ],
)
def test_acts_that_are_risky_by_themselves(act: Action, groups: set[str]) -> None:
    assert groups_of(act) == groups


@pytest.mark.parametrize(("role", "does"), [("push button", True), ("menu item", True), ("check box", True), ("link", True), ("text", False)])
def test_pressable(role: str, does: bool) -> None:
    assert is_pressable(role) is does


BUTTON, FIELD = element("Send", "push button", None, "focused"), element("To", "text", "", "focused")


@pytest.mark.parametrize(
    ("op", "keys", "focused", "lands"),
    [
        (UiOp.PRESS, "enter", BUTTON, True),
        (UiOp.PRESS, "Return", BUTTON, True),
        (UiOp.PRESS, "space", BUTTON, True),
        (UiOp.PRESS, "a", BUTTON, False),
        (UiOp.PRESS, "enter", FIELD, False),
        (UiOp.PRESS, "enter", PASSWORD, False),
        (UiOp.TYPE, "", PASSWORD, True),
        (UiOp.TYPE, "", BUTTON, True),
        (UiOp.TYPE, "", FIELD, False),
        (UiOp.SCROLL, "", BUTTON, False),
    ],
)
def test_a_key_on_a_button_and_text_in_a_password_field_are_more(op: UiOp, keys: str, focused: Element, lands: bool) -> None:
    assert receiver(op, keys, seen(focused)) == (focused if lands else None)
    assert receiver(op, keys, seen(element("Send"))) is None


@pytest.mark.parametrize(("title", "risky"), [("Delete 3 files permanently?", True), ("Preferences", False)])
def test_a_plain_yes_means_what_its_dialog_says(title: str, risky: bool):
    box = Box(0, 0, 1, 1)
    act = Ui(UiOp.CLICK, element=Element("r", "push button", "OK", None, frozenset(), box, "a", 1), window=Window(1, title, "a", 1, box, True))
    assert ("irreversible" in groups_of(act)) == risky


def test_a_curly_apostrophe_changes_nothing():
    element = Element("r", "push button", "Don’t Save", None, frozenset(), Box(0, 0, 1, 1), "a", 1)
    assert "irreversible" in groups_of(Ui(UiOp.CLICK, element=element))
