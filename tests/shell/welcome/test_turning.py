import pytest

from shell.errors import ShellError
from shell.welcome.turning import Left, Restart, Silent, Skipped, Turning


@pytest.mark.parametrize("kind", [Left, Skipped, Silent, Restart])
def test_each_ends_the_step_and_is_no_failure(kind: type[Turning]) -> None:
    assert issubclass(kind, Turning)
    assert not issubclass(kind, ShellError)
