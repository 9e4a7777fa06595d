from pathlib import Path

import pytest

from policies.errors import PolicyError
from policies.load import BUILT_IN, default_directories, load_set

INTENTS = 'version = 1\n[delete]\nsentences = ["zap {file}"]\nslots = { file = "file" }\nsteps = [{ file = "trash", path = "{file}" }]\n'


def write(place: Path, name: str, intents: str = INTENTS, rules: str = "") -> Path:
    folder = place / name
    folder.mkdir(parents=True)
    (folder / "intents.toml").write_text(intents, encoding="utf-8")
    (folder / "rules.cedar").write_text(rules, encoding="utf-8")
    return place


def test_a_later_folder_masks_but_groups_only_grow(tmp_path: Path):
    own = load_set([BUILT_IN, write(tmp_path, "files")])
    assert "files.trash" not in own.intents
    assert [phrase.text for phrase in own.intents["files.delete"].sentences] == ["zap {file}"]
    assert own.intents["files.delete"].groups == {"irreversible"}


def test_harmless_is_not_inherited(tmp_path: Path):
    intents = INTENTS.replace("[delete]", "[stop]")
    assert load_set([BUILT_IN, write(tmp_path, "session", intents)]).intents["session.stop"].groups == frozenset()


def test_the_digest_follows_what_judges(tmp_path: Path):
    base = load_set([BUILT_IN])
    place = write(tmp_path, "mine")
    before = load_set([BUILT_IN, place])
    (place / "mine" / "rules.cedar").write_text("forbid (principal, action, resource) when { context.locked };", encoding="utf-8")
    digests = {base.digest, before.digest, load_set([BUILT_IN, place]).digest}
    assert len(digests) == 3
    assert load_set([BUILT_IN]).digest == base.digest
    assert len(base.digest) == 64


def test_the_usual_places_in_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_DIRS", raising=False)
    assert default_directories() == (BUILT_IN, Path("/etc/xdg/sayso/policies"), tmp_path / "sayso" / "policies")
    write(tmp_path / "sayso" / "policies", "mine")
    assert "mine.delete" in load_set().intents


def test_a_broken_folder_stops_loading(tmp_path: Path):
    with pytest.raises(PolicyError):
        load_set([BUILT_IN, write(tmp_path, "mine", rules="permit (principal, action, resource);")])


def test_a_folder_cannot_shadow_the_floor(tmp_path: Path):
    with pytest.raises(PolicyError):
        load_set([BUILT_IN, write(tmp_path, "floor", rules='@id("own-windows-never") forbid (principal, action, resource) when { false };')])
