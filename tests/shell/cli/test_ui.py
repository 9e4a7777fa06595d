import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from pathlib import Path

from tests.shell.stand import ROOT, sayso_with


def in_terminal(environment: dict[str, str], keys: bytes, wanted: str, limit_s: float = 30.0) -> tuple[str, int]:
    """`sayso ui` in a terminal of 80×24, the keys pressed once it shows what is wanted; what it wrote, and its exit code."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execvpe(sys.executable, [sys.executable, "-m", "shell", "ui"], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    written, pressed, end = b"", False, time.monotonic() + limit_s
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                more = os.read(terminal, 65536)
            except OSError:  # how a terminal says that its program has ended
                break
            written += more
        if not pressed and wanted.encode() in written:
            os.write(terminal, keys)
            pressed = True
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return written.decode(errors="replace"), os.waitstatus_to_exitcode(status)


def test_it_waits_for_a_daemon_says_how_to_start_one_and_ends_by_key(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "TERM": "xterm-256color"}
    written, code = in_terminal(environment, b"\x11", "sayso run")

    assert code == 0
    assert "\x1b]2;Sayso\x07" in written


def test_without_a_terminal_it_names_what_to_use(tmp_path: Path) -> None:
    ran = sayso_with({**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}, "ui")

    assert ran.complains("needs a terminal", "sayso say")
