from policies.cases import Staged
from policies.staging import HOME, stage


def test_the_named_things_are_there():
    scene = stage(Staged(("Galculator",), ("a.txt - Mousepad", "B"), ("Save", "menu: File"), ("Documents/", "Documents/a.txt")))
    assert scene.seen.active is scene.seen.windows[0]
    assert scene.seen.windows[0].app == "mousepad"
    assert scene.app_of_window("galculator") is scene.apps[0]
    assert scene.apps[0].categories == {"Calculator"}
    assert [(one.role, one.name) for one in scene.seen.elements] == [("push button", "Save"), ("menu", "File")]
    assert [(one.path, one.folder) for one in scene.files] == [(f"{HOME}/Documents", True), (f"{HOME}/Documents/a.txt", False)]
