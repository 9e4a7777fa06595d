import os
import subprocess
import sys
from pathlib import Path

from agent.sandbox import warden
from tests.agent.seeing import gone


def _marked(mark: str, *argv: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(argv, env={**os.environ, warden.MARK: mark}, start_new_session=True)


def test_kills_what_is_marked_and_nothing_else() -> None:
    ours, others = _marked("test-warden-1", "sleep", "60"), _marked("test-warden-10", "sleep", "60")
    try:
        assert warden.marked("test-warden-1") == [ours.pid]
        assert warden.sweep("test-warden-1") == 1
        assert ours.wait(2) == -9
        assert others.poll() is None
        assert warden.sweep("test-warden-1") == 0
    finally:
        others.kill()
        others.wait()


def test_as_a_program_it_waits_for_its_owners_end(tmp_path: Path) -> None:
    folder = tmp_path / "runtime"
    (folder / "deep").mkdir(parents=True)
    child = _marked("test-warden-2", "sleep", "60")
    guard = subprocess.Popen([sys.executable, "-I", "-S", warden.__file__, "test-warden-2", str(folder)], stdin=subprocess.PIPE)
    assert child.poll() is None
    assert guard.stdin is not None
    guard.stdin.close()
    assert gone([guard.pid], 5)
    guard.wait()
    assert child.wait(2) == -9
    assert not folder.exists()
