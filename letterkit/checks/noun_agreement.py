"""What agrees with a noun: the words before it, its predicate, the words after it that would have to change too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterkit.checks.readings import likeliest
from letterkit.checks.tokens import Token
from letterkit.core.people import Case
from letterkit.russian import forms, morph
from letterkit.russian.forms import ADJECTIVAL
from letterkit.russian.phrase import groups
from letterkit.russian.phrase import tokens as phrase_tokens

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

REACH = 8
"""Tokens between a subject and its predicate."""


@dataclass(frozen=True, slots=True)
class NounShape:
    """What words that agree have to agree with; gender does not matter in the plural."""

    case: Case
    number: str
    gender: str | None
    animate: bool

    def is_same(self, other: "NounShape") -> bool:
        return (
            self.number == other.number
            and (self.number == "plur" or self.gender == other.gender)
            and (self.case is not Case.ACCUSATIVE or self.animate == other.animate)
        )


def shape_of(answer: str, case: Case, number: str) -> NounShape | None:
    """The shape of the noun in the words ``answer``, put into ``case`` and ``number``; None where there is no noun."""
    group = next(groups(phrase_tokens(answer)), None)
    if group is None or group.reading is None:
        return None
    own = "plur" if number == "plur" else str(group.number)
    return NounShape(case, own, group.gender, group.animate)


def put_modifier(word: str, was: NounShape, now: NounShape) -> str | None:
    """The adjective ``word``, which agrees with a noun as it ``was``, as it agrees with what it is ``now``."""
    tag = morph.CASE_TAGS[was.case]
    for each in morph.parses(word):
        fits = each.tag.number == "plur" or each.tag.gender == was.gender
        if each.tag.POS in ADJECTIVAL and each.tag.case == tag and each.tag.number == was.number and fits:
            form = forms.decline_adjective(each, now.case, now.gender, now.number, now.animate)
            return forms.as_written(word, each, form, "ё" in word) if form else None
    return None


def has_agreeing_after(tokens: Sequence[Token], last: int, was: NounShape) -> bool:
    """«…, который», «…, проведённый»: words that would have to change far away."""
    for at in range(last, min(last + 5, len(tokens))):
        if tokens[at].text in ".!?;":
            return False
        if tokens[at].text == "," and at + 1 < len(tokens):
            following = tokens[at + 1 : at + 3]
            return any(
                each.tag.POS in ADJECTIVAL and each.tag.number == was.number
                and (was.number == "plur" or each.tag.gender == was.gender)
                and (each.tag.POS == "PRTF" or each.normal_form == "который")
                for token in following if token.is_word for each in morph.parses(token.text)
            )  # fmt: skip
    return False


def predicates(tokens: Sequence[Token], first: int, last: int, was: NounShape) -> Iterator[int]:
    """Tokens of the sentence that can be the predicate of a nominative of the shape ``was``, the nearest first."""
    after = clause_tokens(tokens, range(last, min(len(tokens), last + REACH)))
    before = clause_tokens(tokens, range(first - 1, max(-1, first - 1 - REACH), -1))
    for at in sorted([*after, *before], key=lambda each: each - last if each >= last else first - each):
        reading = likeliest(tokens[at].text)
        if _is_predicate(reading, was) or (_describes(reading, was) and not _is_noun(tokens, at + 1)):
            yield at


def _describes(reading: "Parse", was: NounShape) -> bool:
    """«Скрининг бесплатный»: a full adjective as a predicate."""
    if reading.tag.POS not in ADJECTIVAL or reading.tag.case != "nomn" or reading.tag.number != was.number:
        return False
    return was.number == "plur" or reading.tag.gender == was.gender


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].has("NOUN") or tokens[at].has("ADJF"))


def clause_tokens(tokens: Sequence[Token], reach: range) -> list[int]:
    """The words at the places ``reach`` up to the first mark."""
    found = []
    for at in reach:
        if tokens[at].text in ".!?;:,":
            break
        if tokens[at].is_word:
            found.append(at)
    return found


def _is_predicate(reading: "Parse", was: NounShape) -> bool:
    if reading.tag.POS not in {"VERB", "PRTS", "ADJS"} or reading.tag.number != was.number:
        return False
    return was.number == "plur" or reading.tag.gender in (None, was.gender)


def put_predicate(word: str, was: NounShape, now: NounShape) -> str | None:
    """The predicate ``word`` of a noun as it ``was``, as it agrees with what it is ``now``, if it has that form."""
    fitting = [each for each in morph.parses(word) if _is_predicate(each, was) or _describes(each, was)]
    reading = min(fitting, key=lambda each: each.tag.POS == "ADJS")  # «поручен» is no form of «поручный»
    marks = (reading.tag.POS, reading.tag.tense, reading.tag.person, reading.tag.case, reading.tag.voice)
    kept = {str(mark) for mark in marks if mark}
    wanted = kept | ({"plur"} if now.number == "plur" else {"sing"})
    if now.number == "sing" and now.gender and reading.tag.tense not in ("pres", "futr"):
        wanted.add(now.gender)
    form = forms.put(reading, frozenset(wanted))
    return forms.as_written(word, reading, form, "ё" in word) if form else None
