from agent.display.desk import Desk


def test_knows_the_sound_server_and_bus_of_a_session() -> None:
    desk = Desk.from_environment({"DISPLAY": ":3", "XDG_RUNTIME_DIR": "/run/user/7", "HOME": "/home/a"})
    assert (desk.display, desk.sound, desk.virtual) == (":3", "unix:/run/user/7/pulse/native", frozenset())
    assert desk.environment["DBUS_SESSION_BUS_ADDRESS"] == "unix:path=/run/user/7/bus"


def test_what_the_environment_names_wins() -> None:
    desk = Desk.from_environment({"XDG_RUNTIME_DIR": "/r", "PULSE_SERVER": "unix:/p", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/b"})
    assert (desk.display, desk.sound, desk.environment["DBUS_SESSION_BUS_ADDRESS"]) == ("", "unix:/p", "unix:path=/b")
