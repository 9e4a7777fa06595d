from shell.event import Reloaded
from tests.shell.stand import Stand, until

LIGHTS = """version = 1

[on]
sentences = ["let there be light"]
slots = { name = "new_name", folder = "folder" }
fixed = { name = "light.txt", folder = "home" }
steps = [{ file = "make_file", folder = "{folder}", name = "{name}" }]
examples = ["let there be light"]
"""


async def test_read_again_aloud_new_words_are_understood_and_a_mistake_is_said(stand: Stand) -> None:
    assert await stand.ended(await stand.service.said("let there be light")) == "not_done"
    await until(lambda: not stand.turns.busy)
    folder = stand.home.parent / "config" / "sayso" / "policies" / "lights"
    folder.mkdir()
    (folder / "intents.toml").write_text(LIGHTS)
    (folder / "rules.cedar").write_text('@id("on")\npermit (principal, action == Action::"do_unasked", resource in Folder::"lights");\n')
    (folder / "tests.toml").write_text('version = 1\n\n[[test]]\nsay = "let there be light"\nintent = "lights.on"\n')

    assert await stand.ended(await stand.service.said("reload the policies")) == "done"
    await until(lambda: "The policies are read again." in stand.ears.spoken)
    assert isinstance(stand.last(Reloaded), Reloaded)
    assert await stand.ended(await stand.service.said("let there be light")) == "done"
    assert (stand.home / "light.txt").exists()

    await until(lambda: not stand.turns.busy)
    (folder / "intents.toml").write_text(LIGHTS + "speed = 3\n")
    assert await stand.ended(await stand.service.said("reload the policies")) == "done"
    await until(lambda: any(said.startswith("The policies stay as they were") and "speed" in said for said in stand.ears.spoken))
