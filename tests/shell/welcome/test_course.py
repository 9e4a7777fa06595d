"""The welcome as a whole, with a user who answers, skips, stops, says nothing or something else."""

import asyncio
import re

import pytest

from shell.event import Asked, Heard
from shell.paths import of
from shell.welcome import progress
from shell.welcome.course import STEPS, Manner, welcome
from shell.welcome.farewell import ALWAYS, WORDS
from shell.welcome.progress import FINISHED, SILENCE, STOPPED, wanted
from shell.welcome.stopping import LONG
from tests.shell.stand import Stand, until
from tests.shell.welcome.user import QUICK, led

WILLING = {
    "Do you hear me?": ["Yes."],
    "Please say": ["The sun is shining."],
    "is not here yet": ["No.", "No."],
    "I measure how fast": ["Skip."],
    "Shall I say how to erase it?": ["No."],
    "Say: what can I say": ["What can I say?"],
    "Once upon a time": ["Stop!"],
    "Say: make a folder": ["Make a folder called practice run."],
    "When I ask, say no.": ["Delete practice run for good."],
    "This time, say yes": ["Delete practice run for good."],
    "This cannot be undone": ["No.", "Yes."],
}
"""A user who does everything that is asked."""


def without(*parts: str, **other: list[str]) -> dict[str, list[str]]:
    return {part: said for part, said in WILLING.items() if part not in parts} | other


async def test_a_willing_user_is_led_through_all_of_it_and_nothing_is_left_behind(stand: Stand, environ: dict[str, str]) -> None:
    ended, shown = await led(stand, environ, WILLING)

    assert ended == FINISHED
    assert stand.ears.spoken[-1] == ALWAYS
    assert list(stand.home.iterdir()) == []
    assert progress.read(progress.file_of(of(environ))).done == tuple(STEPS)
    assert not wanted(of(environ))
    for praise in ("Well done. Ask that", "Well done. “Stop” works", "without a yes I leave it alone", "Only a yes lets me"):
        assert any(praise in text for text in stand.ears.spoken), praise
    assert any("sayso history --erase" in line for line in shown)


async def test_what_is_said_is_short_and_plain(stand: Stand, environ: dict[str, str]) -> None:
    _, shown = await led(stand, environ, WILLING | {"Shall I say how to erase it?": ["Yes."]})
    ours = [text for text in stand.ears.spoken if any(line == text or line.startswith(f"{text} [") for line in shown)]

    assert len(ours) > 20
    for text in ours:
        if text == LONG:
            continue
        sentences = [one for one in re.split(r"(?<=[.?!])\s+", text) if one]
        assert len(sentences) <= 2, text
        assert all(len(one.split()) <= 20 for one in sentences), text
        assert not re.search(r"(?i)daemon|socket|latency|null|endpoint|xdg|/", text), text


async def test_stop_ends_it_at_any_time_and_it_goes_on_where_it_was(stand: Stand, environ: dict[str, str]) -> None:
    ended, _ = await led(stand, environ, WILLING | {"Please say": ["Stop."]})

    assert ended == STOPPED
    assert stand.ears.spoken[-1] == WORDS[STOPPED]
    assert not wanted(of(environ))
    assert progress.read(progress.file_of(of(environ))).done == ("greeting", "speaker")

    before = len(stand.ears.spoken)
    ended, _ = await led(stand, environ, WILLING)
    assert ended == FINISHED
    assert stand.ears.spoken[before] == "Welcome back. We go on where we stopped."
    assert not any("Do you hear me?" in text for text in stand.ears.spoken[before:])


async def test_stop_in_the_middle_of_a_sentence_ends_it_too(stand: Stand, environ: dict[str, str]) -> None:
    stand.ears.hold = True
    async with asyncio.TaskGroup() as group:
        running = group.create_task(welcome(environ, Manner(lambda line: None, False, None, QUICK)))
        await until(lambda: stand.session.state.speaking)
        stand.ears.hold = False
        await stand.ears.hear("Stop.")

    assert running.result() == STOPPED
    assert "Stopped." in stand.ears.spoken
    assert stand.ears.spoken[-1] == WORDS[STOPPED]
    assert not any("Do you hear me?" in text for text in stand.ears.spoken)


async def test_stop_by_a_key_closes_the_question_and_ends_it(stand: Stand, environ: dict[str, str]) -> None:
    async with asyncio.TaskGroup() as group:
        running = group.create_task(welcome(environ, Manner(lambda line: None, False, None, QUICK)))
        await until(lambda: stand.session.state.asked is not None)
        await stand.service.stopped(False)

    assert running.result() == STOPPED
    assert stand.session.state.asked is None


async def test_every_step_can_be_skipped_by_voice(stand: Stand, environ: dict[str, str]) -> None:
    skipping = {
        "Do you hear me?": ["Skip."],
        "Please say": ["skip it"],
        "is not here yet": ["Skip.", "Skip."],
        "I measure how fast": ["Skip."],
        "I keep what you said": ["Skip this."],
        "Say: what can I say": ["Skip."],
        "I read something long": ["Next."],
        "What cannot be undone, I ask": ["Skip, please."],
    }
    ended, _ = await led(stand, environ, skipping)

    assert ended == FINISHED
    assert stand.ears.spoken.count("Skipped.") >= 7
    assert progress.read(progress.file_of(of(environ))).done == tuple(STEPS)


async def test_silence_is_asked_once_more_and_then_it_ends_politely(stand: Stand, environ: dict[str, str]) -> None:
    ended, shown = await led(stand, environ, {})

    questions = [event for event in stand.events if isinstance(event, Asked)]
    assert ended == SILENCE
    assert len(questions) == 2
    assert any("turn the volume up" in line for line in shown)
    assert stand.ears.spoken[-1] == WORDS[SILENCE]
    assert not wanted(of(environ))
    assert progress.read(progress.file_of(of(environ))).done == ("greeting",)


async def test_silence_in_a_lesson_is_waited_for_once_more(stand: Stand, environ: dict[str, str]) -> None:
    ended, _ = await led(stand, environ, without("Say: what can I say"))

    assert ended == SILENCE
    assert "Take your time. Say: what can I say." in stand.ears.spoken


async def test_something_else_is_corrected_twice_and_never_scolded(stand: Stand, environ: dict[str, str]) -> None:
    replies = without("Say: what can I say") | {"Now you. Say": ["Bananas."], "more: what can I say": ["Say that again.", "Bananas."]}
    ended, _ = await led(stand, environ, replies)

    assert ended == FINISHED
    assert "I heard “Bananas”. Once more: what can I say." in stand.ears.spoken
    assert "Almost. Once more: what can I say." in stand.ears.spoken
    assert "Never mind, that comes with practice." in stand.ears.spoken


async def test_a_yes_too_early_is_explained_and_a_folder_that_stays_is_named(stand: Stand, environ: dict[str, str]) -> None:
    ended, _ = await led(stand, environ, WILLING | {"This cannot be undone": ["Yes."]})
    assert ended == FINISHED
    assert "That was a yes, so it is gone. With a no it would have stayed." in stand.ears.spoken

    ended, shown = await led(stand, environ, WILLING | {"This time, say yes": ["Stop."], "This cannot be undone": ["No."]}, again=True)
    assert ended == STOPPED
    assert (stand.home / "practice run").is_dir()
    assert any(str(stand.home / "practice run") in line for line in shown)


async def test_a_folder_of_the_user_s_with_that_name_is_left_alone(stand: Stand, environ: dict[str, str]) -> None:
    (stand.home / "practice run").mkdir()
    (stand.home / "practice run" / "mine.txt").write_text("mine")
    await led(stand, environ, WILLING | {"Say: make a folder": ["Skip."]})

    assert any("make a folder named second practice" in text for text in stand.ears.spoken)
    assert (stand.home / "practice run" / "mine.txt").read_text() == "mine"


async def test_nothing_is_asked_twice_unless_again(stand: Stand, environ: dict[str, str]) -> None:
    await led(stand, environ, WILLING)
    before = len(stand.ears.spoken)
    ended, shown = await led(stand, environ, {})
    assert ended == FINISHED
    assert stand.ears.spoken[before:] == []
    assert "--again" in shown[-1]

    ended, _ = await led(stand, environ, {"Hello, I am Sayso": ["Stop."]}, again=True)
    assert ended == STOPPED


async def test_what_is_typed_answers_questions_and_does_lessons(stand: Stand, environ: dict[str, str]) -> None:
    waiting: asyncio.Queue[str] = asyncio.Queue()

    async def typed():
        while True:
            yield await waiting.get()

    async with asyncio.TaskGroup() as group:
        running = group.create_task(welcome(environ, Manner(lambda line: None, False, typed(), QUICK)))
        await until(lambda: stand.session.state.asked is not None)
        waiting.put_nowait("no")
        await until(lambda: any("Please say" in text for text in stand.ears.spoken))
        waiting.put_nowait("stop")

    assert running.result() == STOPPED
    assert "The screen says what may help. We go on." in stand.ears.spoken
    assert not [event for event in stand.events if isinstance(event, Heard)]


async def test_a_daemon_that_is_not_there_is_said_in_one_line(short_folder: object) -> None:
    with pytest.raises(Exception, match="sayso is not running here"):
        await welcome({"HOME": "/nonexistent", "XDG_RUNTIME_DIR": str(short_folder)}, Manner(lambda line: None))
