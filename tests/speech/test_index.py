import json

import pytest

from speech.errors import FetchFailed
from speech.index import Index, configured


def test_a_json_page(site):
    names = ("My_Pack-1.0.0.tar.gz", "my_pack-1.0.0-py3-none-any.whl", "my_pack-1.0.1-py3-none-any.whl")
    files = [{"url": f"../../f/{name}"} for name in names]
    site.pages["/simple/my-pack/"] = json.dumps({"files": files}).encode()
    site.types["/simple/my-pack/"] = "application/vnd.pypi.simple.v1+json"
    found = Index(f"{site.address}/simple").archives("my_pack", "1.0.0")
    assert found == [f"{site.address}/f/my_pack-1.0.0-py3-none-any.whl", f"{site.address}/f/My_Pack-1.0.0.tar.gz"]


def test_an_html_page(site):
    site.pages["/simple/pack/"] = b'<a href="/f/pack-2.0.0-py3-none-any.whl#sha256=ab">pack</a>'
    site.types["/simple/pack/"] = "text/html"
    assert Index(f"{site.address}/simple").archives("pack", "2.0.0") == [f"{site.address}/f/pack-2.0.0-py3-none-any.whl#sha256=ab"]


def test_a_missing_version_says_what_to_do(site):
    site.pages["/simple/pack/"] = b""
    with pytest.raises(FetchFailed, match="PIP_INDEX_URL"):
        Index(f"{site.address}/simple").archives("pack", "1.0.0")


def test_the_environment_comes_first(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple/")
    assert configured().address == "http://127.0.0.1:9/simple"
    monkeypatch.delenv("PIP_INDEX_URL")
    assert configured().address.startswith("http")
