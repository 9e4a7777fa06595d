"""What sound levels and recognised words mean; pure."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from agent.sandbox.mixer import Mixer
from shell.doctor.finding import Answer, fails, note, works
from shell.doctor.rehearsal import SILENCE_DB, Recalled

NOISY_DB = -35.0
"""A room this loud drowns words."""
FAINT_PERCENT = 20
"""A device turned down this far is as good as muted."""
_UNDERSTOOD, _SAME, _ECHO, _RISE_DB = 75.0, 0.98, 0.1, 6.0


@dataclass(frozen=True, slots=True)
class Sound:
    """What was there to be heard."""

    floor_db: float
    """Level of the room before, dBFS."""
    text: str


def microphone_of(device: str, floor_db: float, mixer: Mixer | None) -> Answer:
    """What a microphone that opened is good for, from the level of the room and what the sound server says (None: it is not on one)."""
    source = mixer.source if mixer is not None else None
    if mixer is None or source is None:
        return _level(device, floor_db, "turn it on, or choose another one in the desktop's sound settings")
    others = [name for name in mixer.microphones if name != source.name]
    another = f"pactl set-default-source {others[0]}" if others else "connect a microphone and choose it in the desktop's sound settings"
    if source.monitor_of:
        return fails(f"“{source.name}” is the monitor of the speaker “{source.monitor_of}”: Sayso would hear only itself", another)
    if source.muted:
        return fails(f"“{source.name}” is muted", f"pactl set-source-mute {source.name} 0")
    if source.volume < FAINT_PERCENT:
        return fails(f"“{source.name}” is turned down to {source.volume} %", f"pactl set-source-volume {source.name} 100%")
    if floor_db <= SILENCE_DB and "mic_sink" in {sink.name for sink in mixer.sinks}:
        return works(f"“{source.name}” is open; virtual, so the room is silent")
    return _level(source.name, floor_db, f"look for a switch on it, or try another one: {another}")


def _level(name: str, floor_db: float, fix: str) -> Answer:
    if floor_db <= SILENCE_DB:
        return fails(f"“{name}” gives digital silence: muted, or the wrong source", fix)
    if floor_db > NOISY_DB:
        return note(f"“{name}” hears a loud room, {decibels(floor_db)}: words may drown", "turn its level down, or move away from what hums")
    return works(f"“{name}” hears the room, {decibels(floor_db)}")


def speaker_of(mixer: Mixer) -> Answer | None:
    """What keeps the default speaker from being heard; None when nothing does."""
    sink = mixer.sink
    if sink is None:
        return fails("the sound server has no speaker", "connect one and choose it in the desktop's sound settings")
    if sink.muted:
        return fails(f"“{sink.name}” is muted", f"pactl set-sink-mute {sink.name} 0")
    if sink.volume < FAINT_PERCENT:
        return fails(f"“{sink.name}” is turned down to {sink.volume} %", f"pactl set-sink-volume {sink.name} 70%")
    return None


def heard(recalled: Recalled, sound: Sound, mixer: Mixer | None) -> Answer:
    """What it means that this was heard while the sentence sounded."""
    understood = fuzz.partial_ratio(_plain(sound.text), _plain(recalled.text)) >= _UNDERSTOOD if recalled.text else False
    at = f"{decibels(recalled.level_db)}, room {decibels(sound.floor_db)}"
    if understood:
        copy = recalled.likeness >= _SAME and mixer is not None
        if copy:
            return note(
                f"heard “{recalled.text}”, an exact copy: a cable or loopback leads from speaker to microphone",
                "unload it if it is not meant: pactl unload-module module-loopback",
            )
        return works(f"heard “{recalled.text}” ({at})")
    if recalled.level_db <= SILENCE_DB:
        return fails("the microphone gave digital silence all the while: muted, or the wrong source", _choose(mixer))
    if recalled.text is None and recalled.likeness >= _ECHO:
        return note(f"heard the sound ({at}); without a model, words were not tried", "sayso models fetch")
    if recalled.likeness >= _ECHO or recalled.level_db > sound.floor_db + _RISE_DB:
        words = f", and understood “{recalled.text}”" if recalled.text else ""
        return note(f"heard sound but not the words ({at}){words}", "turn the speaker up, move the microphone closer, or quiet the room")
    return note(f"the speaker was not heard by the microphone ({at}): fine with headphones", "without headphones: turn the speaker up")


def _choose(mixer: Mixer | None) -> str:
    names = ", ".join(mixer.microphones) if mixer is not None else ""
    return f"pactl set-default-source NAME, with one of: {names}" if names else "choose another microphone in the desktop's sound settings"


def decibels(level_db: float) -> str:
    """A level in words: "−18 dBFS"."""
    return "silent" if level_db <= SILENCE_DB else f"{level_db:.0f} dBFS".replace("-", "−")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower()))
