"""Two ways to name the form of a word: OpenCorpora's (pymorphy3) and Universal Dependencies (natasha's model)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pymorphy3.tagset import OpencorporaTag

    Mask = NDArray[np.bool_]

_CASES = {
    "nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc", "voct": "Nom",
    "gen1": "Gen", "gen2": "Gen", "acc2": "Acc", "loc1": "Loc", "loc2": "Loc",
}  # fmt: skip
_NUMBERS = {"sing": "Sing", "plur": "Plur"}
_GENDERS = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}
_PERSONS = {"1per": "1", "2per": "2", "3per": "3"}
_TENSES = {"past": "Past", "pres": "Pres", "futr": "Fut"}
# Which parts of speech of the model a part of speech of the dictionary may be.
_POS = {
    "NOUN": "NOUN PROPN", "ADJF": "ADJ DET VERB NUM", "PRTF": "VERB ADJ", "ADJS": "ADJ VERB", "PRTS": "ADJ VERB",
    "COMP": "ADJ ADV", "VERB": "VERB AUX", "INFN": "VERB AUX", "GRND": "VERB", "NUMR": "NUM DET", "NPRO": "PRON DET",
    "ADVB": "ADV SCONJ PART CCONJ ADP", "PREP": "ADP", "CONJ": "CCONJ SCONJ PART ADV", "INTJ": "INTJ PART",
    "PRCL": "PART ADV CCONJ SCONJ PRON", "PRED": "ADJ ADV VERB NOUN",
}  # fmt: skip
# What a form must be marked with in the model; of other features it need only have no other value.
_MUST = frozenset({"VerbForm", "Variant", "Degree", "Mood"})


class Forms:
    """The forms that the model knows by ``names`` («NOUN|Case=Gen|Number=Sing»)."""

    def __init__(self, names: Sequence[str]) -> None:
        import numpy as np

        parts = [name.partition("|") for name in names]
        marks = [dict(mark.split("=") for mark in rest.split("|") if mark) for _, _, rest in parts]
        self._pos = np.array([pos for pos, _, _ in parts])
        known = {name for each in marks for name in each}
        self._marks = {name: np.array([each.get(name, "") for each in marks]) for name in known}
        self._unmarked = np.full(len(names), "")

    def of(self, tag: "OpencorporaTag") -> "Mask":
        """Which of the forms a word read as ``tag`` may have."""
        import numpy as np

        own = str(tag.POS or "")
        parts = _POS.get(own, "").split() + ["NOUN"] * ("Subx" in tag) + ["PRON"] * ("Apro" in tag)
        fitting: Mask = np.isin(self._pos, parts)
        for name, value in _tag_values(own, tag).items():
            marks = self._marks.get(name, self._unmarked)
            fitting &= (marks == value) | ((marks == "") & (name not in _MUST))
        if own in ("ADJF", "PRTF"):
            is_participle = self._marks.get("VerbForm", self._unmarked) == "Part"
            is_short = self._marks.get("Variant", self._unmarked) == "Short"
            fitting &= ~is_short & (is_participle | (self._pos != "VERB"))
        return fitting


def _tag_values(own: str, tag: "OpencorporaTag") -> dict[str, str]:
    if own == "COMP":
        return {"Degree": "Cmp"}
    if own in ("INFN", "GRND"):
        return {"VerbForm": "Inf" if own == "INFN" else "Conv"}
    wanted = {}
    if tag.case:
        wanted["Case"] = _CASES[str(tag.case)]
    if own in ("NUMR", "NPRO"):
        return wanted
    if tag.number:
        wanted["Number"] = _NUMBERS[str(tag.number)]
    if tag.gender and tag.number != "plur":
        wanted["Gender"] = _GENDERS.get(str(tag.gender), "")
    if own in ("ADJS", "PRTS"):
        wanted["Variant"] = "Short"
    if own == "VERB":
        wanted["Mood"] = "Imp" if tag.mood == "impr" else "Ind"
        if tag.person:
            wanted["Person"] = _PERSONS[str(tag.person)]
        if tag.tense:
            wanted["Tense"] = _TENSES[str(tag.tense)]
    return wanted
