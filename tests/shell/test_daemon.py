import fcntl
from pathlib import Path

import pytest

from agent.action import Launch
from agent.ledger import Ledger
from shell.paths import of
from tests.shell.stand import Sayso


@pytest.fixture
def place(environment: dict[str, str]) -> Path:
    made = of(environment).state
    made.mkdir(parents=True, exist_ok=True)
    return made


def test_a_second_daemon_names_the_first(sayso: Sayso, place: Path) -> None:
    with (place / "daemon.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4242")
        lock.flush()
        assert sayso("daemon").complains("already runs", "process 4242")


def test_a_lock_nobody_holds_is_no_daemon(sayso: Sayso, place: Path) -> None:
    (place / "daemon.lock").write_text("4242")

    assert sayso("daemon").complains("cannot be opened")


def test_without_a_display_it_says_so(sayso: Sayso) -> None:
    assert sayso("daemon").complains("the display '' cannot be opened", "sayso run")
    assert sayso("daemon", env={"DISPLAY": ":9876"}).complains("the display ':9876' cannot be opened")


def test_a_mistake_in_the_configuration_is_named(sayso: Sayso, home: Path) -> None:
    file = home / ".config" / "sayso" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('model = "base"\nspeed = 3\n')

    assert sayso("daemon").complains(f"{file}:2: speed: unknown key")


def test_a_broken_policy_is_named(sayso: Sayso, home: Path) -> None:
    file = home / ".config" / "sayso" / "policies" / "lights" / "intents.toml"
    file.parent.mkdir(parents=True)
    file.write_text('version = 1\n\n[on]\nsentences = ["lights on"]\nspeed = 3\n')

    assert sayso("daemon").complains(f"{file}:", "speed")


def test_a_ledger_that_was_changed_stops_it(sayso: Sayso, home: Path) -> None:
    path = home / ".local" / "state" / "sayso" / "ledger.db"
    book = Ledger(path, lambda: 1.0)
    book.prepare("apps.open", Launch("x", "X", ("x",), "x"), "p")
    book._db.execute("UPDATE entries SET body = '{}'")
    book.close()

    assert sayso("daemon").complains("is not as Sayso left it", "sayso ledger verify")


def test_a_place_that_cannot_be_recorded_to_is_named(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert sayso("daemon", "--record", str(tmp_path / "file")).complains("--record", "cannot be written")
