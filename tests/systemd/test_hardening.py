"""Every hardening setting of the unit takes effect in a user manager: what a service finds differs with and without it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from shell.install.plan import DATA
from tests.user_systemd import UserSystemd

UNIT = DATA / "sayso.service"
PROBE = r"""
import ctypes, json, os, socket, sys
libc = ctypes.CDLL(None, use_errno=True)

def tried(act):
    try:
        act()
    except OSError as error:
        return error.errno
    return 0

def called(*arguments):
    ctypes.set_errno(0)
    return ctypes.get_errno() if libc.syscall(*arguments) == -1 else 0

def set_user_id():
    path = os.path.expanduser("~/program")
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    try:
        os.chmod(path, 0o4700)
    finally:
        os.unlink(path)

status = dict(line.split(":", 1) for line in open("/proc/self/status"))
spaces = {name: os.readlink(f"/proc/self/ns/{name}") for name in ("user", "net", "mnt", "uts")}
def read_only(path):
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)

found = {
    "PrivateUsers": spaces["user"],
    "PrivateNetwork": spaces["net"],
    "PrivateMounts": spaces["mnt"],
    "ProtectHostname": spaces["uts"],
    "NoNewPrivileges": status["NoNewPrivs"].strip(),
    "CapabilityBoundingSet": int(status["CapBnd"], 16) == 0,
    "RestrictAddressFamilies": tried(lambda: socket.socket(socket.AF_INET).close()),
    "ProtectSystem": (read_only("/usr"), read_only("/etc")),
    "PrivateDevices": os.stat("/dev").st_dev,
    "ProtectControlGroups": read_only("/sys/fs/cgroup"),
    "ProtectKernelLogs": " /proc/kmsg " in open("/proc/self/mountinfo").read(),
    "ProtectKernelTunables": read_only("/proc/sys"),
    "ProtectKernelModules": status["Seccomp"].strip(),
    "ProtectClock": status["Seccomp"].strip(),
    "RestrictRealtime": status["Seccomp"].strip(),
    "SystemCallArchitectures": status["Seccomp"].strip(),
    "KeyringMode": libc.syscall(250, 0, -3, 0),
    "RestrictSUIDSGID": tried(set_user_id),
    "SystemCallFilter": tried(lambda: os.nice(1)),
    "LockPersonality": called(135, 0x0400000),
    "RestrictNamespaces": called(272, 0x10000000),
}
json.dump(found, open(sys.argv[1], "w"))
"""
"""What a service can see and do; system call numbers are those of x86-64."""


def hardening() -> dict[str, list[str]]:
    """Setting → its lines in the unit, from PrivateUsers on."""
    service = UNIT.read_text().partition("\nPrivateUsers=")
    lines = ("PrivateUsers=" + service[2]).partition("\n[Install]")[0].splitlines()
    found: dict[str, list[str]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            found.setdefault(line.partition("=")[0], []).append(line)
    return found


def probed(user: UserSystemd, *settings: str) -> dict[str, object]:
    """What the probe finds as a service with these settings."""
    probe, told, unit = user.home / "probe.py", user.home / "told.json", user.home / ".config/systemd/user/probe.service"
    unit.parent.mkdir(parents=True, exist_ok=True)
    probe.write_text(PROBE)
    unit.write_text("\n".join(["[Service]", "Type=oneshot", f"ExecStart={sys.executable} -I {probe} {told}", *settings, ""]))
    user.systemctl("daemon-reload")
    user.systemctl("start", "probe.service")
    return json.loads(told.read_text())


@pytest.fixture(scope="module")
def bare(user: UserSystemd) -> dict[str, object]:
    return probed(user)


@pytest.mark.parametrize("setting", sorted(hardening().keys() - {"SystemCallErrorNumber"}))
def test_the_setting_takes_effect(user: UserSystemd, bare: dict[str, object], setting: str) -> None:
    if sys.platform != "linux" or not Path("/lib64/ld-linux-x86-64.so.2").exists():
        pytest.skip("the probe knows the system calls of x86-64")
    alone = probed(user, "PrivateUsers=yes", "SystemCallErrorNumber=EPERM", *hardening()[setting])

    assert setting in bare, "the probe does not look for it"
    assert alone[setting] != bare[setting]


def test_all_together_leave_the_home_writable_and_the_sockets_open(user: UserSystemd) -> None:
    found = probed(user, *(line for lines in hardening().values() for line in lines))

    assert found["ProtectSystem"] == [True, True]
    assert found["RestrictAddressFamilies"] == 97
    assert found["RestrictNamespaces"] == found["SystemCallFilter"] == 1


def test_without_namespaces_of_its_own_most_would_do_nothing(user: UserSystemd, bare: dict[str, object]) -> None:
    """Why PrivateUsers comes first."""
    ignored = probed(user, *hardening()["ProtectSystem"], *hardening()["ProtectControlGroups"])

    assert (ignored["ProtectSystem"], ignored["ProtectControlGroups"]) == (bare["ProtectSystem"], bare["ProtectControlGroups"])


def test_the_exposure_is_two_at_most(tmp_path: Path) -> None:
    ready = tmp_path / "sayso.service"
    ready.write_text(UNIT.read_text().replace("@SAYSO@", "/bin/true"))
    # It asks for a runtime folder, whatever is in it.
    environment = {"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)}
    command = ["systemd-analyze", "--user", "security", "--offline=true", "--no-pager", "--threshold=20", str(ready)]
    rated = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=20)

    assert rated.returncode == 0, rated.stdout + rated.stderr


def test_opened_it_asks_for_no_namespace_and_keeps_what_needs_none(user: UserSystemd, bare: dict[str, object]) -> None:
    lines = [line for line in (DATA / "sayso-open.conf").read_text().splitlines() if "=" in line]
    found = probed(user, *(line for setting in hardening().values() for line in setting), *lines)

    for setting in ("PrivateUsers", "PrivateNetwork", "PrivateMounts", "ProtectHostname"):
        assert found[setting] == bare[setting], "it made a namespace"
    assert found["NoNewPrivileges"] == "1"
    assert found["RestrictAddressFamilies"] == 97
