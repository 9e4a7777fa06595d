import pytest

from agent.display import x11
from agent.display.desk import Desk


def test_reads_properties_and_sees_the_window_manager(desk: Desk) -> None:
    connection = x11.connect(desk.display)
    root = connection.screen().root
    assert x11.managed(connection)
    assert len(x11.words(connection, root, "_NET_SUPPORTING_WM_CHECK")) == 1
    assert x11.words(connection, root, "_SAYSO_NOTHING") == []
    assert x11.text(connection, root, "_SAYSO_NOTHING") == ""
    connection.close()


def test_a_window_that_is_gone_has_no_properties(desk: Desk) -> None:
    connection = x11.connect(desk.display)
    window = connection.create_resource_object("window", 0x7FFFFFF)
    assert x11.words(connection, window, "_NET_WM_PID") == []
    connection.close()


def test_a_display_that_is_not_there_is_a_failure() -> None:
    with pytest.raises(x11.Failure):
        x11.connect(":4711")
