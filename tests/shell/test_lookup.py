import asyncio
import os
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from shell import config
from shell.answers import Offered, Policies, Remembered, Row, Settings, Tried
from shell.client import Client, connected
from shell.control import serving
from shell.event import Failed, Reloaded
from shell.history import History
from shell.scribe import Scribe
from shell.wire import Offers, Recall, Reload, Set, ShowPolicies, ShowSettings, Try
from speech.messages import Expect
from tests.shell.stand import PAYMENTS, Stand, passed, until


@pytest.fixture
async def client(stand: Stand, short_folder: Path) -> AsyncGenerator[Client]:
    """A face, connected over a real socket."""
    path = short_folder / "private.sock"
    async with serving(path, stand.session, stand.service), connected(path) as made:
        yield made


def own_policies(tmp_path: Path) -> Path:
    return tmp_path / "config" / "sayso" / "policies"


async def test_what_can_be_said_names_its_intent_and_what_is_there(stand: Stand, client: Client) -> None:
    (stand.home / "taxes.txt").write_text("")
    await stand.turns.prepare()
    found = await client.look(Offers(), Offered)

    phrases = {phrase.text: phrase.intent for phrase in found.phrases}
    assert phrases["pay the rent"] == "payments.rent"
    assert phrases["delete taxes.txt"].startswith("files.")


async def test_while_a_turn_runs_nobody_looks_at_the_screen_for_a_face(stand: Stand, client: Client) -> None:
    (stand.home / "letter.txt").write_text("dear")
    await stand.hearing.typed("delete letter for good")
    await stand.asked()
    before = stand.eyes.looks
    assert (await client.look(Offers(), Offered)).phrases
    assert (await client.look(Try("delete letter for good"), Tried)).steps == ("delete letter.txt, 4 bytes, for good",)
    assert (await client.look(ShowPolicies(), Policies)).folders

    assert stand.eyes.looks == before


async def test_history_is_searched_and_paged(stand: Stand, client: Client, tmp_path: Path) -> None:
    book = History(tmp_path / "state" / "sayso" / "history.db")
    scribe = Scribe(book, time.time, lambda why: pytest.fail(why))
    stand.session.record(scribe.event)
    for name in ("taxes", "photos"):
        await stand.ended(await client.say(f"make a folder called {name}"))
    scribe.close()
    book.close()

    found = await client.look(Recall("TAX"), Remembered)
    assert [(row.said, row.outcome, row.by) for row in found.rows] == [("make a folder called taxes", "done", "typed")]
    assert found.total == 1
    everything = await client.look(Recall(), Remembered)
    assert await client.look(Recall(before=everything.rows[0].number, limit=1), Remembered) == Remembered(everything.rows[1:], 2)
    assert isinstance(everything.rows[0], Row)


async def test_a_broken_history_finds_nothing_and_is_told(stand: Stand, client: Client, tmp_path: Path) -> None:
    (tmp_path / "state" / "sayso" / "history.db").mkdir(parents=True)

    assert await client.look(Recall(), Remembered) == Remembered()
    failed = stand.last(Failed)
    assert isinstance(failed, Failed)
    assert "history.db cannot be used" in failed.why


async def test_policies_are_shown_with_what_is_wrong_on_the_disk(stand: Stand, client: Client, tmp_path: Path) -> None:
    found = await client.look(ShowPolicies(), Policies)
    assert found.why == ""
    assert {folder.name for folder in found.folders} >= {"apps", "files", "screen", "session", "payments"}
    (own_policies(tmp_path) / "payments" / "rules.cedar").write_text("permit")

    found = await client.look(ShowPolicies(), Policies)
    assert str(own_policies(tmp_path) / "payments" / "rules.cedar") in found.why
    assert {intent.consent for folder in found.folders if folder.name == "payments" for intent in folder.intents} == {"challenge"}


@pytest.mark.parametrize(
    ("text", "intent", "consent", "question", "say"),
    [
        ("pay the rent", "payments.rent", "challenge", "The rent is nine hundred pounds. Make the file rent paid.txt?", ""),
        ("make a folder called taxes", "files.make_folder", "none", "", ""),
        ("what can I say", "session.help", "none", "", ""),
        ("frobnicate the widget", "", "", "", "I did not understand"),
        ("make a folder called there", "files.make_folder", "", "", "There already is there."),
    ],
)
async def test_a_sentence_is_tried_and_not_done(stand: Stand, client: Client, text: str, intent: str, consent: str, question: str, say: str) -> None:
    (stand.home / "there").mkdir()
    found = await client.look(Try(text), Tried)

    assert (found.said, found.intent, found.consent, found.question) == (text, intent, consent, question)
    assert say in found.say
    assert bool(found.say) is bool(say)
    assert [path.name for path in stand.home.iterdir()] == ["there"]
    assert stand.ledger.entries() == []


async def test_a_try_names_slots_steps_and_rules(stand: Stand, client: Client) -> None:
    (stand.home / "budget.txt").write_text("rent")
    await stand.turns.prepare()
    found = await client.look(Try("delete budget for good"), Tried)

    assert found.slots == {"file": "budget.txt"}
    assert found.steps == ("delete budget.txt, 4 bytes, for good",)
    assert found.rules


async def test_settings_are_shown_and_set_in_the_user_s_file(stand: Stand, client: Client, tmp_path: Path) -> None:
    file = tmp_path / "config" / "sayso" / "config.toml"
    file.write_text("# mine\nanswer_s = 8\n")
    assert await client.order(Set("ui.theme", "light")) == ""

    found = await client.look(ShowSettings(), Settings)
    values = {setting.key: setting.value for setting in found.settings}
    assert found.path == str(file)
    assert (values["ui.theme"], values["answer_s"]) == ("light", "8")
    assert file.read_text().startswith("# mine\nanswer_s = 8\n")
    assert await client.order(Set("answer_s", "99")) == "answer_s must be from 5.0 to 30.0"


async def test_settings_set_at_once_are_all_kept(stand: Stand, client: Client, tmp_path: Path) -> None:
    orders = (Set("ui.big", "true"), Set("ui.still", "true"), Set("answer_s", "9"), Set("model", "tiny.en"))
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(stand.service.ordered(order)) for order in orders]

    assert [task.result() for task in tasks] == ["", "", "", ""]
    found = config.load(tmp_path / "config" / "sayso" / "config.toml")
    assert (found.ui.big, found.ui.still, found.answer_s, found.model) == (True, True, 9, "tiny.en")


async def test_a_broken_configuration_shows_the_defaults_and_is_told(stand: Stand, client: Client, tmp_path: Path) -> None:
    file = tmp_path / "config" / "sayso" / "config.toml"
    file.write_text("speed = 3\n")
    found = await client.look(ShowSettings(), Settings)

    assert {setting.key: setting.value for setting in found.settings}["answer_s"] == "10"
    failed = stand.last(Failed)
    assert isinstance(failed, Failed)
    assert failed.why.startswith(f"{file}:1: speed: unknown key")
    assert (await client.order(Set("ui.big", "true"))).startswith(f"{file}:1: speed: unknown key")


async def test_a_reload_is_in_force_for_the_next_sentence_and_is_told(stand: Stand, client: Client, tmp_path: Path) -> None:
    folder = own_policies(tmp_path) / "payments"
    (folder / "intents.toml").write_text(PAYMENTS["intents.toml"].replace("pay the rent", "settle the rent"))
    (folder / "tests.toml").write_text(PAYMENTS["tests.toml"].replace("pay the rent", "settle the rent"))
    assert (await client.look(Try("settle the rent"), Tried)).intent == ""

    assert await client.order(Reload()) == ""
    assert (await client.look(Try("settle the rent"), Tried)).consent == "challenge"
    told = stand.last(Reloaded)
    assert isinstance(told, Reloaded)
    assert (told.why, told.intents) == ("", len(stand.rules.force.policies.intents))
    heard = [order for order in stand.ears.orders if isinstance(order, Expect)]
    assert any("settle the rent" in phrase for phrase in heard[-1].expectation.phrases)
    turn = await client.say("settle the rent")
    assert (await stand.asked()).kind == "challenge"
    await client.stop()
    assert await stand.ended(turn) == "stopped"


async def test_a_reload_of_a_mistake_keeps_the_old_set_and_names_it(stand: Stand, client: Client, tmp_path: Path) -> None:
    before = stand.rules.digest
    (own_policies(tmp_path) / "payments" / "intents.toml").write_text("version = 1\n[rent]\nspeed = 3\n")

    why = await client.order(Reload())
    told = stand.last(Reloaded)
    assert isinstance(told, Reloaded)
    assert "intents.toml" in why
    assert told.why == why
    assert stand.rules.digest == before


async def test_a_reload_waits_for_the_open_question_and_what_was_asked_stays_judged_by_the_old_set(
    stand: Stand, client: Client, tmp_path: Path
) -> None:
    (stand.home / "letter.txt").write_text("dear")
    before, stand.consent._answer_s = stand.rules.digest, 20.0
    turn = await client.say("delete letter for good")
    await stand.asked()
    (own_policies(tmp_path) / "payments" / "rules.cedar").write_text("")
    async with asyncio.TaskGroup() as group:
        reloading = group.create_task(stand.service.ordered(Reload()))
        await passed(0.3)  # long after the files are read
        assert (stand.rules.digest, reloading.done()) == (before, False)
        assert await client.answer("yes") == ""
        assert await stand.ended(turn) == "done"
        assert await reloading == ""

    assert stand.rules.digest != before
    assert {entry.body["policy"] for entry in stand.ledger.entries() if "policy" in entry.body} == {before}


async def test_answers_hold_the_event_loop_up_for_no_time(stand: Stand, client: Client) -> None:
    for number in range(2000):
        (stand.home / f"paper {number}.txt").touch()
    await stand.turns.prepare()
    gaps, done = list[float](), asyncio.Event()

    async def tick() -> None:
        last = time.perf_counter()
        while not done.is_set():
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    async with asyncio.TaskGroup() as group:
        group.create_task(tick())
        await until(lambda: len(gaps) > 5)
        await client.look(Offers(), Offered)
        await client.look(ShowPolicies(), Policies)
        await client.look(Try("delete paper 7 for good"), Tried)
        await client.look(Recall(), Remembered)
        done.set()

    assert sorted(gaps)[int(len(gaps) * 0.95)] < 0.02
    assert os.cpu_count() == 1 or max(gaps) < 0.2
