import time
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from textual.widgets import Input

from shell.demo.pictures import CHALLENGE
from shell.errors import NotRunning
from shell.event import Acting, Answered, Asked, Attention, Ended, Event, Heard, Level, Listening, Partial, Reloaded, Show
from shell.session import Session
from shell.ui.app import ShellApp
from shell.ui.statebar import Meter, StateBar
from shell.ui.view import Fill, Go
from shell.ui.views import VIEWS, Views
from tests.shell.stand import until
from tests.shell.ui.house import House, house, living, painted, text


@pytest.fixture
async def at(short_folder: Path) -> AsyncGenerator[House]:
    async with house(short_folder) as made:
        yield made


@pytest.mark.parametrize(
    ("event", "word"),
    [
        (Heard(1, 0.0, "hi"), "thinking"),
        (Acting(1, 0.0, 1, "open it"), "acting"),
        (Asked(1, 0.0, "yes", "Sure?"), "asking"),
        (Attention(0, 0.0, asleep=True), "asleep"),
        (Attention(0, 0.0, muted=True), "muted"),
    ],
)
async def test_the_state_follows_the_events(at: House, event: Event, word: str) -> None:
    async with living(at) as pilot:
        await until(lambda: pilot.app.query_one(StateBar).has_class("listening"))
        at.tell(event)
        await until(lambda: pilot.app.query_one(StateBar).has_class(word))


async def test_what_is_typed_is_said_to_the_question_when_one_is_open(at: House) -> None:
    async with living(at) as pilot:
        await pilot.press(*"hello", "enter")
        await until(lambda: at.service.told == ["say hello"])
        at.tell(Asked(1, 0.0, "yes", "Delete it for good?"))
        await until(lambda: "Delete it for good?" in painted(pilot))
        await pilot.press(*"no", "enter")
        await until(lambda: at.service.told[1:] == ["answer no"])
        at.tell(Answered(1, 1.0, False, "ui", "no"))
        await until(lambda: not pilot.app.query_one("QuestionPanel").display)
        await pilot.press(*"hi", "enter")
        await until(lambda: at.service.told[2:] == ["say hi"])


async def test_it_comes_back_with_the_daemon_with_the_open_question_and_its_digits(at: House) -> None:
    async with living(at) as pilot:
        await pilot.press(*"half a sen")
        await at.close()
        await until(lambda: "Sayso is not running here" in painted(pilot))
        assert pilot.app.query_one(StateBar).has_class("lost")
        await pilot.press(*"tence", "enter")
        await until(lambda: pilot.app.query_one("#words", Input).value == "half a sentence")
        other = Session()
        other.publish(Heard(4, 1.0, "pay Anna"))
        other.publish(CHALLENGE)
        await at.open(other)
        await until(lambda: "confirm 4815" in painted(pilot))
        await pilot.press(*"confirm 4815", "enter")
        await until(lambda: at.service.told == ["answer confirm 4815"])
        other.publish(Answered(4, 20.0, True, "ui", "confirm ••••"))
        await until(lambda: pilot.app.query_one("#words", Input).value == "half a sentence")
        await until(lambda: "“pay Anna”" in painted(pilot))
        assert "4815" not in painted(pilot)


async def test_escape_stops_and_the_keys_do_what_they_say(at: House) -> None:
    async with living(at) as pilot:
        at.tell(Heard(1, 1.0, "open it"), Ended(1, 2.0, "done", "Opened."))
        await until(lambda: "Opened." in painted(pilot))
        for key, told in (("escape", "stop"), ("ctrl+l", "Listen(on=False)"), ("ctrl+o", "Mute(on=True)"), ("ctrl+r", "say open it")):
            at.service.told.clear()
            await pilot.press(key)
            await until(lambda told=told: at.service.told == [told])
        at.tell(Attention(1, 3.0, asleep=True, muted=True))
        await until(lambda: pilot.app.query_one(StateBar).has_class("muted"))
        for key, told in (("ctrl+l", "Listen(on=True)"), ("ctrl+o", "Mute(on=False)")):
            at.service.told.clear()
            await pilot.press(key)
            await until(lambda told=told: at.service.told == [told])


@pytest.mark.parametrize("name", VIEWS)
async def test_each_view_is_shown_by_voice_and_by_key(at: House, name: str) -> None:
    async with living(at) as pilot:
        views = pilot.app.query_one(Views)
        key = f"f{['help', 'home', 'plan', 'history', 'policies', 'settings', 'doctor'].index(name) + 1}"
        await pilot.press(key)
        await until(lambda: views.current == name)
        at.tell(Show(0, 1.0, "help" if name == "home" else "home"))
        await until(lambda: views.current != name)
        at.tell(Show(0, 2.0, name))
        await until(lambda: views.current == name)


async def test_the_look_is_changed_by_voice_and_kept(at: House) -> None:
    async with living(at) as pilot:
        for word, order in (("light", "Set(key='ui.theme', value='light')"), ("larger", "Set(key='ui.big', value='yes')")):
            at.tell(Show(0, 1.0, "look", word))
            await until(lambda order=order: order in at.service.told)
        assert pilot.app.theme == "sayso-light"
        assert pilot.app.screen.has_class("-big")
    async with living(at) as pilot:
        await until(lambda: pilot.app.theme == "sayso-light" and pilot.app.screen.has_class("-big"))


async def test_pages_turn_by_voice(at: House) -> None:
    async with living(at) as pilot:
        pilot.app.animation_level = "none"
        await pilot.press("f1")
        await until(lambda: "You can always say" in painted(pilot))
        at.tell(Show(0, 1.0, "bottom"))
        await until(lambda: "You can always say" not in painted(pilot))
        at.tell(Show(0, 1.0, "top"))
        await until(lambda: "You can always say" in painted(pilot))


async def test_what_is_being_said_is_seen_on_every_view(at: House) -> None:
    async with living(at) as pilot:
        at.tell(Partial(0, 1.0, "open the calc"))
        await until(lambda: "… open the calc" in painted(pilot))
        await pilot.press("f3")
        at.tell(Partial(0, 1.1, "open the calculat"))
        await until(lambda: "… open the calculat" in painted(pilot))
        at.tell(Heard(1, 1.2, "open the calculator"))
        await until(lambda: "…" not in pilot.app.query_one("#words", Input).placeholder)


async def test_a_level_moves_the_meter(at: House) -> None:
    async with living(at) as pilot:
        at.tell(Level(0, 50.0, 0.7, 0.9))
        await until(lambda: pilot.app.query_one(Meter).level == 0.7)


async def test_views_fill_the_line_and_switch(at: House) -> None:
    async with living(at) as pilot:
        view = pilot.app.query_one(Views).view
        view.post_message(Fill("delete "))
        await until(lambda: pilot.app.query_one("#words", Input).value == "delete ")
        view.post_message(Go("plan"))
        await until(lambda: pilot.app.query_one(Views).current == "plan")


async def test_reloaded_policies_are_told(at: House) -> None:
    async with living(at, (120, 40)) as pilot:
        at.tell(Reloaded(0, 1.0, 42))
        await until(lambda: "42 intents" in painted(pilot))
        at.tell(Reloaded(0, 2.0, 0, "rules.cedar:3: [no] such action"))
        await until(lambda: "[no] such action" in painted(pilot))


async def test_words_are_never_read_as_markup(at: House) -> None:
    async with living(at) as pilot:
        at.tell(Heard(1, 0.0, "[red]open[/red] [x"), Ended(1, 0.1, "done", "[/]"), Asked(1, 0.2, "yes", "Delete [b]it[/b]?"))
        await until(lambda: "Delete [b]it[/b]?" in painted(pilot))

        assert "[red]open[/red] [x" in painted(pilot)
        assert "[/]" in painted(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (320, 90)])
@pytest.mark.parametrize("words", [(), ("light", "contrast"), ("larger", "still")])
async def test_nothing_lies_outside_the_screen(at: House, size: tuple[int, int], words: tuple[str, ...]) -> None:
    async with living(at, size) as pilot:
        for word in words:
            at.tell(Show(0, 1.0, "look", word))
        for event in (None, CHALLENGE):
            if event is not None:
                at.tell(event)
            await pilot.pause()
            for selector in ("StateBar", "Word", "#aside", "Views", "WordLine", "#words", "KeyLine"):
                region = pilot.app.query_one(selector).region
                assert region.right <= size[0], selector
                assert region.bottom <= size[1], selector
            assert painted(pilot).split("\n")[-1].strip().startswith("F1 Help")


async def test_with_its_own_daemon_it_ends_when_that_does(at: House) -> None:
    app = ShellApp(at.path, clock=lambda: time.gmtime(0))
    async with app.run_test():
        await until(lambda: app.daemon.there)
        await at.close()
        await until(lambda: not app.is_running)


async def test_hung_up_on_for_being_slow_it_joins_again_instead_of_ending(at: House) -> None:
    app = ShellApp(at.path)
    async with app.run_test() as pilot:
        await until(lambda: app.daemon.there)
        for _ in range(1001):
            at.tell(Listening(0, 0.0))
        await until(lambda: not app.daemon.there)
        await until(lambda: app.daemon.there)
        at.tell(Heard(9, 1.0, "still there"))
        await until(lambda: "still there" in painted(pilot))


async def test_without_a_daemon_it_says_so_and_ends(short_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with ShellApp(short_folder / "nobody.sock").run_test() as pilot:
        await until(lambda: not pilot.app.is_running)

    assert capsys.readouterr().err == f"{NotRunning()}\n"


async def test_the_transcript_keeps_what_happened_while_another_view_is_shown(at: House) -> None:
    async with living(at) as pilot:
        await pilot.press("f3")
        at.tell(Heard(1, 1.0, "open it"), Ended(1, 2.0, "done", "Opened."))
        await until(lambda: "Opened." in text(pilot, "#outcome"))
        await pilot.press("f2")
        await until(lambda: "“open it”" in painted(pilot))


async def test_an_item_in_sight_is_chosen_by_voice(at: House) -> None:
    async with living(at) as pilot:
        await until(lambda: pilot.app.query_one(Views).view.numbered(1) is not None)
        at.tell(Show(0, 1.0, "choose", "1"))
        await until(lambda: any(told.startswith("say ") for told in at.service.told))
        at.tell(Show(0, 2.0, "choose", "99"))
        at.tell(Show(0, 3.0, "help"))
        await until(lambda: pilot.app.query_one(Views).current == "help")
        assert sum(told.startswith("say ") for told in at.service.told) == 1
