"""What can go wrong while a virtual desk starts."""

from agent.errors import AgentError


class DeskError(AgentError):
    """A part of a virtual desk cannot be started; one line that says what to do."""
