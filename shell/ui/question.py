"""The open question: exactly what is asked, the digits large, and how to answer it by voice and by key."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import Static

from shell.event import Asked
from shell.ui.big import BigText, height, set_out

SHARE = 80
"""Per cent of the screen's height it may take, as in look.tcss."""
BESIDE, MARGIN = 14, 12
"""Rows for the state, the captions and the line to type in; columns left and right."""
YES = "Say “yes” or “no”, or type it and press Enter. Escape stops."
CHOICE = "Say one of them or its number, or type it and press Enter. Escape is none of them."


class QuestionPanel(Vertical):
    """Open while a question is; no time is counted down, nobody is hurried."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: Asked | None = None
        self._size, self._large = Size(80, 24), False

    def compose(self) -> ComposeResult:
        """Caption, question, choices, digits, how to answer."""
        yield Static("", id="asks", markup=False)
        yield BigText(classes="loud")
        yield Static("", id="asked", markup=False)
        yield Static("", id="choices", markup=False)
        yield BigText(classes="digits")
        yield Static("", id="how", markup=False)

    def ask(self, asked: Asked | None) -> None:
        """Show the question, or close when there is none."""
        if asked == self._asked:
            return
        self._asked = asked
        self.set_class(asked is not None, "open")
        shown = asked or Asked(0, 0.0, question="")
        digits = " ".join(shown.digits) if shown.kind == "challenge" else ""
        self.query_one("#asks", Static).update(caption(shown.kind))
        self.query_one("#asked", Static).update(shown.question)
        self.query_one(".loud", BigText).text = shown.question
        self.query_one("#choices", Static).update("\n".join(f"{number}  {choice}" for number, choice in enumerate(shown.choices, 1)))
        self.query_one("#choices").display = bool(shown.choices)
        self.query_one(".digits", BigText).text = digits
        self.query_one(".digits").display = bool(digits)
        self.query_one("#how", Static).update(how(shown))
        self._draw()

    def fit(self, size: Size, large: bool, scale: int) -> None:
        """With big type the question itself is drawn as well, where the digits and the answer keep their room."""
        self._size, self._large = size, large
        self.query_one(".digits", BigText).scale = scale
        self._draw()

    def _draw(self) -> None:
        loud, question = self.query_one(".loud", BigText), self._asked.question if self._asked else ""
        digits = self.query_one(".digits", BigText)
        room = self._size.height * SHARE // 100 - BESIDE - (height(digits.scale) + 2 if digits.text else 0)
        loud.display = self._large and room > 0 and bool(set_out(question, self._size.width - MARGIN, 1, room))


def caption(kind: str) -> str:
    """What kind of question it is."""
    return {"challenge": "Needs your spoken approval", "choice": "Please choose"}.get(kind, "Yes or no?")


def how(asked: Asked) -> str:
    """How it is answered."""
    if asked.kind == "choice":
        return CHOICE
    if asked.kind != "challenge":
        return YES
    if not asked.digits or "•" in asked.digits:
        return "Say “confirm” and the digits you are shown, or “cancel”."
    return f"Say “confirm {' '.join(asked.digits)}”, or type “confirm {asked.digits}” and press Enter. “Cancel” or Escape: nothing is done."
