from shell.answers import Offered, Phrase, Program, Remembered, Row
from shell.ui.lists import MOST, VAST, Lists, listed
from tests.shell.ui.house import Stage

MANY = Offered(tuple(Phrase(f"say {number}", "x") for number in range(40)), tuple(Program(f"App {number}") for number in range(60)), ("Notes",))


async def test_as_many_as_there_is_room_for_numbered_through() -> None:
    async with Stage(Lists()).run_test(size=(120, 60)) as pilot:
        lists = pilot.app.query_one(Lists)
        lists.lay(MANY, Remembered())
        groups = lists.groups
        assert [len(groups[name].picks) for name in ("phrases", "apps", "windows", "recent")] == [MOST["phrases"], MOST["apps"], 1, 0]
        assert groups["windows"].first == MOST["phrases"] + MOST["apps"] + 1
        assert lists.picks[groups["windows"].first - 1].say == "switch to Notes"
        pilot.app.screen.add_class("-vast")
        lists.lay(MANY, Remembered())
        assert len(lists.groups["phrases"].picks) == VAST["phrases"]


def test_each_sentence_said_before_is_there_once_and_running_apps_come_first() -> None:
    rows = tuple(Row(number, 0.0, said) for number, said in enumerate(("a", "b", "a")))
    found = listed(Offered((), (Program("Files"), Program("Gimp", True))), Remembered(rows, 3))

    assert [pick.text for pick in found["recent"]] == ["a", "b"]
    assert [(pick.text, pick.say) for pick in found["apps"]] == [("Gimp", "switch to Gimp"), ("Files", "open Files")]
