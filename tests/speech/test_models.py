import os

import pytest

from speech import models
from speech.errors import ModelCorrupt, ModelMissing
from speech.models import Model, ModelFile

KNOWN = {"small": Model("small", "", (ModelFile("a.bin", 5, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", ()),))}
"""The sha256 is that of "hello"."""


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The folder of one small model in an empty store."""
    monkeypatch.setenv("SAYSO_MODELS", str(tmp_path))
    (tmp_path / "small").mkdir()
    return tmp_path / "small"


def test_the_store_is_where_it_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("SAYSO_MODELS", "/somewhere")
    assert str(models.root()) == "/somewhere"
    monkeypatch.delenv("SAYSO_MODELS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert models.root() == tmp_path / "sayso" / "models"


def test_missing_unverified_ready_damaged(small):
    def state():
        return models.listing(KNOWN)[0].state

    assert state() == "missing"
    with pytest.raises(ModelMissing):
        models.locate("small", KNOWN)
    (small / "a.bin").write_bytes(b"hello")
    assert state() == "unverified"
    assert models.locate("small", KNOWN) == small
    assert state() == "ready"
    (small / "a.bin").write_bytes(b"hell")
    assert state() == "damaged"


def test_another_content_of_the_same_size_is_refused(small):
    (small / "a.bin").write_bytes(b"hello")
    models.locate("small", KNOWN)
    (small / "a.bin").write_bytes(b"jello")
    os.utime(small / "a.bin", ns=(1, 1))
    with pytest.raises(ModelCorrupt, match=r"a\.bin"):
        models.locate("small", KNOWN)


def test_unknown_names_are_told(small):
    with pytest.raises(ModelMissing, match="huge"):
        models.locate("huge", KNOWN)


def test_the_registry_pins_every_file():
    for model in models.REGISTRY.values():
        for file in model.files:
            assert len(file.sha256) == 64
            assert file.size > 0
            assert file.carriers
        assert model.hub.startswith("https://")
