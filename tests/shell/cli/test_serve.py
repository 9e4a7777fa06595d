from tests.shell.stand import Sayso


def test_the_daemon_is_started_by_name_and_fails_in_one_line(sayso: Sayso) -> None:
    ran = sayso("daemon")

    assert ran.complains("sayso run")
    assert ran.code == 1


def test_a_descriptor_that_is_no_number_is_refused_as_bad_usage(sayso: Sayso) -> None:
    assert sayso("daemon", "--ready-fd", "x").code == 2
