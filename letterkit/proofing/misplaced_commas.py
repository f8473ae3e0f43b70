"""What a comma parts, and how unlikely it must be to be called needless: a verb and its subject, «обязан, убрать».

The model of commas (letterkit.proofing.commas) says of a comma that is hidden from it how much it would miss it. That
alone is not enough: clarifying words and pairs of clauses are the writer's choice. But a comma right after «которые»,
after «и», after a preposition or between «нельзя» and its infinitive hardly ever stands rightly, and there a little
doubt of the model tells. Each bar below was set on 27,000 right commas (tests/proofing/taught and held, 217,000 words):
where it says ``certain``, none of them lies under it; under all the others together lie some forty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph

_LIKELY = 0.05
_FINITE = frozenset(("VERB", "PRTS", "ADJS"))
_MODIFYING = frozenset(("ADJF", "PRTF"))
JOINING = frozenset(("и", "или", "либо"))
# Words that a comma stands before for a reason of their own: other rules know them.
_OPENING = frozenset(
    "что чтобы если когда где как а но зато хотя потому поэтому куда откуда чем чей чья чьи кто кого почему пока то ли "
    "ведь словно будто раз".split()
)
_MODAL = frozenset(
    "нельзя можно нужно надо необходимо запрещено запрещается разрешено разрешается следует обязан обязана обязаны "
    "должен должна должно должны может могут вправе просим рекомендуем готов готовы пора больше".split()
)
_TIMES = frozenset(("дважды", "трижды"))


@dataclass(frozen=True, slots=True)
class Bars:
    """Scores (log odds) below which a comma is certainly needless, and below which it is worth a look.

    ``paired``: another comma near makes it likelier that the two enclose something, and the model must doubt more.
    """

    certain: float
    doubtful: float
    paired: float = 1.0


_RELATIVE = Bars(certain=-6.0, doubtful=-5.0, paired=0.0)
_BEFORE_RELATIVE = Bars(certain=-7.0, doubtful=-6.0, paired=0.0)
_AFTER_PREPOSITION = Bars(certain=-8.0, doubtful=-7.0, paired=0.0)
_AFTER_JOINING = Bars(certain=-7.5, doubtful=-6.0)
_MODAL_INFINITIVE = Bars(certain=-4.0, doubtful=-3.0)
_TO_MODAL = Bars(certain=-inf, doubtful=-4.8, paired=1.5)
_ATTRIBUTE = Bars(certain=-11.0, doubtful=-6.0)
_OBJECT = Bars(certain=-11.0, doubtful=-6.8)
_TIMES_IN = Bars(certain=-inf, doubtful=-2.0)
_ALL = Bars(certain=-inf, doubtful=-6.0)
_NOT = Bars(certain=-inf, doubtful=-6.5)
_BY_SPEECH: dict[tuple[str, str], Bars] = {
    ("subject", "finite"): Bars(certain=-10.0, doubtful=-6.2),
    ("noun", "finite"): Bars(certain=-inf, doubtful=-8.0),
    ("noun", "modifier"): Bars(certain=-inf, doubtful=-7.0),
    ("noun", "noun"): Bars(certain=-inf, doubtful=-8.0),
    ("noun", "infinitive"): Bars(certain=-inf, doubtful=-8.0),
    ("finite", "preposition"): Bars(certain=-inf, doubtful=-7.9, paired=1.5),
    ("finite", "noun"): Bars(certain=-inf, doubtful=-8.7),
    ("finite", "modifier"): Bars(certain=-inf, doubtful=-8.5),
    ("finite", "infinitive"): Bars(certain=-inf, doubtful=-8.7),
    ("adverb", ""): Bars(certain=-inf, doubtful=-6.7),
    ("", "preposition"): Bars(certain=-inf, doubtful=-8.0, paired=1.5),
}
_OTHER = Bars(certain=-inf, doubtful=-8.6, paired=1.5)


def bars(words: Sequence[str], number: int) -> Bars | None:
    """The bars for a comma between ``words[number]`` and the next; None where nothing is to be asked."""
    before, after = words[number].lower(), words[number + 1].lower()
    if not before[-1].isalpha() or not after[0].isalnum() or after in JOINING or after in _OPENING:
        return None
    if words[number][0].isupper() and (after[0].isdigit() or _is_after_initial(words, number)):
        return None  # «на Госпитальной, 6», «директор, Р. М. Кунакбаева, признала»
    if before in JOINING:
        return _AFTER_JOINING
    left, right = _read(before), _read(after)
    later = _read(words[number + 2].lower()) if after == "не" and number + 2 < len(words) else right
    if "который" in morph.lemmas(before):
        return _RELATIVE if later.pos and later.pos <= _FINITE else None
    if after.startswith("котор") and "который" in morph.lemmas(after):
        # «конкурс, условия, которого»: the noun before belongs to the clause; else the comma is due
        inside = number > 0 and left.pos == {"NOUN"} and "gent" in right.cases
        return _BEFORE_RELATIVE if inside else None
    if left.pos == {"PREP"}:
        return _AFTER_PREPOSITION
    if before in _MODAL and "INFN" in right.pos:
        return _MODAL_INFINITIVE
    if after in _MODAL:
        return _TO_MODAL
    if before in _TIMES and after == "в":
        return _TIMES_IN
    if left.pos and left.pos <= _MODIFYING and right.pos == {"NOUN"} and left.forms & right.forms:
        # «рубка санитарная, проводится»: an adjective said of the noun before it ends its clause
        of_noun = number > 0 and bool(_read(words[number - 1].lower()).forms & left.forms)
        return None if of_noun else _ATTRIBUTE
    if left.pos == {"INFN"} and right.pos and right.pos <= _MODIFYING | {"NOUN", "NPRO"}:
        return _OBJECT
    if after == "все" and left.pos and left.pos <= _FINITE:
        return _ALL
    if after == "не":
        return _NOT
    kind = _speech(left, subject=True), _speech(right)
    if kind[0] == "subject" and kind[1] != "finite":
        kind = "noun", kind[1]
    return _BY_SPEECH.get(kind) or _BY_SPEECH.get((kind[0], "")) or _BY_SPEECH.get(("", kind[1])) or _OTHER


def _is_after_initial(words: Sequence[str], number: int) -> bool:
    return number > 1 and words[number - 1] == "." and len(words[number - 2]) == 1 and words[number - 2].isupper()


@dataclass(frozen=True, slots=True)
class _Read:
    """The likely parts of speech of a word, and its cases with number and gender."""

    pos: frozenset[str]
    forms: frozenset[tuple[str, str, str]]

    @property
    def cases(self) -> frozenset[str]:
        return frozenset(form[0] for form in self.forms)


@lru_cache(maxsize=WORDS_KEPT)
def _read(word: str) -> _Read:
    likely = [parse for at, parse in enumerate(morph.parses(word)) if not at or parse.score >= _LIKELY]
    return _Read(
        frozenset(str(parse.tag.POS) for parse in likely),
        frozenset(
            (str(parse.tag.case), str(parse.tag.number), str(parse.tag.gender) if parse.tag.number == "sing" else "")
            for parse in likely
            if parse.tag.case and parse.tag.POS in ("NOUN", "NPRO", "ADJF", "PRTF")
        ),
    )


def _speech(read: _Read, *, subject: bool = False) -> str:
    if read.pos == {"NOUN"}:
        return "subject" if subject and "nomn" in read.cases else "noun"
    for name, pos in (("finite", _FINITE), ("modifier", _MODIFYING | {"NPRO"})):
        if read.pos and read.pos <= pos:
            return name
    return {"INFN": "infinitive", "PREP": "preposition", "ADVB": "adverb"}.get("".join(read.pos), "")
