import configparser
import subprocess
from pathlib import Path

import pytest

from shell.install.plan import DATA, Plan, command, for_system, for_user

SAYSO = ("/opt/my sayso/bin/sayso",)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return for_user({"HOME": str(tmp_path)}, SAYSO)


def text(plan: Plan, name: str) -> str:
    (piece,) = [piece for piece in plan.pieces if piece.path.name == name and not piece.link]
    return piece.content.decode()


def test_a_users_files_stay_in_the_home(plan: Plan, tmp_path: Path) -> None:
    places = [str(piece.path.relative_to(tmp_path)) for piece in plan.pieces]

    assert places == [
        ".local/share/systemd/user/sayso.service",
        ".local/share/systemd/user/sayso-session.target",
        ".config/systemd/user/graphical-session.target.wants/sayso.service",
        ".local/share/dbus-1/services/org.sayso.Shell1.service",
        ".config/autostart/sayso.desktop",
        ".local/bin/sayso-session",
    ]
    assert plan.manifest == tmp_path / ".local/state/sayso/installed.json"


def test_the_xdg_folders_are_kept_to(tmp_path: Path) -> None:
    plan = for_user({"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s"}, SAYSO)

    assert {piece.path.parts[1] for piece in plan.pieces} == {"c", "d", "h"}
    assert plan.manifest == Path("/s/sayso/installed.json")


def test_nothing_is_left_to_fill_in(plan: Plan) -> None:
    for piece in (*plan.pieces, *for_system(Path("/"), SAYSO).pieces):
        assert b"@SAYSO@" not in piece.content
        assert b"@SESSION@" not in piece.content


def test_the_desktop_that_systemd_starts_does_not_start_it_a_second_time(plan: Plan) -> None:
    entry = configparser.RawConfigParser()
    entry.read_string(text(plan, "sayso.desktop"))
    found = entry["Desktop Entry"]

    assert found["exec"] == '"/opt/my sayso/bin/sayso" session --inside'
    assert (found["x-systemd-skip"], found["x-gnome-hiddenundersystemd"], found["notshowin"]) == ("true", "true", "Sayso;")


def test_the_units_are_what_systemd_understands(tmp_path: Path) -> None:
    plan = for_user({"HOME": str(tmp_path)}, command())
    units = [piece for piece in plan.pieces if ".local/share/systemd" in str(piece.path)]
    for piece in units:
        (tmp_path / piece.path.name).write_bytes(piece.content)
        environment = {"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path), "SYSTEMD_UNIT_PATH": f"{tmp_path}:"}
        checked = subprocess.run(
            ["systemd-analyze", "--user", "verify", str(tmp_path / piece.path.name)], env=environment, capture_output=True, text=True, timeout=20
        )
        assert (checked.returncode, checked.stderr) == (0, ""), piece.path.name
    assert len(units) == 2


def test_where_namespaces_are_forbidden_the_unit_is_opened_by_a_file_beside_it() -> None:
    (extra,) = [piece for piece in for_user({"HOME": "/h"}, SAYSO, True).pieces if piece.path.parent.name == "sayso.service.d"]
    unit = (DATA / "sayso.service").read_text()
    settings = [line.partition("=")[0] for line in extra.content.decode().splitlines() if "=" in line]

    assert extra.path == Path("/h/.local/share/systemd/user/sayso.service.d/sayso-open.conf")
    assert all(f"\n{setting}=" in unit for setting in settings)


def test_the_machines_files_are_put_below_its_root(tmp_path: Path) -> None:
    plan = for_system(tmp_path, SAYSO)
    places = [str(piece.path.relative_to(tmp_path)) for piece in plan.pieces]

    assert "usr/share/xsessions/sayso.desktop" in places
    assert not [place for place in places if "autostart" in place or ".wants" in place], "a system installation starts nothing by itself"
    assert 'Exec="/usr/local/bin/sayso-session"' in text(plan, "sayso.desktop")
    assert text(plan, "sayso-session").splitlines()[-1] == "exec '/opt/my sayso/bin/sayso' session \"$@\""


def test_every_data_file_is_used(plan: Plan) -> None:
    used = {piece.path.name for piece in (*plan.pieces, *for_user({"HOME": "/h"}, SAYSO, True).pieces, *for_system(Path("/"), SAYSO).pieces)} | {
        "openbox.xml",
        "__init__.py",
    }
    renamed = {"sayso-autostart.desktop": "sayso.desktop", "sayso-xsession.desktop": "sayso.desktop"}

    assert {renamed.get(path.name, path.name) for path in DATA.iterdir() if path.is_file()} <= used


def test_the_command_is_by_absolute_path() -> None:
    assert Path(command()[0]).is_absolute()
    assert subprocess.run([*command(), "--help"], capture_output=True, timeout=20).returncode == 0
