import asyncio
import os
from pathlib import Path

from shell.welcome.keyboard import lines


async def test_lines_come_as_they_are_entered() -> None:
    reading, writing = os.pipe()
    found: list[str] = []
    os.write(writing, b"yes\nst")
    async with asyncio.timeout(5):
        async for line in lines(reading):
            found.append(line)
            if len(found) == 1:
                os.write(writing, b"op\n\xff\n")
                os.close(writing)
    os.close(reading)

    assert found == ["yes", "stop", "\ufffd"]


async def test_a_file_or_nothing_at_all_is_no_keyboard(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("yes\n")
    with (tmp_path / "file").open() as file:
        assert [line async for line in lines(file.fileno())] == []
