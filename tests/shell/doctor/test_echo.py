import pytest

from agent.display.bus import BusError
from shell.doctor.echo import echoed


async def test_a_call_comes_back_over_a_second_connection(bus: str) -> None:
    assert 0 < await echoed(bus) < 2000
    assert 0 < await echoed(bus) < 2000  # the name was given back


async def test_without_a_bus_it_raises() -> None:
    with pytest.raises(BusError):
        await echoed("unix:path=/nonexistent")
