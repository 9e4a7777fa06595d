from agent.errors import AgentError
from agent.sandbox.errors import DeskError


def test_is_one_of_the_agents_errors() -> None:
    assert issubclass(DeskError, AgentError)
    assert str(DeskError("Xvfb is not installed: sudo apt-get install xvfb")).count("\n") == 0
