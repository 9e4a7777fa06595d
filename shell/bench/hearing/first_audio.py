"""How soon it speaks: from the order to the first sample at the sound server, a private one."""

import asyncio
import os
import secrets
import tempfile
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from agent.sandbox.children import Children
from agent.sandbox.sound_server import start_sound
from agent.sandbox.warden import MARK
from shell import children
from shell.bench.figure import Figure, median
from shell.bench.hearing.speaking import Soon
from shell.errors import ShellError
from speech import models
from speech.recordings import Recordings

_QUICK, _FULL = (40, 20, 12), (110, 60, 60)
"""How many openings, other sentences, and texts said as the library does by default."""
_LIMIT_S = 300.0


def measure(full: bool, tell: Callable[[str], None], recordings: Recordings | None) -> list[Figure]:
    """`ears.first_audio_ms`; recordings are not needed. Raises ShellError when nothing could be said."""
    counts = _FULL if full else _QUICK
    tell(f"saying {counts[0]} openings, {counts[1]} other sentences and {counts[2]} as Piper does by default")
    return [figure(asyncio.run(spoken(counts)))]


async def spoken(counts: tuple[int, int, int]) -> Soon:
    """Have so many openings, other sentences, and texts as the library does it, said on a sound server of their own. Raises ShellError."""
    async with _sound_server() as environment:
        try:
            told, complaint = await children.told("shell.bench.hearing.speaking", [str(count) for count in counts], environment, _LIMIT_S)
        except TimeoutError:
            raise ShellError(f"bench ears: nothing was said within {_LIMIT_S:.0f} s") from None
    if not told:
        last = complaint.decode(errors="replace").strip().rpartition("\n")[2]
        raise ShellError(f"bench ears: nothing was said: {last or 'the child ended'}")
    return msgspec.json.decode(told, type=Soon)


@asynccontextmanager
async def _sound_server() -> AsyncGenerator[Mapping[str, str]]:
    """The environment of a sound server that nobody else uses. Raises DeskError when there is none here."""
    runtime = Path(tempfile.mkdtemp(prefix="sayso-bench-"))
    servers = Children(f"{runtime.name}-{secrets.token_hex(4)}", [runtime], lambda _: None)
    own = {"HOME": str(runtime), "XDG_RUNTIME_DIR": str(runtime), MARK: servers.mark, "SAYSO_MODELS": str(models.root())}
    environment = {**os.environ, **own}
    try:
        await servers.guard()
        yield {**environment, "PULSE_SERVER": await start_sound(servers, environment, runtime)}
    finally:
        await asyncio.shield(servers.end())


def figure(soon: Soon) -> Figure:
    """The figure, of the openings; its note has the others and the library."""
    others = median("", soon.others, "ms", "")
    library = median("", soon.library, "ms", "")
    note = f"order → first sample at the sound server, openings made ahead; other sentences {others.value:.0f}, p95 {others.p95:.0f} (n {others.n}); "
    note += f"piper's voice.synthesize(text), same speaker: {library.value:.0f}, p95 {library.p95:.0f} (n {library.n})"
    return median("ears.first_audio_ms", soon.openings, "ms", "≤ 220", note)
