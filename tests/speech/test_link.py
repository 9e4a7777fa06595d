import asyncio
import socket

import pytest

from speech.errors import LinkBroken
from speech.link import MAX_BYTES, open_daemon_end, open_ears_end
from speech.messages import Hush, Quit, Ready, Speak, Started


async def test_both_ways_in_order():
    a, b = socket.socketpair()
    daemon, ears = await open_daemon_end(a), await open_ears_end(b)
    await daemon.send(Speak(1, "Hällo"))
    await daemon.send(Hush())
    await ears.send(Ready("m", "s", "base", 1))
    assert await ears.receive() == Speak(1, "Hällo")
    assert await ears.receive() == Hush()
    assert await daemon.receive() == Ready("m", "s", "base", 1)
    await daemon.close()
    assert await ears.receive() is None
    await ears.close()


async def test_a_sender_waits_for_a_slow_reader():
    a, b = socket.socketpair()
    daemon, ears = await open_daemon_end(a), await open_ears_end(b)
    text = "x" * 100_000

    async def send() -> int:
        for number in range(40):
            await daemon.send(Speak(number, text))
        return 40

    async with asyncio.TaskGroup() as tasks:
        sending = tasks.create_task(send())
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await asyncio.shield(sending)
        got = [await ears.receive() for _ in range(40)]
    assert [one.id for one in got if isinstance(one, Speak)] == list(range(40))
    await daemon.close()
    await ears.close()


async def test_too_large_is_refused_on_both_ends():
    a, b = socket.socketpair()
    daemon = await open_daemon_end(a)
    with pytest.raises(LinkBroken):
        await daemon.send(Speak(1, "x" * (MAX_BYTES + 1)))
    b.sendall((MAX_BYTES + 1).to_bytes(4, "big"))
    with pytest.raises(LinkBroken):
        await daemon.receive()
    await daemon.close()
    b.close()


async def test_rubbish_is_refused():
    a, b = socket.socketpair()
    ears = await open_ears_end(a)
    b.sendall(b"\x00\x00\x00\x03abc")
    with pytest.raises(LinkBroken):
        await ears.receive()
    await ears.close()
    b.close()


async def test_a_gone_reader_is_told_by_false():
    a, b = socket.socketpair()
    ears = await open_ears_end(a)
    b.close()
    sent = [await ears.send(Started(float(n))) for n in range(5)]
    assert sent[-1] is False
    await ears.close()
    assert isinstance(Quit(), Quit)
