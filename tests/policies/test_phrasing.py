import pytest

from policies.match import Doubt, Unresolved


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("click Sav", "I see no button named Sav; there is Save. Shall I?"),
        ("click Foo", "I see no button named Foo."),
        ("open Foo", "I know no app named Foo."),
        ("close Foo", "I see no window named Foo."),
        ("trash Foo", "There is no file named Foo."),
        ("trash budged", "There is no file named budged; there is budget.txt. Shall I?"),
        ("trash notes", "Notes could be notes.md in Documents or notes.txt in Documents. Do you mean notes.md in Documents?"),
        ("make a folder called salt in pepper", "There is no folder named pepper. Shall I make folder salt in pepper?"),
        ("make a folder called salt in dokuments", "There is no folder named dokuments; there is Documents. Shall I?"),
    ],
)
def test_sentences(matcher, scene, said: str, answer: str):
    reading = matcher.match(said, scene)
    assert isinstance(reading, Doubt | Unresolved)
    assert reading.say == answer
