import pytest

from shell.errors import AlreadyRunning, BadConfig, BadScript, NotRunning, ShellError


@pytest.mark.parametrize(("trouble", "what_to_do"), [(NotRunning(), "start it with `sayso run`"), (AlreadyRunning("42"), "process 42")])
def test_each_says_what_to_do_in_one_line(trouble: ShellError, what_to_do: str) -> None:
    assert what_to_do in str(trouble)
    assert "\n" not in str(trouble)


@pytest.mark.parametrize("kind", [NotRunning, AlreadyRunning, BadScript, BadConfig])
def test_the_command_line_knows_them_all_by_their_root(kind: type[Exception]) -> None:
    assert issubclass(kind, ShellError)
