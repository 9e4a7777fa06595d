"""Why the indicator ends by itself and is not to be started again; each has an exit code of its own, for 1 is that of every crash."""

from shell.errors import ShellError


class Taken(ShellError):
    """Another program shows an indicator on this display."""

    exit_code = 3


class Unshowable(ShellError):
    """This display cannot be opened, or cannot show one."""

    exit_code = 4
