"""The package index that pip is set up with: where the archives of a package are."""

import html
import importlib
import json
import os
import re
import urllib.parse
from dataclasses import dataclass
from typing import Any, cast

from speech import download
from speech.errors import FetchFailed

_ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.5, text/html;q=0.3"


@dataclass(frozen=True, slots=True)
class Index:
    """A package index."""

    address: str
    """Root of its simple pages, without the final slash."""
    cafile: str | None = None
    """Certificates it is checked with, None for the system's."""

    def archives(self, package: str, version: str) -> list[str]:
        """Addresses of the archives of one version, wheels first. Raises FetchFailed."""
        name = re.sub(r"[-_.]+", "-", package).lower()
        text, kind, base = download.page(f"{self.address}/{name}/", _ACCEPT, cafile=self.cafile)
        links = _from_json(text) if "json" in kind else _from_html(text)
        stem = re.compile(rf"{re.escape(name).replace('-', '[-_.]')}-{re.escape(version)}(-[^/]*\.whl|\.tar\.gz)$".replace("\\[", "["), re.IGNORECASE)
        found = [urllib.parse.urljoin(base, link) for link in links if stem.match(_file_name(link))]
        if not found:
            raise FetchFailed(f"the package index has no {package} {version}: set PIP_INDEX_URL to one that has it")
        return sorted(found, key=lambda link: not _file_name(link).endswith(".whl"))


def configured() -> Index:
    """The index of PIP_INDEX_URL, else of pip's configuration, else pip's own default. Raises FetchFailed when pip is not there."""
    settings = _pip_settings()
    address = os.environ.get("PIP_INDEX_URL") or settings.get("global.index-url") or _pip_default()
    if not address:
        raise FetchFailed("no package index is known: set PIP_INDEX_URL, or install pip beside sayso")
    return Index(address.rstrip("/"), os.environ.get("PIP_CERT") or settings.get("global.cert") or None)


def _pip_settings() -> dict[str, str]:
    try:
        module: Any = importlib.import_module("pip._internal.configuration")
    except ImportError:
        return {}
    settings = module.Configuration(isolated=False)
    settings.load()
    pairs: list[tuple[str, Any]] = list(settings.items())
    flat: dict[str, str] = {}
    for key, value in pairs:
        # Newer versions of pip group the values by the file they come from.
        inner: dict[str, Any] = cast("dict[str, Any]", value) if isinstance(value, dict) else {key: value}
        flat.update({name: str(one) for name, one in inner.items()})
    return flat


def _pip_default() -> str:
    try:
        module: Any = importlib.import_module("pip._internal.models.index")
    except ImportError:
        return ""
    return str(module.PyPI.simple_url)


def _from_json(text: str) -> list[str]:
    try:
        return [str(file["url"]) for file in json.loads(text)["files"]]
    except (ValueError, KeyError, TypeError):
        raise FetchFailed("the package index gave a page that is not readable: check PIP_INDEX_URL") from None


def _from_html(text: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r"<a\b[^>]*\bhref\s*=\s*[\"']([^\"']+)", text, re.IGNORECASE)]


def _file_name(link: str) -> str:
    return urllib.parse.unquote(urllib.parse.urlsplit(link).path.rpartition("/")[2])
