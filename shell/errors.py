"""The shell's failures; each text is one line that says what to do."""


class ShellError(Exception):
    """Something the command cannot go on from."""


class NotRunning(ShellError):
    """No daemon answers on the private socket."""

    def __init__(self) -> None:
        super().__init__("sayso is not running here; start it with `sayso run`")


class AlreadyRunning(ShellError):
    """A second daemon was started in the same session."""

    def __init__(self, pid: str) -> None:
        super().__init__(f"sayso already runs in this session (process {pid}); use it, or end it with `sayso stop --all` and Ctrl-C")


class BadScript(ShellError):
    """A script file cannot be used; the text names file, turn and key."""


class BadConfig(ShellError):
    """The configuration file cannot be used; the text names file, line and key."""
