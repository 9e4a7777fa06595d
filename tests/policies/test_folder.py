from policies.folder import read_folder
from policies.load import BUILT_IN


def test_a_folder_holds_intents_rules_and_tests():
    folder = read_folder(BUILT_IN / "files")
    assert folder.name == "files"
    assert folder.recipes["files.trash"].reply == "Moved {file} to the trash."
    assert folder.rules[0].id == "files/files#1"
    assert folder.cases
    assert b"[trash]" in folder.content


def test_the_documented_step_of_a_rename():
    (step,) = read_folder(BUILT_IN / "files").recipes["files.rename"].steps
    assert dict(step.fields) == {"value": "rename", "path": "{file}", "to": "{name}"}
