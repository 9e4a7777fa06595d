"""The laws of the house (DESIGN, section 8), kept by reading the code: each violation names its file and line."""

import ast
import graphlib
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("agent", "speech", "policies", "shell")
HEAVY = {
    "av", "ctranslate2", "faster_whisper", "huggingface_hub", "onnxruntime", "piper", "pynput", "sounddevice", "torch", "transformers",
}  # fmt: skip
"""Slow to import, or unusable without a display or a sound library: may be imported where they are needed."""
EMPTY_NAMES = re.compile(r"(?:.*_)?(?:utils?|helpers?|common|misc|managers?|handlers?|factory|factories|base|impl)", re.IGNORECASE)
DESIGNED = {"speech/audio.py", "shell/event.py", "shell/bus/interface.py", "agent/planners/__init__.py", "policies/toml.py"}
FILE_CHANGES = {
    "os.rename", "os.replace", "os.unlink", "os.remove", "os.rmdir", "os.removedirs", "os.mkdir", "os.makedirs", "os.link", "os.symlink",
    "shutil.rmtree", "shutil.move", "shutil.copy", "shutil.copytree", "send2trash", "send2trash.send2trash",
}  # fmt: skip
OWN_FILES = {"agent/ledger.py"}
"""Write their own database and its seal, nothing of the user's."""
STARTERS = ("agent/hands/", "agent/sandbox/", "shell/children.py", "shell/mouth.py", "speech/learning/voices.py")
"""The last one starts speech programs (espeak-ng, flite, festival) that a spotter learns from; nothing of it runs in the session."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file and its tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def at(self, node: ast.AST, what: str) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)}: {what}"


@cache
def modules() -> tuple[Module, ...]:
    files = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    read = ((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in files)
    return tuple(Module(name, text, ast.parse(text, name)) for name, text in read)


def dotted(node: ast.AST) -> str:
    """ "os.rename" for the expression os.rename; empty for anything that is not a row of names."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            before = dotted(value)
            return f"{before}.{attr}" if before else f"?.{attr}"
        case _:
            return ""


def calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the full name of what is called: imported names are resolved."""
    imported = names_of_imports(module.tree)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            first, _, rest = name.partition(".")
            full = imported.get(first, first)
            yield node, f"{full}.{rest}" if rest else full


def names_of_imports(tree: ast.Module) -> dict[str, str]:
    """Local name → what it stands for."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                found[one.asname or one.name.partition(".")[0]] = one.name if one.asname else one.name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            for one in node.names:
                found[one.asname or one.name] = f"{node.module}.{one.name}"
    return found


def roots_imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def functions(module: Module) -> Iterator[Function]:
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def classes(module: Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef))


def long_files(module: Module) -> Iterator[str]:
    if module.lines >= 250:
        yield f"{module.name}:250: {module.lines} lines"


def long_functions(module: Module) -> Iterator[str]:
    for node in functions(module):
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length >= 40:
            yield module.at(node, f"{node.name} has {length} lines")


def many_methods(module: Module) -> Iterator[str]:
    for node in classes(module):
        own = [one for one in node.body if isinstance(one, Function) and not one.name.startswith("__")]
        methods = [one for one in own if "property" not in map(dotted, one.decorator_list)]  # a property reads as an attribute
        if len(methods) >= 10:
            yield module.at(node, f"{node.name} has {len(methods)} methods")
        elif (everything := sum(isinstance(one, Function) for one in node.body)) > 10:
            yield module.at(node, f"{node.name} has {everything} methods, properties and the constructor counted")


def many_parameters(module: Module) -> Iterator[str]:
    for node in functions(module):
        given = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
        count = len([one for one in given if one.arg not in ("self", "cls")])
        if node.name == "__init__" and count >= 7:
            yield module.at(node, f"__init__ takes {count} parameters")


def many_settings(module: Module) -> Iterator[str]:
    for node in classes(module):
        count = sum(isinstance(one, ast.AnnAssign) for one in node.body)
        if re.search(r"Settings$|Config$|Options$", node.name) and count >= 13:
            yield module.at(node, f"{node.name} has {count} fields")


def type_checking(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if "TYPE_CHECKING" in (getattr(node, "id", ""), getattr(node, "attr", "")):
            yield module.at(node, "TYPE_CHECKING")


def late_imports(module: Module) -> Iterator[str]:
    for function in functions(module):
        for node in ast.walk(function):
            for name in roots_imported(node):
                if name.partition(".")[0] not in HEAVY:
                    yield module.at(node, f"imports {name} inside {function.name}")


def empty_names(module: Module) -> Iterator[str]:
    stem = module.name.removesuffix("/__init__.py").removesuffix(".py").rpartition("/")[2]
    if EMPTY_NAMES.fullmatch(stem):
        yield f"{module.name}:1: a module named {stem}"
    for node in classes(module):
        words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", node.name.strip("_"))
        if EMPTY_NAMES.fullmatch(words):
            yield module.at(node, f"a class named {node.name}")


def stdlib_names(module: Module) -> Iterator[str]:
    stem = module.name.removesuffix("/__init__.py").removesuffix(".py").rpartition("/")[2]
    if stem in sys.stdlib_module_names and module.name not in DESIGNED and not stem.startswith("__"):
        yield f"{module.name}:1: named like the standard library's {stem}"


def untested(module: Module) -> Iterator[str]:
    path = Path(module.name)
    if path.stem.startswith("_") or (ROOT / "tests" / path.parent / f"test_{path.stem}.py").is_file():
        return
    yield f"{module.name}:1: there is no tests/{path.parent}/test_{path.stem}.py"


def foreign_permits(module: Module) -> Iterator[str]:
    for node, name in calls(module):
        if name.rpartition(".")[2] == "Permit" and module.name != "agent/gate.py":
            yield module.at(node, "makes a Permit")


def foreign_children(module: Module) -> Iterator[str]:
    if module.name.startswith(STARTERS):
        return
    for node, name in calls(module):
        starts = name in ("os.system", "os.popen", "os.fork", "pty.spawn") or name.startswith(
            ("subprocess.", "os.exec", "os.spawn", "os.posix_spawn")
        )
        if starts or re.search(r"(^|\.)(create_)?subprocess_(exec|shell)$", name):
            yield module.at(node, f"starts a process with {name}")


def foreign_input(module: Module) -> Iterator[str]:
    if module.name.startswith("agent/hands/"):
        return
    for node in ast.walk(module.tree):
        found = [name for name in roots_imported(node) if re.match(r"pynput\b|Xlib\.ext\.xtest", name)]
        if isinstance(node, ast.ImportFrom) and node.module == "Xlib.ext":
            found += [one.name for one in node.names if one.name == "xtest"]
        if found or (isinstance(node, ast.Attribute) and node.attr in ("fake_input", "xtest_fake_input")):
            yield module.at(node, "moves pointer or keys")


def foreign_file_changes(module: Module) -> Iterator[str]:
    if not module.name.startswith("agent/") or module.name.startswith(("agent/hands/", "agent/sandbox/")) or module.name in OWN_FILES:
        return
    for node, name in calls(module):
        # What is called on an object that is no module: Path.unlink and its like.
        of_path = isinstance(node.func, ast.Attribute) and node.func.attr in ("unlink", "rmdir", "rename", "symlink_to", "hardlink_to", "touch")
        if name in FILE_CHANGES or of_path:
            yield module.at(node, f"changes files with {name}")


def loose_tasks(module: Module) -> Iterator[str]:
    for node, name in calls(module):
        bare = name.rpartition(".")[0] in ("asyncio", "?", "loop") or "get_running_loop" in ast.unparse(node.func)
        if name.endswith("create_task") and bare:
            yield module.at(node, "makes a task outside a TaskGroup")


def fixed_sleeps(module: Module) -> Iterator[str]:
    numbers = {
        target.id: node.value.value
        for node in module.tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node, name in calls(module):
        if name in ("asyncio.sleep", "time.sleep") and node.args:
            given = node.args[0]
            seconds = given.value if isinstance(given, ast.Constant) else numbers.get(dotted(given))
            if isinstance(seconds, int | float) and seconds >= 0.1:
                yield module.at(node, f"sleeps {seconds} s whatever happens")


def mocks(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        found = [name for name in roots_imported(node) if re.match(r"unittest(\.mock)?$|mock$", name)]
        if found:
            yield module.at(node, f"imports {found[0]}")


def undocumented(module: Module) -> Iterator[str]:
    if not ast.get_docstring(module.tree):
        yield f"{module.name}:1: the module has no docstring"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
            yield module.at(node, f"{node.name} has no docstring")
    for function in functions(module):  # nested ones and methods of private classes too
        if not function.name.startswith("_") and not ast.get_docstring(function):
            yield module.at(function, f"{function.name} has no docstring")
    for node in (module.tree, *classes(module), *functions(module)):
        first = (ast.get_docstring(node) or "").partition("\n")
        if "\n" in first[2] and first[2].partition("\n")[0].strip():
            yield module.at(node, "the docstring's first line does not stand alone")


LAWS: tuple[Callable[[Module], Iterator[str]], ...] = (
    long_files, long_functions, many_methods, many_parameters, many_settings, type_checking, late_imports, empty_names, stdlib_names, untested,
    foreign_permits, foreign_children, foreign_input, foreign_file_changes, loose_tasks, fixed_sleeps, mocks, undocumented,
)  # fmt: skip


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_every_module_keeps(law: Callable[[Module], Iterator[str]]) -> None:
    broken = [line for module in modules() for line in law(module)]

    assert not broken, "\n" + "\n".join(broken)


def test_the_median_file_is_short() -> None:
    assert statistics.median(module.lines for module in modules()) <= 120


def test_nothing_imports_in_a_circle() -> None:
    names = {module.name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): module for module in modules()}
    graph = {name: imports_of(module) & names.keys() - {name} for name, module in names.items()}

    assert list(graphlib.TopologicalSorter(graph).static_order())


def imports_of(module: Module) -> set[str]:
    """Full names of the modules, or of what lies in them, that a module imports."""
    found: set[str] = set()
    for node in ast.walk(module.tree):
        found |= set(roots_imported(node))
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{one.name}" for one in node.names}
    return found


def test_the_import_contracts_hold() -> None:
    checked = subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert checked.returncode == 0, checked.stdout + checked.stderr


BAD = {
    long_files: "\n" * 250,
    long_functions: "def long():\n" + "    pass\n" * 39,
    many_methods: "class Many:\n" + "".join(f"    def m{number}(self): ...\n" for number in range(10)),
    many_parameters: "class Many:\n    def __init__(self, a, b, c, d, e, f, g): ...\n",
    many_settings: "class EarSettings:\n" + "".join(f"    f{number}: int = 0\n" for number in range(13)),
    type_checking: "import typing\nif typing.TYPE_CHECKING: ...\n",
    late_imports: "def late():\n    import json\n",
    empty_names: "class EventHandler: ...\n",
    foreign_permits: "from agent import gate\ngate.Permit()\n",
    foreign_children: "from asyncio.subprocess import create_subprocess_exec as go\ngo('ls')\n",
    foreign_input: "from Xlib.ext import xtest\n",
    foreign_file_changes: "from os import unlink as gone\ngone('x')\n",
    loose_tasks: "import asyncio\nasyncio.get_running_loop().create_task(None)\n",
    fixed_sleeps: "import time\nPAUSE = 0.5\ntime.sleep(PAUSE)\n",
    mocks: "import " + ".".join(("unittest", "mock")) + "\n",
    undocumented: '"""Fine."""\ndef bare(): ...\n',
}
"""Each law's breach in small, so that a law that sees nothing is noticed."""


@pytest.mark.parametrize("law", BAD, ids=lambda law: law.__name__)
def test_a_breach_is_seen_and_named_by_file_and_line(law: Callable[[Module], Iterator[str]]) -> None:
    broken = list(law(Module("agent/bad.py", BAD[law], ast.parse(BAD[law]))))

    assert broken
    assert all(re.match(r"agent/bad\.py:\d+: ", line) for line in broken)


@pytest.mark.parametrize("around", ["def _fine():", "class _Fine:", "class _Fine:\n  def _fine(self):"])
def test_a_bare_function_is_seen_wherever_it_stands(around: str) -> None:
    text = f'"""Fine."""\n{around}\n    async def bare(): ...\n'

    assert [line.partition(": ")[2] for line in undocumented(Module("agent/bad.py", text, ast.parse(text)))] == ["bare has no docstring"]


@pytest.mark.parametrize(("law", "name"), [(stdlib_names, "agent/random.py"), (empty_names, "agent/utils.py"), (untested, "agent/never_tested.py")])
def test_a_bad_name_is_seen(law: Callable[[Module], Iterator[str]], name: str) -> None:
    assert list(law(Module(name, "", ast.parse(""))))
