import fcntl
import os
import subprocess
import sys
from pathlib import Path

from shell.config import Config
from shell.doctor.case import case_of

_HOLD = "import fcntl,sys; f=open(sys.argv[1],'a+'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()"


def test_a_broken_configuration_leaves_the_defaults(environment: dict[str, str], home: Path) -> None:
    file = home / ".config" / "sayso" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('microphone = "USB"\n')
    assert case_of(environment, True, False).settings.microphone == "USB"
    file.write_text("microphone = 3\n")
    assert case_of(environment, False, True).settings == Config()


def test_a_living_daemon_is_noticed_by_its_lock(environment: dict[str, str], home: Path) -> None:
    assert not case_of(environment, False, False).running
    lock = home / ".local" / "state" / "sayso" / "daemon.lock"
    lock.parent.mkdir(parents=True)
    lock.touch()
    assert not case_of(environment, False, False).running
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert case_of(environment, False, False).running
        holder.communicate()
    assert not case_of(environment, False, False).running
    with lock.open("a+") as file:  # and looking does not keep a daemon from starting
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
