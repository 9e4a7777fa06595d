from agent.display.desk import Desk
from agent.sandbox.probe import PARTS, missing


async def test_a_whole_desk_lacks_nothing(desk: Desk) -> None:
    assert await missing(desk.environment) == frozenset()


async def test_nothing_answers_where_there_is_nothing() -> None:
    assert await missing({}) == frozenset(PARTS)
    nowhere = {"DISPLAY": ":4711", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent", "PULSE_SERVER": "unix:/nonexistent"}
    assert await missing(nowhere) == frozenset(PARTS)


async def test_each_part_is_told_by_itself(desk: Desk) -> None:
    assert await missing({**desk.environment, "PULSE_SERVER": "unix:/nonexistent"}) == {"sound"}
    assert await missing({**desk.environment, "DISPLAY": ":4711"}) == {"display", "window_manager"}
    assert await missing({**desk.environment, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/n"}) == {"session_bus", "accessibility"}
