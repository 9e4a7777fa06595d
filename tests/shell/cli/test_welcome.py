from pathlib import Path

from shell.paths import of
from shell.welcome.course import STEPS
from shell.welcome.progress import FINISHED, Progress, file_of, write
from tests.shell.stand import Sayso


def test_without_a_daemon_it_is_one_line_that_says_what_to_do(sayso: Sayso) -> None:
    assert sayso("welcome").complains("sayso is not running here", "sayso run")


def test_who_has_been_through_it_is_told_so_without_a_daemon(sayso: Sayso, environment: dict[str, str]) -> None:
    path = file_of(of(environment))
    assert path == Path(environment["HOME"]) / ".local/state/sayso/welcome.json"
    write(path, Progress(tuple(STEPS), FINISHED))
    ran = sayso("welcome")

    assert ran.code == 0
    assert "sayso welcome --again" in ran.out
    assert sayso("welcome", "--again").complains("sayso is not running here")
