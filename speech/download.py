"""Getting a file over HTTP so that a broken-off download goes on where it stopped."""

import base64
import http.client
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from speech.errors import FetchFailed, Unreachable

_PIECE = 1 << 18
_TRIES = 4
_QUIET_S = 30.0


def get(
    address: str,
    target: Path,
    progress: Callable[[int, int], None],
    connect_s: float = 15.0,
    cafile: str | None = None,
    size: int | None = None,
) -> None:
    """Download to `target` through `target.part`, resumed by Range, renamed when complete.

    `progress` gets bytes done and bytes in all (0 unknown). Raises FetchFailed; also when the server's length is not `size`.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    for attempt in range(_TRIES):
        try:
            complete = _go_on(address, part, progress, connect_s if attempt == 0 else _QUIET_S, cafile, size)
        except urllib.error.HTTPError as error:
            if error.code != 416:
                raise FetchFailed(f"{_shown(address)} answers {error.code} {error.reason}") from None
            part.unlink(missing_ok=True)
        except (OSError, http.client.HTTPException) as error:
            if attempt == 0 and not _bytes(part):
                raise Unreachable(f"{_shown(address)} cannot be reached ({getattr(error, 'reason', error)})") from None
        else:
            if complete:
                part.replace(target)
                return
    raise FetchFailed(f"{_shown(address)} broke off {_TRIES} times: run the same command again, it goes on where it stopped")


def page(address: str, accept: str, connect_s: float = 15.0, cafile: str | None = None) -> tuple[str, str, str]:
    """The text of a page, its content type and the address it finally came from. Raises FetchFailed."""
    try:
        with _open(address, {"Accept": accept}, connect_s, cafile) as answer:
            return answer.read().decode("utf-8", "replace"), str(answer.headers.get("Content-Type", "")), str(answer.url)
    except (OSError, http.client.HTTPException) as error:
        raise FetchFailed(f"{_shown(address)} cannot be read ({getattr(error, 'reason', error)})") from None


def _go_on(address: str, part: Path, progress: Callable[[int, int], None], wait_s: float, cafile: str | None, size: int | None) -> bool:
    done = _bytes(part)
    with _open(address, {"Range": f"bytes={done}-"} if done else {}, wait_s, cafile) as answer:
        if done and answer.status != 206:
            done = 0
        length = answer.headers.get("Content-Length")
        total = done + int(length) if length else 0
        if size is not None and total and total != size:
            raise FetchFailed(f"{_shown(address)} has {total} bytes instead of {size}: another version of the file")
        with part.open("ab" if done else "wb") as stream:
            while piece := answer.read(_PIECE):
                stream.write(piece)
                done += len(piece)
                progress(done, total)
    return done == total or not total


def _open(address: str, headers: dict[str, str], wait_s: float, cafile: str | None) -> Any:
    split = urllib.parse.urlsplit(address)
    if split.username:
        secret = f"{urllib.parse.unquote(split.username)}:{urllib.parse.unquote(split.password or '')}"
        headers = {**headers, "Authorization": "Basic " + base64.b64encode(secret.encode()).decode()}
        address = urllib.parse.urlunsplit(split._replace(netloc=split.netloc.rpartition("@")[2]))
    context = ssl.create_default_context(cafile=cafile) if split.scheme == "https" else None
    request = urllib.request.Request(address, headers={"User-Agent": "sayso", "Accept-Encoding": "identity", **headers})
    return urllib.request.urlopen(request, timeout=wait_s, context=context)


def _bytes(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _shown(address: str) -> str:
    split = urllib.parse.urlsplit(address)
    return f"{split.scheme}://{split.netloc.rpartition('@')[2]}{split.path}"
