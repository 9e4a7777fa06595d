from pathlib import Path

import pytest

from policies.errors import PolicyError
from policies.intents import read_intents
from policies.slots import SlotType

GOOD = """version = 1

[open]
sentences = [
  "open {app}",
  "start {app}",
]
slots = { app = "app" }
steps = [{ launch = "{app}" }]
reply = "Opened {app}."
examples = ["open {app}"]
"""


def read(tmp_path: Path, text: str, domain: str = "apps"):
    file = tmp_path / "intents.toml"
    file.write_text(text, encoding="utf-8")
    return read_intents(file, domain)


def test_a_table_is_an_intent(tmp_path: Path):
    intention = read(tmp_path, GOOD)["apps.open"]
    assert intention.slots == {"app": SlotType.APP}
    assert intention.steps[0].kind == "launch"
    assert (intention.line, [phrase.line for phrase in intention.sentences]) == (3, [5, 6])


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ('reply = "Opened {app}."', "colour = 3", 10, "open.colour"),
        ('"app" }', '"ap" }', 8, "open.slots.app"),
        ('launch = "{app}"', 'launch = "{apq}"', 9, "open.steps"),
        ('"start {app}"', '"start (app"', 6, "open.sentences"),
        ('"start {app}"', '"start {other}"', 6, "open.sentences"),
        ('"start {app}"', '"start it"', 6, "open.sentences"),
        ('"start {app}"', '"start [{app}]"', 6, "open.sentences"),
        ('"start {app}"', '"{app}"', 6, "open.sentences"),
        ("Opened {app}", "Opened {thing}", 10, "open.reply"),
        ('reply = "Opened {app}."', 'groups = ["irreversable"]', 10, "open.groups"),
        ('reply = "Opened {app}."', 'groups = ["harmless"]', 10, "open.groups"),
        ('reply = "Opened {app}."', 'answer = "help"', 10, "open.answer"),
        ('steps = [{ launch = "{app}" }]', "", 3, "open"),
        ("[open]", "[Open]", 3, "Open"),
    ],
)
def test_faults_name_line_and_key(tmp_path: Path, old: str, new: str, line: int, key: str):
    with pytest.raises(PolicyError) as caught:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert (caught.value.line, caught.value.key) == (line, key)


def test_free_text_comes_last_and_never_in_risky_intents(tmp_path: Path):
    text = 'version = 1\n[say]\nsentences = ["say {text}"]\nslots = { text = "text" }\nsteps = [{ type = "{text}" }]\n'
    assert read(tmp_path, text)
    with pytest.raises(PolicyError, match="comes last"):
        read(tmp_path, text.replace("say {text}", "say {text} aloud"))
    with pytest.raises(PolicyError, match="risky"):
        read(tmp_path, text + 'groups = ["send"]\n')


@pytest.mark.parametrize("domain", ["floor", "Apps", "my-apps"])
def test_a_folder_cannot_take_the_floors_place_or_an_odd_name(tmp_path: Path, domain: str):
    with pytest.raises(PolicyError):
        read(tmp_path, GOOD, domain)
