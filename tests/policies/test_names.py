import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.names import file_name, with_extension_of


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("budget dot txt", "budget.txt"),
        ("budget dot t x t", "budget.txt"),
        ("my report", "my report"),
        ("Summary.", "Summary"),
        ("“holiday photos”", "holiday photos"),
        ("notes.md", "notes.md"),
        ("to do list", "to do list"),
        ("a underscore b", "a_b"),
        ("plan dash two", "plan-two"),
        ("../etc/passwd", "-etc-passwd"),
        (".hidden", "hidden"),
        ("dot bashrc", "bashrc"),
    ],
)
def test_names(said: str, name: str):
    assert file_name(said) == name


@pytest.mark.parametrize("said", ["", ".", "..", "/", "dot", "x" * 300])
def test_nothing_usable_is_no_name(said: str):
    assert file_name(said) is None


@given(st.text())
def test_a_name_is_never_a_path(said: str):
    name = file_name(said)
    assert name is None or (name and "/" not in name and "\0" not in name and not name.startswith(".") and len(name.encode()) <= 255)


def test_the_extension_is_kept_unless_one_is_said():
    assert with_extension_of("summary", "budget.txt") == "summary.txt"
    assert with_extension_of("summary.md", "budget.txt") == "summary.md"
    assert with_extension_of("old", "back.tar.gz") == "old.tar.gz"
    assert with_extension_of("summary", "README") == "summary"
    assert with_extension_of("summary", ".bashrc") == "summary"
