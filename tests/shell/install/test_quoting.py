import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from shell.install.quoting import for_bus, for_entry, for_shell, for_unit

ARGV = ['/opt/my sayso/bin/say"so', "100%", "$HOME", "back\\slash", "`id`", "it's"]


def test_a_shell_reads_back_what_was_written() -> None:
    assert shlex.split(for_shell(ARGV)) == ARGV


def test_a_unit_reads_back_what_was_written(tmp_path: Path) -> None:
    program = tmp_path / "odd name 100%"
    program.write_text(f"#!{sys.executable}\n")
    program.chmod(0o755)
    unit = tmp_path / "odd.service"
    unit.write_text(f"[Service]\nExecStart={for_unit([str(program), *ARGV])}\n")
    environment = {"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)}
    checked = subprocess.run(["systemd-analyze", "--user", "verify", str(unit)], env=environment, capture_output=True, text=True, timeout=20)

    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize(("word", "quoted"), [("/a b", '"/a b"'), ('"', '"\\""'), ("$x", '"\\$x"'), ("`", '"\\`"'), ("\\", '"\\\\"')])
def test_a_bus_file_escapes_what_a_shell_would_read(word: str, quoted: str) -> None:
    assert for_bus([word]) == quoted


def test_a_desktop_entry_is_escaped_once_more() -> None:
    assert for_entry(["/a b/100%", "$x"]) == '"/a b/100%%" "\\\\$x"'
