from shell.presence.errors import Taken, Unshowable


def test_no_code_is_one_that_python_ends_with_by_itself() -> None:
    codes = {Taken.exit_code, Unshowable.exit_code}
    assert len(codes) == 2
    assert not codes & {0, 1, 2}  # well, an exception nobody caught, a wrong command line
