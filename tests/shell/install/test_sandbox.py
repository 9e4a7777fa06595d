from pathlib import Path

import pytest

from shell.install.sandbox import forbidden_by


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("kernel/apparmor_restrict_unprivileged_userns", "1", "kernel.apparmor_restrict_unprivileged_userns=1"),
        ("kernel/apparmor_restrict_unprivileged_userns", "0", ""),
        ("kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=0"),
        ("user/max_user_namespaces", "0", "user.max_user_namespaces=0"),
        ("user/max_user_namespaces", "96365", ""),
    ],
)
def test_the_setting_that_forbids_it_is_named(tmp_path: Path, name: str, value: str, said: str) -> None:
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text(value + "\n")

    assert forbidden_by(tmp_path) == said


def test_a_kernel_without_such_settings_allows_it(tmp_path: Path) -> None:
    assert forbidden_by(tmp_path) == ""
