import os
import signal
import statistics
import time
from pathlib import Path

from agent.display.desk import Desk
from agent.display.eyes import X11Eyes
from tests.agent.conftest import Launch
from tests.agent.seeing import find, shows


async def _median_ms(eyes: X11Eyes) -> float:
    spent: list[float] = []
    for _ in range(15):
        began = time.perf_counter()
        await eyes.look()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


async def test_reads_a_calculator(eyes: X11Eyes, launch: Launch) -> None:
    await launch("galculator")
    seen = await eyes.wait_for(shows("galculator", 30), 5)
    assert not seen.partial
    assert find(seen, "text").value == "0"
    window = seen.windows[0]
    keys = {element.name: element for element in seen.elements if "button" in element.role}
    assert {str(digit) for digit in range(10)} | {"=", "+", "-", "*", "/"} <= keys.keys()
    assert all(window.box.contains(*key.box.centre) and key.window == window.id for key in keys.values())
    assert keys["7"].box.y < keys["1"].box.y
    assert keys["7"].box.x < keys["8"].box.x
    order = [element.name for element in seen.elements]
    assert order.index("File") < order.index("7") < order.index("8") < order.index("1")
    # The goal is 40 ms; this machine is shared, so only a gross slip fails.
    assert await _median_ms(eyes) < 150


async def test_reads_an_editor_with_another_program_behind(eyes: X11Eyes, launch: Launch, tmp_path: Path) -> None:
    await launch("galculator")
    await eyes.wait_for(shows("galculator", 30), 5)
    note = tmp_path / "note.txt"
    note.write_text("Zeile eins: Grüße\nline two " + "x" * 5000)
    await launch("mousepad", str(note))
    seen = await eyes.wait_for(lambda seen: shows("mousepad", 5)(seen) and any("Grüße" in (e.value or "") for e in seen.elements), 8)
    text = find(seen, "text")
    assert text.value is not None
    assert text.value.startswith("Zeile eins: Grüße\nline two xxx")
    assert len(text.value) == 2000
    assert seen.focused == text
    assert {"mousepad"} == {element.app for element in seen.elements}
    assert await _median_ms(eyes) < 200


async def test_a_password_is_never_read(eyes: X11Eyes, launch: Launch) -> None:
    await launch("zenity", "--entry", "--hide-text", "--entry-text=hunter2")
    seen = await eyes.wait_for(shows("zenity", 3), 5)
    secret = find(seen, "password text")
    assert (secret.secret, secret.value) == (True, None)
    assert "hunter2" not in repr(seen)


async def test_items_of_a_list_have_names(eyes: X11Eyes, launch: Launch) -> None:
    await launch("zenity", "--list", "--column=Fruit", "--column=Count", "apple", "3", "pear", "4")
    seen = await eyes.wait_for(lambda seen: shows("zenity", 3)(seen) and any(e.name == "pear" for e in seen.elements), 5)
    assert [element.name for element in seen.elements if element.role == "table cell"] == ["apple", "3", "pear", "4"]


async def test_a_hung_program_makes_the_look_partial_not_slow(desk: Desk, eyes: X11Eyes, launch: Launch) -> None:
    pid = await launch("galculator")
    await eyes.wait_for(shows("galculator", 30), 5)
    os.kill(pid, signal.SIGSTOP)
    try:
        spent: list[float] = []
        for _ in range(3):
            began = time.monotonic()
            seen = await eyes.look()
            spent.append(time.monotonic() - began)
            assert (seen.partial, seen.elements, seen.windows[0].app) == (True, (), "galculator")
        assert spent[0] < 2.5
        assert max(spent[1:]) < 0.3
    finally:
        os.kill(pid, signal.SIGCONT)
    again = await eyes.wait_for(shows("galculator", 30), 6)
    assert not again.partial
