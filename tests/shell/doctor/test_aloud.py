from shell.doctor.aloud import Rehearsal
from shell.doctor.rehearsal import SENTENCE, Attend, Attending, Failed, Open, Rehearse, Rehearsed


async def test_the_sentence_is_understood_without_any_device() -> None:
    report = await Rehearsal().do(Rehearse("tiny.en"))

    assert isinstance(report, Rehearsed)
    assert report.text.lower().replace(",", "").replace(".", "") == SENTENCE.lower().replace(",", "").replace(".", "")
    assert 10 < report.ms < 20_000


async def test_what_cannot_be_done_is_reported_and_not_raised() -> None:
    rehearsal = Rehearsal()
    assert await rehearsal.do(Attend()) == Attending()
    report = await rehearsal.do(Open("there is no such microphone"))
    assert isinstance(report, Failed)
    assert "no microphone" in report.why
