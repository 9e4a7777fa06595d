from agent.scene import Entry
from policies.candidates import app_candidates, control_candidates, file_candidates, folder_candidates, window_candidates
from policies.cases import Staged
from policies.staging import stage


def test_apps_go_by_their_kind_too(scene):
    galculator = app_candidates(scene.apps)[0]
    assert galculator.value == "galculator"
    assert "calculator" in galculator.names[1] + galculator.names[2]


def test_windows_go_by_title_parts_and_program(scene):
    first = window_candidates(scene)[0]
    assert (first.value, first.shown) == ("1", "*budget.txt - Mousepad")
    assert {"budget.txt", "budget", "Mousepad"} <= set(first.names[0])
    assert "text editor" in first.names[1]


def test_only_pressable_enabled_controls_of_the_active_window_are_ready():
    seen = stage(Staged(windows=("A",), controls=("Save", "label: Save", "panel: "))).seen
    assert [(one.shown, one.ready) for one in control_candidates(seen)] == [("Save", True), ("Save", False)]


def test_files_go_by_name_and_stem_and_folders_by_name():
    files = (Entry("/home/u/a.tar.gz", "a.tar.gz", False), Entry("/home/u/Docs/v1.2", "v1.2", True))
    archive, folder = file_candidates(files, "/home/u")
    assert (archive.names, archive.told) == ((("a.tar.gz",), ("a",)), "a.tar.gz in your home folder")
    assert (folder.names[1], folder.place, folder.kind) == (("v1.2",), "Docs", "folder")
    assert [one.value for one in folder_candidates(files, "/home/u")] == ["/home/u", "/home/u/Docs/v1.2"]
