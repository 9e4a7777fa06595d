"""Recognising a file: what `sayso hear FILE` shows."""

import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from speech import wavfile
from speech.audio import RATE, Clip, silence
from speech.endpoint import Ended, Endpoint
from speech.expectation import Expectation
from speech.noise import why_brief, why_noise
from speech.recogniser import Recogniser
from speech.settings import Settings
from speech.utterance import Evidence
from speech.vad import Vad

_PAD = RATE // 10
"""Silence put before a recording, samples."""
_PAUSE_S = 1.5


def hear_file(path: str | Path, recogniser: Recogniser, expectation: Expectation | None = None, settings: Settings | None = None) -> dict[str, Any]:
    """What is said in a wav file of any length.

    Returns file, text, alternatives, evidence, audio_s (seconds of sound) and ms (milliseconds it took); several utterances are joined
    with spaces and the weakest evidence of them is given. Noise gives an empty text. Raises NotAudio.
    """
    clip = wavfile.read(path)
    begun = time.perf_counter()
    texts: list[str] = []
    evidences: list[Evidence] = []
    alternatives: tuple[str, ...] = ()
    second: list[str] = []
    for ended, part in passages(clip, settings):
        found = recogniser.recognise(part, expectation or Expectation())
        evidence = Evidence(vad=ended.vad, logprob=found.logprob, no_speech=found.no_speech, second_text=found.second_text)
        if why_noise(found.text, evidence, found.alternatives):
            continue
        texts.append(found.text)
        evidences.append(evidence)
        alternatives = found.alternatives
        second.extend([found.second_text] if found.second_text is not None else [])
    weakest = Evidence(
        vad=min((one.vad for one in evidences if one.vad is not None), default=None),
        logprob=min((one.logprob for one in evidences if one.logprob is not None), default=None),
        no_speech=max((one.no_speech for one in evidences if one.no_speech is not None), default=None),
        second_text=" ".join(second) if second else None,
    )
    return {
        "file": str(path),
        "text": " ".join(texts),
        "alternatives": list(alternatives) if len(texts) == 1 else [],
        "evidence": asdict(weakest),
        "audio_s": round(clip.duration, 3),
        "ms": round((time.perf_counter() - begun) * 1000),
    }


def passages(clip: Clip, settings: Settings | None = None) -> list[tuple[Ended, Clip]]:
    """The utterances of a recording, with those joined that a short pause parts: more context is understood better."""
    settings = settings or Settings()
    joined: list[tuple[Ended, Clip]] = []
    for ended, part in utterances(clip, settings):
        before = joined[-1][0] if joined else None
        if before and ended.first - before.last < _PAUSE_S * RATE and ended.last - before.first < settings.longest_s * RATE - RATE:
            whole = replace(before, last=ended.last, spoken_to=ended.spoken_to, vad=max(before.vad, ended.vad), cut=ended.cut)
            joined[-1] = (whole, clip.cut((whole.first - _PAD) / RATE, (whole.last - _PAD) / RATE))
        else:
            joined.append((ended, part))
    return joined


def utterances(clip: Clip, settings: Settings | None = None) -> list[tuple[Ended, Clip]]:
    """The utterances of a recording, cut as the running pipeline would cut them."""
    settings = settings or Settings()
    padded = Clip(np.concatenate([silence(_PAD / RATE), clip.samples, silence(settings.endpoint_ms / 1000 + 0.1)]))
    endpoint, found = Endpoint(settings), list[Ended]()
    for probability in Vad().hear(padded.samples):
        event = endpoint.step(probability)
        if isinstance(event, Ended):
            found.append(event)
    if (rest := endpoint.finish()) is not None:
        found.append(rest)
    long_enough = [one for one in found if not why_brief(one.spoken_s, one.vad, settings.shortest_s)]
    return [(one, Clip(padded.samples[one.first : one.last], one.first / RATE)) for one in long_enough]
