"""The welcome on the stand: a daemon without a desktop, served on a real socket."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.shell.stand import Stand
from tests.shell.welcome.user import serving_stand


@pytest.fixture
async def environ(stand: Stand, short_folder: Path) -> AsyncGenerator[dict[str, str]]:
    """The environment of the stand's desk, while it is served."""
    async with serving_stand(stand, short_folder) as made:
        yield made
