import asyncio

from shell.bench.hearing import recovery


def test_it_comes_back_and_is_proved_to_hear_and_speak() -> None:
    told: list[str] = []
    figure = asyncio.run(recovery.measured(1, told.append))

    assert (figure.id, figure.n, figure.unit) == ("ears.recovery_s", 1, "s")
    assert 0.0 <= figure.value < 30.0
    assert "1 of 1 commands understood, 1 sentences said" in figure.note
    assert "plain sounddevice stream hears again: never" in figure.note
    assert len(told) == 1
