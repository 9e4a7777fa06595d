"""Sentences that are ready to sound: those that Sayso says often, made ahead, and the last short ones it said."""

import threading
from collections import OrderedDict

from speech.audio import Samples

OFTEN = (
    "Done.", "Stopped.", "All right.", "I am listening.", "Good night.", "Please say yes or no.", "Say yes or no.", "All right, I left it.",
    "No answer, so I left it.", "That did not match.", "Say confirm and the digits, or cancel.",
    "Read the digits on the screen: say confirm, then the digits.", "Or say cancel.", "Typed it.", "Pressed enter.", "Pressed escape.",
    "Scrolled down.", "Scrolled up.", "Went to the top.", "Went to the bottom.", "Pressed control s to save.",
    "Pressed control z to undo.", "Pressed control v to paste.", "Pressed control c to copy.", "Good bye.", "I cannot tell what you mean.",
    "There was nothing to do.", "Here is the start.", "Here is your history.", "Here is what I am doing.", "Here is what I can do.",
    "Here are the settings.", "Here is the doctor.", "Here is what you can say.", "I have not said anything yet.",
    "Say “wake up” when you need me.", "My microphone is closed.", "Press control O to open it again.", "All right, I will show you.",
    "I read the policies again.", "The policies are read again.", "It is set.", "It takes effect when Sayso starts again.",
    "There is nothing like that to do again.", "That was too long for me.", "Say one thing at a time.", "Say “help” to hear what I can do.",
    "That is no longer on the screen.", "That window is no longer there.", "There is no window to do that in.", "Open an app first.",
    "You have not said the name.", "No policy lets me do that.", "No screen of mine is open.", "Welcome to Sayso.", "Shall I?",
)  # fmt: skip
"""What the shell, the agent and the policies say word for word; the likeliest first, as they are made ahead in this order."""
LONGEST = 48
"""Sentences with more letters are not kept after they were said: hardly any comes twice."""
_OFTEN_BYTES, _LATELY_BYTES = 8 << 20, 4 << 20


class Repertoire:
    """Sounds by their sentences, of bounded size; safe to be used from several threads."""

    def __init__(self, often_bytes: int = _OFTEN_BYTES, lately_bytes: int = _LATELY_BYTES) -> None:
        """How many bytes of sound made ahead, and said lately, are kept at most."""
        self._room = often_bytes
        self._lately_room = lately_bytes
        self._often: dict[str, Samples] = {}
        self._lately: OrderedDict[str, Samples] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, sentence: str) -> Samples | None:
        """The sound of a sentence; None when it has to be made."""
        with self._lock:
            if (found := self._often.get(sentence)) is not None:
                return found
            if (found := self._lately.get(sentence)) is not None:
                self._lately.move_to_end(sentence)
            return found

    def keep(self, sentence: str, sound: Samples) -> None:
        """Keep what was said, if it is short, for as long as there is room."""
        if len(sentence) > LONGEST:
            return
        with self._lock:
            self._lately[sentence] = sound
            self._lately.move_to_end(sentence)
            while sum(one.nbytes for one in self._lately.values()) > self._lately_room:
                self._lately.popitem(last=False)

    def keep_always(self, sentence: str, sound: Samples) -> bool:
        """Keep what was made ahead; False when there is no more room."""
        with self._lock:
            if sum(one.nbytes for one in self._often.values()) + sound.nbytes > self._room:
                return False
            self._often[sentence] = sound
            return True
