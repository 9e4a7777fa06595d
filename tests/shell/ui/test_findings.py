from textual.app import App, ComposeResult

from shell.answers import Check
from shell.ui.findings import Findings, Part, told
from tests.shell.ui.past import EXAMINED, reads


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield Findings()


async def test_what_fails_comes_first_with_its_fix_and_signs_and_words() -> None:
    async with Shown().run_test(size=(80, 24)) as pilot:
        await reads(pilot, "Nothing was examined yet.")
        pilot.app.query_one(Findings).show(EXAMINED.checks)
        await reads(pilot, "✗ fails   microphone", "To do: connect one", "! note    speaker", "✓ works   models", "(1.8 s)")
        parts = [str(part.query_one(".name").render()) for part in pilot.app.query(Part)]
        assert parts == ["microphone", "speaker", "models", "voice and ears"]


async def test_new_findings_take_the_place_of_the_old_ones() -> None:
    async with Shown().run_test(size=(80, 24)) as pilot:
        for _ in range(3):
            pilot.app.query_one(Findings).show(EXAMINED.checks)
        await pilot.pause()
        assert len(pilot.app.query(Part)) == 4


async def test_many_parts_are_turned_through() -> None:
    async with Shown().run_test(size=(80, 10)) as pilot:
        findings = pilot.app.query_one(Findings)
        findings.show(tuple(Check(f"part {number}", "ok", "fine") for number in range(20)))
        await reads(pilot, "part 0")
        findings.turn("bottom")
        await reads(pilot, "part 19")
        findings.turn("top")
        await reads(pilot, "part 0")


def test_all_is_told_in_a_sentence() -> None:
    assert told(EXAMINED.checks, 12.4).startswith("✗ 1 part fails, 1 note: 4 parts examined in 12 s.")
    assert told((Check("a", "ok", ""),), 1.0).startswith("✓ Everything works: 1 part examined")
    assert told((Check("a", "fail", ""), Check("b", "fail", "")), 1.0).startswith("✗ 2 parts fail: 2 parts")
