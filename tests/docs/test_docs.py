"""The docs cannot rot: they build without a warning, links lead somewhere, commands parse, and what they say can be said is understood."""

import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.challenge import Proof, Ruling, rule
from agent.gate import ConsentKind
from policies.cases import Staged
from policies.check import check
from policies.examine import examine, failures
from policies.load import BUILT_IN, load_set
from policies.match import Matcher, Understood
from policies.staging import stage
from shell.cli.arguments import parser
from shell.reference.commands import commands
from speech.stopwords import is_stop

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")), *sorted((ROOT / "docs").rglob("*.md"))]
TUTORIALS = [page for page in PAGES if page.parent.name == "tutorials"]
FOLDERS = (ROOT / "shell/demo", ROOT / "docs/examples")
"""Where the policy folders lie that the tutorials use."""
SCENE = Staged(
    apps=("Galculator", "Mousepad"),
    windows=("Galculator", "Letter to Anna - Mousepad"),
    controls=("Save", "Send"),
    files=("holiday photos/", "summer/", "old budget.txt", "junk mail.txt"),
)
"""What is on the screen of who reads the tutorials."""


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def commands_in(text: str) -> Iterator[str]:
    """Every `sayso …` in code, up to a comment or another command."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    blocks = re.findall(r"^```(?:sh|bash)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL) + re.findall(r"^ {4}(.+)$", prose, re.MULTILINE)
    code = [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", prose)
    for line in code:
        for part in re.split(r"\s#|&&|;|`", line.replace(r"\|", "|")):
            found = re.match(r"(?:sudo |\S*/)?sayso ([a-z|]+(?: .*)?)$", part.strip())
            if found:
                yield found[1]


def spelled_out(command: str) -> Iterator[list[str]]:
    """The words of a command, one list for each choice in it: "policy check|list" is two."""
    words = ["5" if word == "N" else word for word in re.findall(r'"[^"]*"|\S+', re.sub(r"[\[\]…]", "", command))]
    yield from (list(one) for one in itertools.product(*([word] if word.startswith('"') else word.split("|") for word in words)))


COMMANDS = sorted({(page.name, command) for page in PAGES for command in commands_in(text_of(page))})
LINKS = sorted({(page, target) for page in PAGES for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)) if "://" not in target})
SENTENCES = sorted({(page.name, sentence) for page in PAGES for sentence in re.findall(r"\*\*“(.+?)”\*\*", text_of(page))})


def test_the_docs_build_without_a_warning(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "-b", "html", "-d", tmp_path / "trees", "docs", tmp_path / "html"],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert built.returncode == 0, built.stderr
    reference = (tmp_path / "html/cli.html").read_text() + (tmp_path / "html/dbus.html").read_text()
    assert all(word in reference for word in ("sayso ledger", "--erase", "ReloadPolicies", "Understood"))
    assert not list((ROOT / "docs").glob("_build*"))


@pytest.mark.parametrize(("page", "target"), LINKS, ids=lambda value: value.name if isinstance(value, Path) else value)
def test_a_link_leads_somewhere(page: Path, target: str) -> None:
    name, _, anchor = target.partition("#")
    there = page.parent / name if name else page

    assert there.exists(), f"{page.name}: {target}"
    if anchor and there.suffix == ".md" and "<!-- generated" not in text_of(there):
        assert anchor in anchors(text_of(there)), f"{page.name}: {target}"


def test_every_picture_is_shown_somewhere() -> None:
    shown = "".join(text_of(page) for page in PAGES)

    assert [file.name for file in (ROOT / "docs/pictures").iterdir() if f"pictures/{file.name}" not in shown] == []


def anchors(text: str) -> set[str]:
    """As web sites make them from headings."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_a_command_can_be_given(page: str, command: str) -> None:
    for words in spelled_out(command):
        if len(words) == 1 and words[0] in commands(parser()):
            continue  # the command is talked about, not given
        args, late = parser().parse_known_args(words)

        assert not late or (hasattr(args, "words") and not any(word.startswith("-") for word in late)), words


def test_enough_was_found_to_mean_something() -> None:
    assert len(COMMANDS) > 40
    assert len(LINKS) > 25
    assert len(SENTENCES) > 40


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_set([BUILT_IN, *FOLDERS]))


@pytest.mark.parametrize(("page", "sentence"), SENTENCES)
def test_what_can_be_said_is_understood(matcher: Matcher, page: str, sentence: str) -> None:
    answers = rule(ConsentKind.YES, "", Proof(sentence, typed=True)) is not Ruling.AGAIN

    assert answers or is_stop(sentence) or isinstance(matcher.match(sentence, stage(SCENE)), Understood)


def test_what_is_not_said_like_that_would_be_noticed(matcher: Matcher) -> None:
    assert not isinstance(matcher.match("delete the moon", stage(SCENE)), Understood)
    with pytest.raises(SystemExit):
        parser().parse_args(["ledger", "burn"])


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.name)
def test_a_policy_that_is_printed_is_one_that_works(page: Path) -> None:
    files = {file.read_text(encoding="utf-8").strip() for folder in FOLDERS for file in folder.glob("*/*.*") if file.suffix in (".toml", ".cedar")}
    printed = re.findall(r"^```(?:toml|text)\n(.*?)^```", text_of(page), re.MULTILINE | re.DOTALL)
    policies = [block.strip() for block in printed if "version = 1" in block or "permit (" in block]

    assert set(policies) <= files
    assert policies or page.name == "hands-free.md"


def test_the_policies_of_the_tutorials_are_sound() -> None:
    places = (BUILT_IN, *FOLDERS)

    assert not check(places)
    assert not failures(examine(load_set(places)))
