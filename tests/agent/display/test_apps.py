from pathlib import Path

import pytest

from agent.display.apps import installed

_CALC = """[Desktop Entry]
Type=Application
Name=Rechner
Name[de]=Falsch
Exec=sh -c "echo %%" %U
Categories=Calculator;
Keywords=Sum;Math;
[Desktop Action x]
Name=Other
Exec=other
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "home/applications").mkdir(parents=True)
    (tmp_path / "all/applications/kde").mkdir(parents=True)
    return {"XDG_DATA_HOME": str(tmp_path / "home"), "XDG_DATA_DIRS": str(tmp_path / "all"), "PATH": "/usr/bin:/bin"}


def _write(path: str, text: str) -> None:
    Path(path).write_text(text)


def test_reads_an_entry(environment: dict[str, str]) -> None:
    _write(f"{environment['XDG_DATA_DIRS']}/applications/kde/calc.desktop", _CALC)
    (app,) = installed(environment)
    assert (app.id, app.name, app.command) == ("kde-calc", "Rechner", ("sh", "-c", "echo %"))
    assert app.words == ("calculator", "sum", "math")
    assert (app.wm_class, app.categories) == ("sh", {"Calculator"})


def test_own_entries_hide_shared_ones_and_the_unusable_is_left_out(environment: dict[str, str]) -> None:
    shared, own = (f"{environment[name]}/applications" for name in ("XDG_DATA_DIRS", "XDG_DATA_HOME"))
    _write(f"{shared}/a.desktop", _CALC)
    _write(f"{own}/a.desktop", _CALC.replace("Type=", "Hidden=true\nType="))
    _write(f"{shared}/b.desktop", _CALC.replace("Type=", "NoDisplay=true\nType="))
    _write(f"{shared}/c.desktop", _CALC.replace("Type=", "TryExec=/nonexistent/x\nType="))
    _write(f"{shared}/d.desktop", _CALC.replace("Exec=sh", "Exec=sayso-no-such-program"))
    assert installed(environment) == ()


def test_whoever_is_called_like_its_kind_comes_first(environment: dict[str, str]) -> None:
    folder = f"{environment['XDG_DATA_DIRS']}/applications"
    _write(f"{folder}/a.desktop", _CALC.replace("Rechner", "Aaa"))
    _write(f"{folder}/z.desktop", _CALC.replace("Rechner", "Zed").replace("Type=", "GenericName=Calculator\nType="))
    assert [app.name for app in installed(environment)] == ["Zed", "Aaa"]


def test_this_machines_programs_are_found() -> None:
    by_id = {app.id: app for app in installed({"PATH": "/usr/bin:/bin"})}
    assert by_id["galculator"].command == ("galculator",)
    assert "calculator" in by_id["galculator"].words
    assert "text editor" in by_id["org.xfce.mousepad"].words
