import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell.install.tree import snapshot
from tests.shell.stand import Sayso


def test_in_and_out_leaves_a_home_as_it_was(sayso: Sayso, home: Path) -> None:
    (home / "notes").write_text("mine")
    before = snapshot(home)
    put = sayso("install")
    assert put.code == 0, put.err
    assert len([line for line in put.out.splitlines() if line.startswith("wrote ")]) == 6
    again = sayso("install", "--user")
    assert again.code == 0
    assert "wrote" not in again.out

    out = sayso("uninstall")
    assert out.code == 0
    assert "removed" in out.out
    assert snapshot(home) == before


def test_data_of_the_users_stays_and_is_named(sayso: Sayso, home: Path) -> None:
    sayso("install")
    state = home / ".local/state/sayso"
    (state / "ledger.db").write_bytes(b"x" * 3000)
    (home / ".config/sayso").mkdir()
    (home / ".config/sayso/config.toml").write_text('model = "base"\n')
    out = sayso("uninstall").out

    assert f"kept {state} (ledger and history, 3 kB); to erase it: rm -r {state}" in out
    assert f"kept {home}/.config/sayso" in out
    assert sorted(path.name for path in home.rglob("*") if path.is_file()) == ["config.toml", "ledger.db"]


def test_without_an_installation_it_says_so(sayso: Sayso) -> None:
    out = sayso("uninstall")

    assert (out.code, out.out.splitlines()[0]) == (0, "Nothing is installed for this user.")


@pytest.mark.parametrize("where", [".local/share/systemd/user", ".config/systemd/user"])
def test_a_unit_of_the_users_own_is_not_touched(sayso: Sayso, home: Path, where: str) -> None:
    mine = home / where / "sayso.service"
    mine.parent.mkdir(parents=True)
    mine.write_text("[Service]\n")
    before = snapshot(home)

    assert sayso("install").complains(str(mine), "move it away")
    assert snapshot(home) == before


def test_a_package_is_made_below_its_folder(sayso: Sayso, tmp_path: Path) -> None:
    root = tmp_path / "package"
    root.mkdir()
    assert sayso("install", "--system", "--root", str(root)).code == 0
    assert (root / "usr/share/xsessions/sayso.desktop").is_file()
    assert os.access(root / "usr/local/bin/sayso-session", os.X_OK)

    assert sayso("uninstall", "--system", "--root", str(root)).code == 0
    assert list(root.iterdir()) == []


def test_a_root_is_for_the_system_only(sayso: Sayso, tmp_path: Path) -> None:
    assert sayso("install", "--root", str(tmp_path)).complains("--root goes with --system")


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody else")
def test_the_system_needs_root_and_says_so(environment: dict[str, str], tmp_path: Path) -> None:
    """As a user without rights: in a user namespace of one."""

    argv = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--", sys.executable, "-m", "shell"]
    for verb in ("install", "uninstall"):
        done = subprocess.run([*argv, verb, "--system"], env=environment, capture_output=True, text=True, timeout=20)
        assert done.returncode == 1
        assert done.stderr.splitlines() == [f"sayso: --system changes the whole machine and needs root: sudo sayso {verb} --system"]
