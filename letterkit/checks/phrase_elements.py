"""What a phrase of a rule is made of: each element, and which words answer it (the signs: letterkit.checks.phrase)."""

from dataclasses import dataclass, field
from functools import lru_cache

import regex

from letterkit.checks.readings import grammemes_of, plain_parses
from letterkit.checks.tokens import Token, fold_word
from letterkit.core.errors import BadValue
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph

_ELEMENT = regex.compile(r"(?P<word>~?[\p{L}\p{M}\d№%.\-’]*)(?:<(?P<marks>[A-Za-z0-9,_!=+/]+)>)?")
_MARKED_CHOICES = regex.compile(r"\((?P<choices>[^()<>]+)\)<(?P<marks>[A-Za-z0-9,_!=+/]+)>")
_GAP_ELEMENT = regex.compile(r"\.\.\.(?P<most>[1-9]?)")
_CASES = frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct"))
_GAP = 3
_MOST_SEEN = 680
"""Words of which an element remembers whether they answer it, in 13 kB; a thousand elements do."""
_SMALL = "small"
_NUMBERS = {
    "#": lambda number: True,
    "#one": lambda number: number % 10 == 1 and number % 100 != 11,
    "#few": lambda number: number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14),
    "#many": lambda number: number % 10 in (0, 5, 6, 7, 8, 9) or number % 100 in (11, 12, 13, 14),
    "#day": lambda number: 1 <= number <= 31,
    "#year": lambda number: 1900 <= number <= 2099,
}


_PARTS_OF_SPEECH = frozenset(
    "NOUN ADJF ADJS COMP VERB INFN PRTF PRTS GRND NUMR ADVB NPRO PRED PREP CONJ PRCL INTJ".split()
)


@lru_cache(maxsize=WORDS_KEPT)
def _bears(word: str, marks: tuple[str, ...], bounds: tuple[str, ...]) -> bool:
    """Whether a reading of ``word`` has ``marks``, every one what «=» asks of ``bounds`` and none what «!» forbids."""
    parses = plain_parses(word)
    found = [grammemes_of(parse) for parse in parses]
    if not any(each.issuperset(marks) for each in found):
        return False
    for bound in bounds:
        if bound == _SMALL:
            if not word.islower():
                return False
            continue
        named = frozenset(bound[1:].replace("/", "+").split("+"))
        if bound[0] == "=" and (not parses[0].is_known or any(named.isdisjoint(each) for each in found)):
            return False
        if bound[0] == "!" and any(named <= each for each in found):
            return False
    return True


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the words that may answer an element: a form or a lemma, its marks, marks that it must not have."""

    form: str | None
    lemma: str | None
    marks: tuple[str, ...]
    bounds: tuple[str, ...] = ()
    number: str = ""

    @property
    def cues(self) -> frozenset[str]:
        if self.number:
            return frozenset(("<digit>",))
        asked = [
            [mark for mark in self.marks if mark in _PARTS_OF_SPEECH],
            *(bound[1:].split("/") for bound in self.bounds if bound[0] == "="),
        ]
        return next(
            (frozenset(f"<{mark}>" for mark in each) for each in asked if each and _PARTS_OF_SPEECH.issuperset(each)),
            frozenset(),
        )

    def fits(self, token: Token) -> bool:
        if self.number:
            return token.text.isdigit() and _NUMBERS[self.number](int(token.text))
        if self.form is not None and token.form != self.form:
            return False
        if self.lemma is not None and self.lemma not in token.lemmas:
            return False
        if self.bounds:
            return token.is_word and _bears(token.text, self.marks, self.bounds)
        return not self.marks or token.has(*self.marks)


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A part of a phrase: the words that answer it, a gap, an edge of the sentence or a noun phrase in a case."""

    choices: tuple[Choice, ...]
    optional: bool = False
    gap: int = 0
    edge: str = ""
    noun_case: str | None = None
    nouns: frozenset[str] = frozenset()
    _seen: dict[str, bool] = field(default_factory=dict)

    @property
    def case(self) -> str | None:
        """The case in which the words of this element stand, where the phrase says so."""
        marks = (mark for choice in self.choices for mark in choice.marks)
        return self.noun_case or next((mark for mark in marks if mark in _CASES), None)

    @property
    def keys(self) -> tuple[str, ...]:
        """Forms and lemmas (these after «~») of the choices; an empty string for a choice of any word."""
        return tuple(
            choice.form if choice.form is not None else f"~{choice.lemma}" if choice.lemma else ""
            for choice in self.choices
        )

    @property
    def asks(self) -> bool:
        """Whether one of certain words must be there."""
        return not self.optional and bool(self.keys) and all(self.keys)

    def marks_for(self, token: Token) -> tuple[frozenset[str], ...]:
        """What a reading of ``token`` must have to answer the element, in each way in which ``token`` does."""
        return tuple(frozenset(choice.marks) for choice in self.choices if choice.fits(token))

    @property
    def cues(self) -> frozenset[str]:
        """What of ``checks.prefilter.marks_of`` some word has that answers it; none where it may be any word."""
        found = [choice.cues for choice in self.choices]
        return frozenset().union(*found) if found and all(found) else frozenset()

    def fits(self, token: Token) -> bool:
        known = self._seen.get(token.text)
        if known is None:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            known = self._seen[token.text] = any(choice.fits(token) for choice in self.choices)
        return known

    @property
    def may_begin_anywhere(self) -> bool:
        """Whether what stands at a place does not show at once that it answers nothing there."""
        return bool(self.gap or self.edge or self.noun_case)


def read_element(piece: str) -> Element:
    """The element that ``piece`` of a phrase writes; BadValue ``phrase.*`` for what is none."""
    optional = piece.endswith("?") and len(piece) > 1
    body = piece[:-1] if optional else piece
    if gap := _GAP_ELEMENT.fullmatch(body):
        return Element((), optional, gap=int(gap["most"] or _GAP))
    if body in ("^", "$"):
        return Element((), edge=body)
    if body.startswith("[") and body.endswith("]"):
        case, _, nouns = body[1:-1].partition(":")
        if case not in _CASES:
            raise BadValue("phrase.case", body, ", ".join(sorted(_CASES)))
        lemmas = (_choice(f"~{noun}").lemma for noun in nouns.split("|") if nouns)
        return Element((), optional, noun_case=case, nouns=frozenset(lemma for lemma in lemmas if lemma))
    if body == "_":
        return Element((Choice(None, None, ()),), optional)
    if choices := _MARKED_CHOICES.fullmatch(body):
        body = "|".join(f"{each}<{choices['marks']}>" for each in choices["choices"].split("|"))
    return Element(tuple(_choice(alternative) for alternative in body.split("|")), optional)


def _choice(written: str) -> Choice:
    if written in _NUMBERS:
        return Choice(None, None, (), number=written)
    if len(written) == 1 and not written.isalnum():
        return Choice(written, None, ())
    found = _ELEMENT.fullmatch(written)
    if not found or written in ("", "~"):
        raise BadValue("phrase.element", written)
    word, every = found["word"], tuple((found["marks"] or "").split(",")) if found["marks"] else ()
    for mark in every:
        for name in mark.lstrip("!=").replace("/", "+").split("+"):
            if name not in morph.known_marks() and mark != _SMALL:
                raise BadValue("phrase.mark", name)
    marks = tuple(mark for mark in every if mark[0] not in "!=" and mark != _SMALL)
    bounds = tuple(mark for mark in every if mark[0] in "!=" or mark == _SMALL)
    if word.startswith("~"):
        lemma = fold_word(word[1:])
        known = {fold_word(each) for each in morph.lemmas(word[1:])}
        if lemma not in known:
            raise BadValue("phrase.dictionary-form", word[1:], min(known))
        return Choice(None, lemma, marks, bounds)
    return Choice(fold_word(word) if word else None, None, marks, bounds)
