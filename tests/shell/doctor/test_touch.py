from agent.display.desk import Desk
from shell.doctor.errand import sent
from shell.doctor.touch import Refused, Touch, Touched


async def test_the_child_clicks_and_types_on_its_own_desk(desk: Desk) -> None:
    async with sent("shell.doctor.touch", desk.environment, Touched | Refused) as errand:
        report = await errand.ask(Touch("Ab ü"), 20)

    assert isinstance(report, Touched)
    assert (report.clicked, report.text) == (True, "Ab ü")


async def test_without_a_display_it_says_so(desk: Desk) -> None:
    async with sent("shell.doctor.touch", {**desk.environment, "DISPLAY": ":987"}, Touched | Refused) as errand:
        report = await errand.ask(Touch("x"), 20)

    assert isinstance(report, Refused)
    assert ":987" in report.why
