"""What turns the welcome from its way: the user leaves, skips, is not there, or Sayso must start again."""


class Turning(Exception):
    """The step that runs does not go on."""


class Left(Turning):
    """The user said stop: the welcome ends."""


class Skipped(Turning):
    """The user said skip: the next step begins."""


class Silent(Turning):
    """Nobody answers, also when asked again: the welcome ends and can be resumed."""


class Restart(Turning):
    """What was set is needed to go on, and takes effect only when Sayso starts again."""
