"""Speaks and hears a word aloud, on the devices that Sayso would use."""

import asyncio
import tempfile
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from rapidfuzz import fuzz

from agent.sandbox.errors import DeskError
from agent.sandbox.mixer import Mixer, ServerDown, ServerHung, read_mixer
from agent.sandbox.sound import play, record
from shell.doctor.case import Case
from shell.doctor.errand import Errand, sent
from shell.doctor.finding import Answer, fails, note, works
from shell.doctor.loudness import level
from shell.doctor.neighbour import mode_of, muted_by_user
from shell.doctor.rehearsal import (
    SENTENCE,
    SILENCE_DB,
    Attend,
    Attending,
    Failed,
    Open,
    Opened,
    Play,
    Played,
    Recall,
    Recalled,
    Rehearse,
    Rehearsed,
    Report,
)
from shell.doctor.verdict import Sound, decibels, heard, microphone_of, speaker_of
from shell.errors import ShellError
from speech import wavfile
from speech.errors import SpeechError

SLOW_MS = 1500
"""A clip of two seconds that takes longer makes answers come late."""
_MIXER_S, _MODELS_S, _DEVICE_S, _MONITOR_S = 3.0, 60.0, 12.0, 2.0
_START = "systemctl --user start pipewire-pulse; or: pulseaudio --start; without one, `sayso run` makes a virtual one"
_RESTART = "systemctl --user restart pipewire pipewire-pulse; or: pulseaudio -k, then pulseaudio --start"
_HUNG = "it did not answer in time: the sound server or the device hangs"


class SoundChecks:
    """The checks of one examination; each builds on what those before it found."""

    def __init__(self, case: Case, errand: Errand, folder: Path) -> None:
        self._case = case
        self._errand = errand
        self._wav = folder / "sentence.wav"
        self._monitor = folder / "monitor.wav"
        self._mixer: Mixer | None = None
        self._dead = ""
        """Why there is no use in trying a device."""
        self._floor_db: float | None = None
        self._played: Played | None = None

    async def recognition(self) -> Answer:
        """From text to sound to text, without any device, and how fast this machine is."""
        report = await self._asked(Rehearse(self._case.settings.model), _MODELS_S)
        if not isinstance(report, Rehearsed):
            return fails(_why(report), "sayso models fetch")
        if fuzz.ratio(report.text.lower(), SENTENCE.lower().rstrip(".")) < 80:
            return fails(f"the voice said “{SENTENCE}”, the ears understood “{report.text}”", "sayso doctor --deep, then sayso models fetch")
        said = f"the voice is understood; two seconds of speech take {report.ms:.0f} ms"
        if report.ms <= SLOW_MS:
            return works(said)
        return note(f"{said}: slow", _faster(self._case))

    async def server(self) -> Answer:
        """The sound server and its default devices."""
        try:
            self._mixer = await read_mixer(self._case.desk, _MIXER_S)
        except ServerHung as trouble:
            self._dead = str(trouble)
            return fails(str(trouble), _RESTART)
        except ServerDown as trouble:
            self._dead = str(trouble)
            return fails(str(trouble), _START)
        except DeskError as trouble:
            return note(f"answers, but whether something is muted is not known: {trouble}", "sudo apt-get install pulseaudio-utils")
        return works(f"{self._mixer.server} answers")

    async def microphone(self) -> Answer:
        """Open it and listen to the room."""
        if self._dead:
            return note(f"not tried: {self._dead}")
        if muted_by_user(self._case):
            return note("not opened: you closed it", "sayso mute off, then sayso doctor")
        report = await self._asked(Open(self._case.settings.microphone), _DEVICE_S)
        if not isinstance(report, Opened):
            return fails(_why(report), _other(self._case, "microphone"))
        answer = microphone_of(report.device, report.floor_db, self._ports("microphone"))
        self._floor_db = report.floor_db if answer.state != "fail" else None
        return answer

    async def speaker(self) -> Answer:
        """Play a sentence, recording what leaves the sound server where it lets us."""
        if self._dead:
            return note(f"not tried: {self._dead}")
        mixer = self._ports("speaker")
        if mixer is not None and (quiet := speaker_of(mixer)) is not None:
            return quiet
        if self._case.silent:
            return note("not sounded, as asked (--silent)")
        if await mode_of(self._case) not in ("none", "muted"):
            return note("not sounded: Sayso runs here and would listen to it", "sayso mute on, then sayso doctor, then sayso mute off")
        async with _recording(self._case, mixer, self._monitor):
            report = await self._asked(Play(self._case.settings.speaker, str(self._wav)), _DEVICE_S)
        if not isinstance(report, Played):
            return fails(_why(report), _other(self._case, "speaker"))
        self._played = report
        return _left(report, mixer, self._monitor)

    async def aloud(self) -> Answer:
        """What the microphone heard of it."""
        if self._played is None or self._floor_db is None:
            return note("not tried: " + ("it would sound" if self._case.silent else "it needs a microphone and a speaker that play"))
        report = await self._asked(Recall(), _MODELS_S)
        mixer = self._ports("microphone")
        virtual = mixer is not None and "mic_sink" in {sink.name for sink in mixer.sinks}
        if virtual and isinstance(report, Recalled) and report.level_db <= SILENCE_DB:
            return await self._into_virtual_microphone()
        if not isinstance(report, Recalled):
            return fails(_why(report), _other(self._case, "microphone"))
        return heard(report, Sound(self._floor_db, SENTENCE), mixer)

    async def _into_virtual_microphone(self) -> Answer:
        if isinstance(report := await self._asked(Attend(), _DEVICE_S), Attending):
            try:
                await play(self._case.desk, self._wav)
            except DeskError as trouble:
                return fails(str(trouble), "sudo apt-get install pulseaudio-utils")
            report = await self._asked(Recall(), _MODELS_S)
        if not isinstance(report, Recalled):
            return fails(_why(report), _RESTART)
        answer = heard(report, Sound(SILENCE_DB, SENTENCE), None)
        return Answer(answer.state, f"a virtual microphone does not hear the speaker, so it was spoken into: {answer.detail}", answer.fix)

    def _ports(self, kind: str) -> Mixer | None:
        """The sound server's word on its default devices; None where another device was configured."""
        wanted = self._case.settings.microphone if kind == "microphone" else self._case.settings.speaker
        return self._mixer if wanted in ("", "pulse", "pipewire", "default") else None

    async def _asked(self, order: Rehearse | Open | Play | Attend | Recall, limit_s: float) -> Report:
        try:
            return await self._errand.ask(order, limit_s)
        except TimeoutError:
            return Failed(_HUNG)
        except ShellError as trouble:
            return Failed(str(trouble))


@asynccontextmanager
async def sound_checks(case: Case) -> AsyncGenerator[SoundChecks]:
    """The checks, with the child that opens the devices for as long as the block."""
    environment = {**case.desk.environment, **({"PULSE_SERVER": case.desk.sound} if case.desk.sound else {})}
    with tempfile.TemporaryDirectory(prefix="sayso-doctor-") as folder:
        async with sent("shell.doctor.aloud", environment, Report) as errand:
            yield SoundChecks(case, errand, Path(folder))


@asynccontextmanager
async def _recording(case: Case, mixer: Mixer | None, path: Path) -> AsyncGenerator[None]:
    """Record what leaves the default speaker while the block runs, where the sound server lets us."""
    monitors = [port.name for port in mixer.sources if port.monitor_of == mixer.default_sink] if mixer is not None else []
    async with AsyncExitStack() as closing:
        with suppress(DeskError, TimeoutError):  # one proof less
            if monitors:
                async with asyncio.timeout(_MONITOR_S):
                    await closing.enter_async_context(record(case.desk, path, monitors[0]))
        yield


def _left(report: Played, mixer: Mixer | None, monitor: Path) -> Answer:
    """What was recorded where sound leaves the server."""
    name = mixer.default_sink if mixer is not None else report.device
    try:
        left = level(wavfile.read(monitor).samples)
    except SpeechError:
        return works(f"“{name}” took the sentence, {decibels(report.level_db)}")
    if left <= SILENCE_DB:
        return fails(f"the sentence was played, but nothing left “{name}”", "turn it up and choose it in the desktop's sound settings")
    return works(f"“{name}” played the sentence, {decibels(left)}")


def _other(case: Case, kind: str) -> str:
    wanted = case.settings.microphone if kind == "microphone" else case.settings.speaker
    if wanted:
        return f'connect it, or take {kind} = "{wanted}" out of {case.place.config_file}: then the desktop\'s default is used'
    return f"connect a {kind} and choose it in the desktop's sound settings; then run `sayso doctor` again"


def _faster(case: Case) -> str:
    return "close what keeps the processor busy" if case.settings.model == "tiny.en" else f'write model = "tiny.en" in {case.place.config_file}'


def _why(report: Report) -> str:
    return report.why if isinstance(report, Failed) else "it answered something else"
