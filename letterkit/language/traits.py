"""What the tagger is told of a word by itself: its meaning (natasha's vectors), its grammar, what it looks like."""

from typing import TYPE_CHECKING

from letterkit.russian import morph
from letterkit.russian.vectors import vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MEANING = 300
"""Numbers in the vector of a word."""
GRAMMEMES = tuple(
    "NOUN ADJF ADJS COMP VERB INFN PRTF PRTS GRND NUMR ADVB NPRO PRED PREP CONJ PRCL INTJ nomn gent datv accs "
    "ablt loct sing plur masc femn neut 1per 2per 3per past pres futr impr tran intr perf impf pssv actv Apro "
    "Anum Poss Name Surn Patr Geox Orgn Abbr anim inan Qual Supr Fixd Pltm Sgtm V-be Impe Prdx Anph".split()
)
LOOKS = ("known", "meant", "number", "sign", "latin", "reflexive", "short", "hyphen")
SIZE = len(GRAMMEMES) + len(LOOKS)
_PLACES = {name: number for number, name in enumerate(GRAMMEMES)}


def meaning_of(word: str) -> "Floats | None":
    """The vector of ``word`` (folded), if news have it."""
    found: Floats | None = vectors().get(word)
    return found


def marks_of(word: str) -> "Floats":
    """How likely each of GRAMMEMES is in ``word`` (folded), and its LOOKS."""
    import numpy as np

    marks = np.zeros(SIZE, np.float32)
    is_word = word[0].isalpha()
    known = morph.known_parses(word) if is_word else ()
    for parse in (known or morph.parses(word)) if is_word else ():
        for grammeme in parse.tag.grammemes:
            place = _PLACES.get(grammeme)
            if place is not None:
                marks[place] += parse.score
    marks[len(GRAMMEMES) :] = (
        bool(known), meaning_of(word) is not None, word[0] == "#", word[0] in "№%§", word == "@",
        word.endswith(("ся", "сь")), len(word) < 4, "-" in word,
    )  # fmt: skip
    return marks.clip(0, 1)
