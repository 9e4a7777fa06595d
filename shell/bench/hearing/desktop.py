"""What can be said on an ordinary desktop, as the ears are told it: without it every figure would be of another product."""

from policies.cases import Staged
from policies.load import BUILT_IN, load_set
from policies.match import Matcher
from policies.staging import stage
from shell.expecting import expectation
from speech.expectation import Expectation

_DESKTOP = Staged(
    apps=("Calculator", "Text Editor", "Files", "Web Browser", "Terminal", "Document Viewer"),
    windows=("*notes.txt - Text Editor", "Calculator"),
    controls=("Save", "Open", "Find", "menu: File", "menu: Edit", "menu: View"),
    files=("Documents/", "Pictures/", "invoice_march.pdf", "notes.txt", "summer report.odt", "budget.ods"),
)


def expected() -> Expectation:
    """What the ears expect while two programs are open and nothing is asked."""
    scene = stage(_DESKTOP)
    return expectation(scene, Matcher(load_set([BUILT_IN])).examples(scene))
