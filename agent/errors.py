"""The agent's small tree of unexpected failures; expected ones are values."""


class AgentError(Exception):
    """Something the agent cannot go on from; the text says what to do."""


class LedgerError(AgentError):
    """The ledger cannot be written or does not verify."""


class Void(AgentError):
    """A permit does not fit what is about to be done, so nothing was done; the text says why."""


class CannotAct(AgentError):
    """The desk refused an act before it took effect; the text says why."""


class Unsure(AgentError):
    """An act left us and nothing can tell what became of it; the text says why."""
