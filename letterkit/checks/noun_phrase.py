"""A noun with the words that agree with it, as it stands in a letter, and the same put into another case.

«за деятельностью управляющих организаций»: the phrase is «деятельностью», what hangs on it stays as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterkit.checks.tokens import Token, fold_word
from letterkit.core.people import Case
from letterkit.russian import forms, morph

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_MOST_MODIFIERS = 4
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_RARE_LAST = ("gent", "nomn", "accs", "datv", "ablt", "loct")
# What prepositions (and the nouns of compound ones) ask for, the likeliest first.
_ASKED = {
    **dict.fromkeys(("для", "без", "от", "до", "после", "из", "у", "около", "кроме", "вместо", "против"), ("gent",)),
    **dict.fromkeys(("целях", "целью", "путем", "рамках", "ходе", "посредством", "ввиду", "отношении"), ("gent",)),
    **dict.fromkeys(("к", "ко", "согласно", "благодаря", "вопреки"), ("datv",)),
    **dict.fromkeys(("в", "во", "на", "о", "об", "при"), ("loct", "accs")),
    **dict.fromkeys(("над", "перед", "между"), ("ablt",)),
    **dict.fromkeys(("про", "через"), ("accs",)),
    **dict.fromkeys(("с", "со"), ("ablt", "gent")),
    "по": ("datv", "loct"),
    "за": ("accs", "ablt"),
    "под": ("accs", "ablt"),
}
# Words of these readings are no heads, whatever else they may be.
_NO_NOUN = frozenset(("PREP", "CONJ", "PRCL"))


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """``tokens``: modifiers, then the head, read as ``head`` (OpenCorpora ``case`` and ``number``)."""

    tokens: tuple[Token, ...]
    head: "Parse"
    modifiers: "tuple[Parse, ...]"
    case: str
    number: str

    @property
    def lemma(self) -> str:
        """The dictionary form of the head, «е» for «ё»."""
        return fold_word(str(self.head.normal_form))

    @property
    def gender(self) -> str | None:
        """OpenCorpora's gender of a singular head, None in the plural."""
        return str(self.head.tag.gender) if self.number == "sing" and self.head.tag.gender else None

    def put(self, case: Case, number: str | None = None) -> str | None:
        """The phrase in ``case`` (and ``number``: ``sing``, ``plur``); None when a word has no such form."""
        number = number or self.number
        words = []
        for token, reading in zip(self.tokens, (*self.modifiers, self.head), strict=True):
            if reading is self.head:
                form = forms.decline_noun(reading, case, number)
            else:
                gender = str(self.head.tag.gender) if self.head.tag.gender else None
                form = forms.decline_adjective(reading, case, gender, number, forms.is_animate(self.head))
            if form is None:
                return None
            words.append(forms.as_written(token.text, reading, form, "ё" in token.text))
        return " ".join(words)


def cases_after(before: Token | None) -> tuple[str, ...]:
    """All cases, those first that a noun has after the word ``before`` (None: the phrase begins the text)."""
    if before is None or not before.is_word:
        first: tuple[str, ...] = ("nomn",)
    elif before.form in _ASKED:
        first = _ASKED[before.form]
    elif before.has("INFN") or before.has("VERB") or before.has("GRND"):
        first = ("accs", "gent")
    elif before.has("NOUN"):
        first = ("gent",)
    else:
        first = ()
    return (*first, *(case for case in _RARE_LAST if case not in first))


def noun_phrase(tokens: Sequence[Token], index: int, cases: Iterable[str] = CASES) -> NounPhrase | None:
    """The noun phrase that begins at ``tokens[index]`` and can stand in one of ``cases`` (the first that fits).

    The longest: in «рабочий посёлок», «нового дома» the first word is no head, though it can be a noun.
    """
    longest = None
    for end in range(index, min(index + _MOST_MODIFIERS + 1, len(tokens))):
        readings = morph.parses(tokens[end].text) if tokens[end].is_word else ()
        if not readings or readings[0].tag.POS in _NO_NOUN:
            break
        longest = next(_read(tokens[index : end + 1], cases), longest)
        if not any(parse.tag.POS in forms.ADJECTIVAL for parse in readings):
            break
    return longest


def _read(tokens: Sequence[Token], cases: Iterable[str]) -> Iterator[NounPhrase]:
    *before, last = tokens
    for case in cases:
        for head in _things_first(last.text):
            if head.tag.POS != "NOUN" or not _stands_in(head, case) or "Surn" in head.tag or "Name" in head.tag:
                continue
            number = str(head.tag.number)
            modifiers = [_agreeing(token, head, case, number) for token in before]
            if None not in modifiers:
                yield NounPhrase(tuple(tokens), head, tuple(each for each in modifiers if each), case, number)


def _things_first(word: str) -> "list[Parse]":
    """Readings of ``word``; «счётчик» in a letter is a thing before it is a person."""
    readings = morph.parses(word)
    things = {str(each.normal_form) for each in readings if "inan" in each.tag}
    return sorted(readings, key=lambda each: "anim" in each.tag and str(each.normal_form) in things)


def _stands_in(parse: "Parse", case: str) -> bool:
    tag = str(parse.tag.case)
    return tag == case or {"gen2": "gent", "loc2": "loct", "acc2": "accs"}.get(tag) == case


def _agreeing(token: Token, head: "Parse", case: str, number: str) -> "Parse | None":
    for parse in morph.parses(token.text):
        tag = parse.tag
        if tag.POS not in forms.ADJECTIVAL or tag.case != case or tag.number != number:
            continue
        if number == "sing" and head.tag.gender and tag.gender != head.tag.gender:
            continue
        if case == "accs" and ("anim" in tag) != forms.is_animate(head) and (number == "plur" or tag.gender == "masc"):
            continue
        return parse
    return None
