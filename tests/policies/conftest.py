import pytest

from agent.facts import Facts
from agent.scene import Scene
from policies.cases import Staged
from policies.judge import CedarJudge
from policies.load import BUILT_IN, PolicySet, load_set
from policies.match import Matcher
from policies.staging import stage


@pytest.fixture(scope="session")
def policy_set() -> PolicySet:
    return load_set([BUILT_IN])


@pytest.fixture(scope="session")
def matcher(policy_set: PolicySet) -> Matcher:
    return Matcher(policy_set)


@pytest.fixture(scope="session")
def judge(policy_set: PolicySet) -> CedarJudge:
    return CedarJudge(policy_set)


@pytest.fixture(scope="session")
def scene() -> Scene:
    return stage(
        Staged(
            apps=("Galculator", "Mousepad", "Thunar"),
            windows=("*budget.txt - Mousepad", "Galculator"),
            controls=("Save", "Send", "menu: File", "Pay now"),
            files=("Documents/", "budget.txt", "Documents/notes.md", "Documents/notes.txt", "old report.odt"),
        )
    )


@pytest.fixture
def calm() -> Facts:
    return Facts(locked=False, spoken=True, now=0.0)
