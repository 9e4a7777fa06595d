"""A user manager with Sayso installed in it, on a virtual desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from speech import models
from tests.user_systemd import UserSystemd, desk, user_systemd, why_not


@pytest.fixture(scope="module")
def user() -> Iterator[UserSystemd]:
    """A user manager with nothing in it."""
    if why := why_not():
        pytest.skip(f"a user manager {why}")
    with user_systemd() as made:
        yield made


@pytest.fixture(scope="module")
def installed(user: UserSystemd, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UserSystemd]:
    """With Sayso installed, and a display and sound to run it on."""
    with desk(tmp_path_factory.mktemp("desk")) as environment:
        given = {name: environment[name] for name in ("DISPLAY", "PULSE_SERVER", "GTK_MODULES")} | {"SAYSO_MODELS": str(models.root())}
        user.sayso("install")
        user.systemctl("set-environment", *(f"{name}={value}" for name, value in given.items()))
        yield user
        user.systemctl("stop", "sayso.service", check=False)


@pytest.fixture(scope="module")
def home(user: UserSystemd) -> Path:
    return user.home
