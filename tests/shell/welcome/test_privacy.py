import time
from pathlib import Path

from agent.ledger import Ledger
from shell import paths
from shell.answers import Row
from shell.history import History
from shell.welcome.privacy import SHORT, stored, tell_stored
from tests.shell.welcome.puppet import Puppet, leading


def environ_of(home: Path) -> dict[str, str]:
    return {"HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run")}


def test_everything_that_is_kept_has_its_place_and_its_way_to_be_erased(tmp_path: Path) -> None:
    environ = environ_of(tmp_path)
    place = paths.of(environ)
    place.state.mkdir(parents=True)
    book = History(place.history)
    book.add(Row(0, time.time(), "hello"))
    book.close()
    kept = stored(environ)

    assert "(1 turn now)" in kept[0].what
    for path in (place.history, place.ledger, place.config, place.state / "welcome.json"):
        assert any(str(path) == one.where for one in kept), path
    assert all(one.erase and one.line().count("\n") == 2 for one in kept)
    assert any("--record" in one.what for one in kept)


def test_the_ledger_can_be_erased_as_it_says(tmp_path: Path) -> None:
    place = paths.of(environ_of(tmp_path))
    place.state.mkdir(parents=True)
    Ledger(place.ledger, time.time).close()
    (place.state / "ledger.head").write_text("x")
    command = next(one.erase for one in stored(environ_of(tmp_path)) if str(place.ledger) == one.where)

    pattern = command.rpartition("rm ")[2]
    assert sorted(one.name for one in place.state.glob(Path(pattern).name)) == sorted(one.name for one in place.state.iterdir())


async def test_short_aloud_and_all_of_it_for_who_wants_it(short_folder: Path) -> None:
    short, long = Puppet(chooses={"how to erase": ["no"]}), Puppet(chooses={"how to erase": ["yes"]})
    async with leading(short, short_folder) as guide:
        await tell_stored(guide)
    async with leading(long, short_folder) as guide:
        await tell_stored(guide)

    assert short.told == [*SHORT, "Shall I say how to erase it?"]
    assert len(long.told) == len(short.told) + 3
    assert any("sayso history --erase --yes" in line for line in short.shown)
