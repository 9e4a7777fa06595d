import re
from pathlib import Path

from agent.scene import Scene
from policies.load import BUILT_IN, load_set
from policies.match import Matcher
from policies.reading import Understood
from shell.demo.scratch import SCRIPT, furnish
from shell.scenes import files_below
from shell.script import read


def test_every_file_the_demonstration_names_is_there(tmp_path: Path) -> None:
    furnish(tmp_path)
    scene = Scene((), tuple(files_below(str(tmp_path))), str(tmp_path))
    said = [line.say for line in read(SCRIPT) if re.search(r"\b(trash|good|rename)\b", line.say, re.IGNORECASE)]

    assert said
    matcher = Matcher(load_set([BUILT_IN]))
    for sentence in said:
        assert isinstance(matcher.match(sentence, scene), Understood), sentence


def test_a_home_can_have_a_policy_to_practise_payments_with(tmp_path: Path) -> None:
    furnish(tmp_path, payments=True)
    own = load_set([BUILT_IN, tmp_path / ".config/sayso/policies"])

    assert own.intents["payments.rent"].groups == {"money_out"}


def test_an_empty_folder_is_furnished_with_something_to_lose(tmp_path: Path) -> None:
    furnish(tmp_path)

    assert all(path.read_text() for path in tmp_path.iterdir())
