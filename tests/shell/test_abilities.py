from pathlib import Path

import pytest

from agent.scene import Entry, Scene
from policies.load import BUILT_IN, load_set
from shell.abilities import abilities, origin
from shell.answers import FolderShown, Sentences
from shell.rules import force_of
from tests.shell.stand import add_payments


@pytest.fixture
def own(tmp_path: Path) -> Path:
    add_payments(tmp_path / "config")
    return tmp_path / "config" / "sayso" / "policies"


def shown(own: Path, scene: Scene) -> dict[str, FolderShown]:
    return {folder.name: folder for folder in abilities(force_of(load_set([BUILT_IN, own])), scene, 1.0, own)}


def intents(folders: dict[str, FolderShown]) -> dict[str, Sentences]:
    return {intent.name: intent for folder in folders.values() for intent in folder.intents}


def test_every_folder_is_shown_with_where_it_comes_from(own: Path) -> None:
    folders = shown(own, Scene())

    assert {name: folder.origin for name, folder in folders.items()} == {
        "apps": "built in", "files": "built in", "screen": "built in", "session": "built in", "payments": "yours",
    }  # fmt: skip
    assert folders["payments"].path == str(own / "payments")
    assert folders["payments"].intents == (Sentences("payments.rent", ("pay the rent",), ("pay the rent",), ("money_out",), "challenge"),)
    assert intents(folders).keys() == load_set([BUILT_IN, own]).intents.keys()


@pytest.mark.parametrize("files", [(), (Entry("/home/user/budget.txt", "budget.txt", False),)])
def test_what_an_intent_needs_is_the_same_with_and_without_something_to_name(own: Path, files: tuple[Entry, ...]) -> None:
    found = intents(shown(own, Scene((), files, "/home/user")))

    assert found["files.delete"].consent == "yes"
    assert found["files.trash"].consent == "none"
    assert found["screen.scroll"].consent == "none"
    assert {intent.consent for intent in found.values()} <= {"none", "yes", "challenge", "refused"}


def test_what_no_rule_permits_is_shown_as_refused(own: Path) -> None:
    (own / "payments" / "rules.cedar").write_text("")

    assert intents(shown(own, Scene()))["payments.rent"].consent == "refused"


def test_what_lies_elsewhere_is_the_system_s(own: Path) -> None:
    assert origin(Path("/etc/xdg/sayso/policies/lights"), own) == "system"
