import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from agent.action import Launch
from agent.ledger import Ledger
from shell.doctor import store
from shell.doctor.case import Case, case_of
from speech import models
from tests.shell.doctor.conftest import assert_failed
from tests.shell.stand import add_payments


@pytest.fixture
def plain(environment: dict[str, str]) -> Case:
    return case_of(environment, False, False)


def test_everything_on_a_fresh_home_works_and_nothing_is_left_there(plain: Case, home: Path) -> None:
    checks = (store.configuration, store.policies, store.ledger, store.stored_models, store.room)
    assert [check(plain).state for check in checks] == ["ok"] * 5
    assert list(home.iterdir()) == []


def test_a_bad_configuration_is_named_with_its_line(plain: Case, home: Path) -> None:
    file = home / ".config" / "sayso" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("# mine\nspeed = 3\n")
    assert_failed(store.configuration(plain), f"{file}:2: speed", fix=str(file))


def test_a_bad_policy_folder_is_named(plain: Case, home: Path) -> None:
    add_payments(home / ".config")
    assert "5 folders" in store.policies(plain).detail
    intents = home / ".config" / "sayso" / "policies" / "payments" / "intents.toml"
    intents.write_text("version = 1\n[rent]\nsentences = 3\n")
    assert_failed(store.policies(plain), "intents.toml", fix="sayso policy check")


def test_a_ledger_that_was_changed_is_noticed(plain: Case) -> None:
    place = plain.place.ledger
    ledger = Ledger(place, lambda: 1.0)
    ledger.finish(ledger.prepare("x", Launch("x", "x", ("x",), "x"), ""), "expired", "it took too long")
    ledger.close()
    assert store.ledger(plain).detail == "unbroken, 2 entries"
    with sqlite3.connect(place) as database:
        database.execute("update entries set body = replace(body, 'long', 'short')")
    database.close()
    assert_failed(store.ledger(plain), "not as Sayso left it", fix=f"mv {place}")
    place.write_bytes(b"not a database, whatever its name says" * 100)
    assert_failed(store.ledger(plain), fix="sayso ledger verify")


def test_missing_damaged_and_changed_models_are_told_apart(plain: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voice, place = models.locate("voice"), tmp_path / "models"
    tiny = replace(plain, settings=replace(plain.settings, model="tiny.en"))
    monkeypatch.setenv("SAYSO_MODELS", str(place))
    assert_failed(store.stored_models(plain), "“base” is missing", "“voice” is missing", fix="sayso models fetch base voice")
    shutil.copytree(voice.parent / "tiny.en", place / "tiny.en")
    shutil.copytree(voice, place / "voice")
    shutil.rmtree(place / "voice")
    shutil.copytree(voice, place / "voice", copy_function=shutil.copyfile)
    assert store.stored_models(tiny).fix == "sayso doctor --deep"
    assert store.stored_models(replace(tiny, deep=True)).state == "ok"
    assert store.stored_models(tiny).state == "ok"
    settings = place / "voice" / "en_US-joe-medium.onnx.json"
    settings.write_bytes(settings.read_bytes().swapcase())
    assert_failed(store.stored_models(replace(tiny, deep=True)), "en_US-joe-medium.onnx.json", fix="sayso models fetch tiny.en voice")
    settings.write_text("{}")
    assert_failed(store.stored_models(tiny), "“voice” is damaged", fix="sayso models fetch voice")


def test_a_full_disk_is_noticed(plain: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_MODELS", "/proc/nowhere")  # a file system without any room
    assert_failed(store.room(plain), "0 MB free", fix="SAYSO_MODELS")
