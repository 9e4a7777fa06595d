from pathlib import Path

import pytest

from agent.action import Action, Bus, File, FileOp, Launch, Ui, UiOp
from agent.disk import identity
from agent.intent import Intent, Slot, Source
from agent.observation import Observation
from agent.plan import NoPlan, Plan, Recipe, StepTemplate
from agent.planners.actor import Actor, shown
from agent.scene import App, Scene
from tests.agent.given import element, seen, window

APP = App("calc", "Calculator", (), ("calc", "-x"), frozenset(), "calc")
HERE = window()


def plan(step: StepTemplate, scene: Scene, **slots: str) -> Plan | NoPlan:
    """What the actor makes of one step with these slots."""
    bound = {name: Slot(value, Source.SPEECH, value.rpartition("/")[2]) for name, value in slots.items()}
    return Actor({"tests.try": Recipe("tests.try", (step,), "Did {name}.")}).plan(Intent("tests.try", bound, ""), scene)


def act(step: StepTemplate, scene: Scene, **slots: str) -> Action:
    made = plan(step, scene, **slots)
    assert isinstance(made, Plan), made
    return made.steps[0].action


def on_screen(kind: str, look: Observation, value: str = "{name}", **slots: str) -> Action:
    return act(StepTemplate(kind, {"value": value}), Scene(seen=look), **slots)


def step_of(op: FileOp, **fields: str) -> StepTemplate:
    return StepTemplate("file", {"value": str(op), **fields})


RENAME = step_of(FileOp.RENAME, path="{path}", to="{name}")
MAKE = step_of(FileOp.MAKE_FILE, folder="{folder}", name="{name}")


def test_every_slot_is_bound_and_the_reply_says_what_people_say(tmp_path: Path) -> None:
    made = plan(MAKE, Scene(home=str(tmp_path)), folder=str(tmp_path), name="notes")
    assert isinstance(made, Plan)
    assert made.reply == "Did notes."
    assert made.steps[0].action == File(FileOp.MAKE_FILE, f"{tmp_path}/notes", "notes")


def test_screen_acts_are_bound_to_what_is_seen() -> None:
    save, field = element(), element("Name", "text", "", "focused")
    look = seen(HERE, save, field)
    assert on_screen("click", look, name="Save") == Ui(UiOp.CLICK, save, HERE)
    assert on_screen("type", look, name="hello") == Ui(UiOp.TYPE, None, HERE, "hello")
    assert on_screen("press", look, "enter") == Ui(UiOp.PRESS, None, HERE, keys="enter")
    assert on_screen("scroll", look, "down") == Ui(UiOp.SCROLL, None, HERE, direction="down", amount=5)
    assert on_screen("focus", look, name="1") == Ui(UiOp.FOCUS, None, HERE)
    assert on_screen("close", look, name="1") == Ui(UiOp.CLOSE, None, HERE)


@pytest.mark.parametrize(("amount", "clicks"), [("3", 3), ("", 5), ("many", 5), ("²", 5)])
def test_how_far_to_scroll(amount: str, clicks: int) -> None:
    made = act(StepTemplate("scroll", {"value": "up", "amount": amount}), Scene(seen=seen(HERE)))
    assert isinstance(made, Ui)
    assert made.amount == clicks


def test_what_lands_on_a_button_or_a_password_is_bound_to_it() -> None:
    button, password = element("Send", "push button", None, "focused"), element("Password", "password text", None, "focused")
    assert on_screen("press", seen(HERE, button), "enter") == Ui(UiOp.PRESS, button, HERE, keys="enter")
    assert on_screen("type", seen(HERE, button), "a b") == Ui(UiOp.TYPE, button, HERE, "a b")
    assert on_screen("type", seen(HERE, password), "x") == Ui(UiOp.TYPE, password, HERE, "x")
    assert on_screen("press", seen(HERE, button), "tab") == Ui(UiOp.PRESS, None, HERE, keys="tab")


@pytest.mark.parametrize(
    ("kind", "value", "look", "says"),
    [
        ("click", "Gone", seen(HERE), "no longer on the screen"),
        ("type", "x", seen(), "no window"),
        ("press", "enter", seen(), "no window"),
        ("scroll", "up", seen(window(active=False)), "no window"),
        ("focus", "9", seen(HERE), "no longer there"),
        ("close", "one", seen(HERE), "no longer there"),
        ("close", "²", seen(HERE), "no longer there"),
        ("launch", "nothing", seen(HERE), "no app named nothing"),
        ("dance", "x", seen(HERE), "no step of the kind dance"),
    ],
)
def test_what_is_not_there_is_said(kind: str, value: str, look: Observation, says: str) -> None:
    made = plan(StepTemplate(kind, {"value": value}), Scene(seen=look))
    assert isinstance(made, NoPlan)
    assert says in made.say


def test_a_program_is_started_as_its_entry_says() -> None:
    assert act(StepTemplate("launch", {"value": "{name}"}), Scene(apps=(APP,)), name="calc") == Launch("calc", "Calculator", ("calc", "-x"), "calc")


@pytest.mark.parametrize("op", [FileOp.TRASH, FileOp.DELETE])
def test_a_file_act_binds_which_file_it_is(tmp_path: Path, op: FileOp) -> None:
    file = tmp_path / "Documents" / "a.txt"
    file.parent.mkdir()
    step, scene = step_of(op, path="{path}"), Scene(home=str(tmp_path))
    assert plan(step, scene, path=str(file)) == NoPlan("There is no a.txt in Documents any more.")
    file.write_text("x")
    assert act(step, scene, path=str(file)) == File(op, str(file), "a.txt in Documents", identity=identity(str(file)))


@pytest.mark.parametrize(
    ("old", "said", "new"),
    [
        ("a.txt", "b", "b.txt"),
        ("a.txt", "b.md", "b.md"),
        ("a", "b", "b"),
        ("a.tar.gz", "b", "b.gz"),
        (".hidden", "seen", "seen"),
        ("a.txt", ".b", ".b.txt"),
    ],
)
def test_a_new_name_keeps_the_ending(tmp_path: Path, old: str, said: str, new: str) -> None:
    (tmp_path / old).write_text("x")
    made = act(RENAME, Scene(home=str(tmp_path)), path=str(tmp_path / old), name=said)
    assert isinstance(made, File)
    assert made.to == str(tmp_path / new)
    assert made.identity is not None


def test_a_folder_has_no_ending(tmp_path: Path) -> None:
    (tmp_path / "v1.2").mkdir()
    made = act(RENAME, Scene(home=str(tmp_path)), path=str(tmp_path / "v1.2"), name="next")
    assert isinstance(made, File)
    assert made.to == str(tmp_path / "next")


def test_a_name_that_is_taken_is_not_planned(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").symlink_to("nowhere")
    scene = Scene(home=str(tmp_path))
    assert plan(RENAME, scene, path=str(tmp_path / "a.txt"), name="b") == NoPlan("There already is b.txt.")
    assert plan(MAKE, scene, folder=str(tmp_path), name="b.txt") == NoPlan("There already is b.txt.")


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "/etc/x", "sub/b", "nul\0l"])
def test_a_name_never_leads_into_another_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "sub").mkdir()
    scene = Scene(home=str(tmp_path))
    for made in (plan(RENAME, scene, path=str(tmp_path / "a.txt"), name=name), plan(MAKE, scene, folder=str(tmp_path), name=name)):
        assert isinstance(made, NoPlan)
        assert "name" in made.say


def test_a_missing_slot_never_becomes_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert isinstance(plan(RENAME, Scene(home=str(tmp_path)), path=str(tmp_path / "a.txt")), NoPlan)
    assert isinstance(plan(step_of(FileOp.DELETE, path="{path}"), Scene(home=str(tmp_path))), NoPlan)


def test_a_file_whose_name_is_no_text_is_left_out(tmp_path: Path) -> None:
    path = f"{tmp_path}/\udcff.txt"
    Path(path).write_text("x")
    assert isinstance(plan(step_of(FileOp.DELETE, path="{path}"), Scene(home=str(tmp_path)), path=path), NoPlan)


def call(signature: str, arguments: str, **slots: str) -> Plan | NoPlan:
    fields = {"value": "org.a", "path": "/a", "interface": "org.a.B", "member": "Do", "signature": signature, "arguments": arguments}
    return plan(StepTemplate("bus", fields), Scene(), **slots)


@pytest.mark.parametrize(
    ("signature", "arguments", "bound"),
    [
        ("", "", ()),
        ("s", "", ("",)),
        ("sib", "x y|-5|on", ("x y", -5, True)),
        ("b", "No", (False,)),
        ("i", "2147483647", (2147483647,)),
    ],
)
def test_a_call_is_bound_to_its_signature(signature: str, arguments: str, bound: tuple[object, ...]) -> None:
    made = call(signature, arguments)
    assert isinstance(made, Plan)
    assert made.steps[0].action == Bus("org.a", "/a", "org.a.B", "Do", signature, bound)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("signature", "arguments"),
    [("s", "a|b"), ("ss", "a"), ("x", "1"), ("i", "--5"), ("i", "²"), ("i", ""), ("i", "1.5"), ("i", "2147483648"), ("b", "maybe"), ("b", "")],
)
def test_a_call_that_does_not_fit_is_not_planned(signature: str, arguments: str) -> None:
    assert isinstance(call(signature, arguments), NoPlan)


def test_a_spoken_bar_cannot_smuggle_in_an_argument() -> None:
    assert isinstance(call("ss", "{a}|{b}", a="x|y", b="z"), NoPlan)
    made = call("s", "{a}", a="{b}", b="z")
    assert isinstance(made, Plan)
    assert isinstance(made.steps[0].action, Bus)
    assert made.steps[0].action.arguments == ("{b}",)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/home/me/a.txt", "a.txt"),
        ("/home/me/Documents/a.txt", "a.txt in Documents"),
        ("/home/me/a/b/c", "c in a, b"),
        ("/home/me/x/../c", "c"),
        ("/c", "c in .., .."),
    ],
)
def test_paths_as_people_say_them(path: str, told: str) -> None:
    assert shown(path, "/home/me") == told
