"""Where things are kept, by the XDG rules."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shell.errors import ShellError


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders and files of one user on one desk."""

    config: Path
    """Configuration, own policies, contacts."""
    state: Path
    """Ledger and history."""
    runtime: Path
    """Sockets and the lock; mode 0700."""

    @property
    def config_file(self) -> Path:
        """The one TOML file."""
        return self.config / "config.toml"

    @property
    def ledger(self) -> Path:
        """The ledger's database."""
        return self.state / "ledger.db"

    @property
    def history(self) -> Path:
        """The history's database."""
        return self.state / "history.db"

    @property
    def socket(self) -> Path:
        """The private socket of the daemon."""
        return self.runtime / "private.sock"

    @property
    def lock(self) -> Path:
        """Held by the running daemon, which writes its process id in it."""
        return self.state / "daemon.lock"


def of(environ: Mapping[str, str]) -> Paths:
    """The paths for an environment; folders are not made here."""
    home = Path(environ.get("HOME") or Path.home())
    runtime = environ.get("XDG_RUNTIME_DIR") or f"/tmp/sayso-{os.getuid()}"
    return Paths(
        config=Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "sayso",
        state=Path(environ.get("XDG_STATE_HOME") or home / ".local/state") / "sayso",
        runtime=Path(runtime) / "sayso",
    )


def private_folder(path: Path) -> Path:
    """The folder, made if need be, readable by this user only. Raises ShellError when it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.chmod(0o700)
    except OSError as error:
        raise ShellError(f"the folder {path} cannot be made this user's own: {error.strerror}") from error
    return path
