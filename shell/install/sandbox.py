"""Whether this machine lets a user's services have the namespaces that the unit's sandbox is made of."""

from pathlib import Path

_SWITCHES = {
    "kernel/apparmor_restrict_unprivileged_userns": "1",  # Ubuntu
    "kernel/unprivileged_userns_clone": "0",  # hardened Debian and Arch kernels
    "user/max_user_namespaces": "0",
}
"""Kernel setting → the value that forbids it."""


def forbidden_by(settings: Path = Path("/proc/sys")) -> str:
    """The kernel setting that forbids ordinary users their namespaces, as sysctl writes it ("kernel.x=1"); empty when none does."""
    for name, forbids in _SWITCHES.items():
        try:
            found = (settings / name).read_text().strip()
        except OSError:
            continue  # this kernel does not know the setting
        if found == forbids:
            return f"{name.replace('/', '.')}={found}"
    return ""
