"""English digits as speakers of other languages say them: espeak-ng's voices of those languages, given the words as they would spell the sound."""

import re
from dataclasses import dataclass
from random import Random

from speech.audio import Samples
from speech.expectation import DIGITS
from speech.learning.voices import Program

_SPELT = {
    "fr": ("ziro zérau", "ouane wanne", "tou", "sri tri fri", "fore for", "faïve faille-ve", "sixe", "sévène sèvenne", "éïte hète", "naïne"),
    "de": ("siero", "wann", "tuh", "sri trie", "foor fohr", "faif feiw", "sicks", "sewen", "eht ejt", "nein"),
    "es": ("sirou zero", "uan guan", "tu", "tri zri", "for", "faiv faif", "sics", "seven sevn", "eit", "nain"),
    "it": ("zirou ziro", "uan", "tu", "tri", "for foor", "faiv", "sics", "seven", "eit", "nain"),
    "pt-br": ("zirou", "uan", "tchu tu", "tri fri", "fór", "faiv", "sics", "séven", "eit", "nain"),
    "pl": ("zirou", "łan", "tu", "tri fri", "for foor", "fajw fajf", "syks", "sewen", "ejt", "najn"),
    "nl": ("ziro", "wan", "toe", "srie trie", "foor", "faif", "siks", "seven", "eet", "nain"),
    "hi": ("ज़ीरो", "वन", "टू", "थ्री", "फोर", "फाइव", "सिक्स", "सेवन", "एट", "नाइन"),
}
"""Zero to nine; of several spellings one is taken by chance."""
_PEOPLE = ("", "m1", "m2", "m4", "m6", "m7", "f1", "f2", "f4", "f5", "Andrea", "Mike", "Annie", "john", "linda", "rob", "steph", "victor")


@dataclass(frozen=True, slots=True)
class Accented:
    """A voice whose English digits have an accent; it says nothing but them well."""

    program: Program
    spelt: tuple[str, ...]

    @property
    def label(self) -> str:
        """Names the voice with its knobs."""
        return self.program.label

    def say(self, text: str) -> Samples:
        """The text, its digits respelt. Raises NotAudio when espeak-ng fails."""
        return self.program.say(re.sub("|".join(DIGITS), lambda found: self.spelt[DIGITS.index(found[0])], text))


def accented(random: Random) -> Accented:
    """A voice with some accent."""
    language, who = random.choice(sorted(_SPELT)), random.choice(_PEOPLE)
    name, speed, pitch = f"{language}+{who}" if who else language, random.randint(110, 220), random.randint(15, 85)
    program = Program(f"accent {name} {speed} {pitch}", ("espeak-ng", "-v", name, "-s", str(speed), "-p", str(pitch), "-w", "OUT", "TEXT"))
    return Accented(program, tuple(random.choice(spelt.split()) for spelt in _SPELT[language]))
