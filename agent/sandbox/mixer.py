"""What a sound server says of its speakers and microphones, through pactl."""

import asyncio
import re
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import dataclass

from agent.display.desk import Desk
from agent.sandbox.children import find
from agent.sandbox.errors import DeskError
from agent.sandbox.sound_server import answers


class ServerDown(DeskError):
    """No sound server takes connections."""


class ServerHung(DeskError):
    """A sound server takes connections and does not answer."""


@dataclass(frozen=True, slots=True)
class Port:
    """A sink or a source."""

    name: str
    muted: bool
    volume: int
    """Percent."""
    monitor_of: str
    """The sink whose sound this source gives; empty for sinks and for microphones."""


@dataclass(frozen=True, slots=True)
class Mixer:
    """A sound server at one moment."""

    server: str
    """"pulseaudio", "PulseAudio (on PipeWire 1.0.5)"."""
    sinks: tuple[Port, ...]
    sources: tuple[Port, ...]
    default_sink: str
    default_source: str

    @property
    def sink(self) -> Port | None:
        """The default speaker."""
        return next((port for port in self.sinks if port.name == self.default_sink), None)

    @property
    def source(self) -> Port | None:
        """The default microphone."""
        return next((port for port in self.sources if port.name == self.default_source), None)

    @property
    def microphones(self) -> tuple[str, ...]:
        """Names of the sources that are no speaker's monitor."""
        return tuple(port.name for port in self.sources if not port.monitor_of)


async def read_mixer(desk: Desk, limit_s: float) -> Mixer:
    """Ask the desk's sound server. Raises ServerDown, ServerHung after limit_s seconds, and DeskError when pactl is not installed."""
    path = desk.sound.removeprefix("unix:")
    if not path or (path.startswith("/") and not answers(path)):
        raise ServerDown(f"no sound server answers{f' at {path}' if path else ''}")
    info, sinks, sources = await asyncio.gather(*(_told(desk, limit_s, *words) for words in (("info",), ("list", "sinks"), ("list", "sources"))))
    facts = dict(re.findall(r"^([^:\n\t]+): (.*)$", info, re.MULTILINE))
    return Mixer(facts.get("Server Name", ""), _ports(sinks), _ports(sources), facts.get("Default Sink", ""), facts.get("Default Source", ""))


async def _told(desk: Desk, limit_s: float, *words: str) -> str:
    pactl = find("pactl", desk.environment, "pulseaudio-utils")
    process = await asyncio.create_subprocess_exec(
        pactl, "--server", desk.sound, *words, env={**desk.environment, "LC_ALL": "C"}, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(limit_s):
            told, _ = await process.communicate()
    except TimeoutError as error:
        raise ServerHung("the sound server takes connections but does not answer") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise ServerDown(f"no sound server answers at {desk.sound.removeprefix('unix:')}")
    return told.decode("utf-8", "replace")


def _ports(listed: str) -> tuple[Port, ...]:
    found: list[Port] = []
    for block in re.split(r"^(?:Sink|Source) #\d+$", listed, flags=re.MULTILINE)[1:]:
        facts: dict[str, str] = {}
        for name, value in re.findall(r"^\t([A-Z][\w ]*): (.*)$", block, re.MULTILINE):
            facts.setdefault(name, value)
        volume = re.search(r"(\d+)%", facts.get("Volume", ""))
        monitored = facts.get("Monitor of Sink", "n/a")
        found.append(
            Port(facts.get("Name", ""), facts.get("Mute") == "yes", int(volume[1]) if volume else 100, "" if monitored == "n/a" else monitored)
        )
    return tuple(found)
