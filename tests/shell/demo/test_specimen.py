from shell.answers import Examined, Offered, Policies, Remembered, Settings, Tried
from shell.demo.specimen import ROWS, Specimen
from shell.ui.look import Look, kept
from shell.wire import Examine, Looks, Offers, Recall, Set, ShowPolicies, ShowSettings, Try


async def test_it_answers_every_look() -> None:
    wanted = {Offers: Offered, Recall: Remembered, ShowPolicies: Policies, ShowSettings: Settings, Examine: Examined}
    specimen = Specimen()

    requests: list[Looks] = [kind() for kind in wanted] + [Try("delete it")]
    for request in requests:
        assert isinstance(await specimen.looked(request), wanted.get(type(request), Tried))


async def test_history_is_paged_and_searched_newest_first() -> None:
    specimen = Specimen()
    page = await specimen.looked(Recall("calculator", limit=3))
    assert isinstance(page, Remembered)
    assert [row.number for row in page.rows] == sorted((row.number for row in page.rows), reverse=True)
    older = await specimen.looked(Recall("calculator", before=page.rows[-1].number, limit=3))

    assert isinstance(older, Remembered)
    assert older.rows[0].number < page.rows[-1].number
    assert page.total == older.total == sum("calculator" in f"{row.said} {row.say}".lower() for row in ROWS)


async def test_what_is_set_is_kept() -> None:
    specimen = Specimen()
    await specimen.ordered(Set("ui.big", "yes"))
    found = await specimen.looked(ShowSettings())

    assert isinstance(found, Settings)
    assert kept(found.settings) == Look(big=True)
