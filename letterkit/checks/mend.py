"""Mends as clerks write them: plain words with holes that take up the words found, in the form asked for.

{2}                 the words that answer element 2 of the phrase, as they stand
{2:genitive}        the same put into another case (from the one that the phrase asked of them, else the nominative);
                    when the element is absent, this mend is not offered
{проверять~1}       this word in the form (tense, person, case, number, gender) of element 1

A mend that begins with a comma («, если») puts it only where the text before has no mark; one that ends in a comma is
offered before a verb, or without it before a mark.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from letterkit.checks.noun_phrase import cases_after, noun_phrase
from letterkit.checks.phrase import Match
from letterkit.core.errors import BadValue
from letterkit.core.people import Case
from letterkit.russian import morph
from letterkit.russian.inflect import inflect
from letterkit.russian.inflect_like import inflect_like

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_HOLE = regex.compile(r"\{(?:(?P<number>\d+)(?::(?P<case>[a-z]+))?|(?P<word>[^{}~]+)~(?P<like>\d+))\}")

# «-ся» of these makes no passive: «обратился с вопросом» is «спросил».
_DEPONENT = frozenset("находиться располагаться обратиться обращаться заняться заниматься".split())
_BEFORE_VOWEL = regex.compile(r"\bо (?=[аиоуэАИОУЭ])")


@dataclass(frozen=True, slots=True)
class Mend:
    """A compiled mend; ``source`` is what was written."""

    source: str

    def words(self, match: Match) -> str | None:
        """The mended words for ``match``, with a capital where the found ones had it; None when a form is missing."""
        taken = [_fill_hole(hole, match) for hole in _HOLE.finditer(self.source)]
        if None in taken:
            return None
        forms = iter(taken)
        mended = " ".join(_HOLE.sub(lambda hole: next(forms) or "", self.source).split())
        mended = _BEFORE_VOWEL.sub("об ", mended)
        first = match.tokens[0][0].text if match.tokens[0] else ""
        shouted = len(first) > 1 and first.isupper()
        return mended[:1].upper() + mended[1:] if first[:1].isupper() and not shouted else mended


def mend(source: str, elements: int) -> Mend:
    """Compile ``source`` for a phrase of ``elements`` elements; raises ValueError for a hole that names nothing."""
    for hole in _HOLE.finditer(source):
        number = int(hole["number"] or hole["like"])
        if not 1 <= number <= elements:
            raise BadValue("mend.element", source, number, elements)
        if hole["case"] and hole["case"] not in set(Case):
            raise BadValue("mend.case", source, hole["case"])
    if "{" in _HOLE.sub("", source):
        raise BadValue("mend.hole", source)
    return Mend(source)


def _breaks_agreement(word: str, like: "str | Parse", match: Match) -> bool:
    """Whether words outside agree with a noun of another gender: «вся [территория]», «[территория] убрана»."""
    old = next(iter(morph.parses(like))) if isinstance(like, str) else like
    new = next((parse for parse in morph.parses(word.split()[-1]) if parse.tag.POS == "NOUN"), None)
    if old.tag.POS != "NOUN" or new is None or old.tag.number != "sing" or old.tag.gender == new.tag.gender:
        return False
    before = match.before
    if before is not None and (before.has("ADJF") or before.has("PRTF")):
        return True
    governed = before is not None and (before.has("PREP") or before.has("INFN") or before.has("VERB"))
    return str(old.tag.case) in ("nomn", "accs") and not governed


def _read(match: Match, number: int) -> "str | Parse":
    """The word that a mend is to be like; nouns and adjectives as they agree («денежные средства», «жилой фонд»)."""
    every = [token for group in match.tokens for token in group]
    words = every[: sum(len(group) for group in match.tokens[: number + 1])]
    last = words[-1]
    if (last.has("ADJF") or last.has("PRTF")) and len(words) < len(every):
        before = words[-2] if len(words) > 1 else match.before
        whole = noun_phrase(every, len(words) - 1, cases_after(before))
        if whole is not None and whole.modifiers:
            return whole.modifiers[0]
    if morph.parses(last.text)[0].tag.POS == "VERB":
        return last.text
    start = len(words) - 1
    while start and (words[start - 1].has("ADJF") or words[start - 1].has("PRTF")):
        start -= 1
    found = noun_phrase(words, start, cases_after(words[start - 1] if start else match.before))
    return found.head if found is not None and found.tokens[-1] is last else last.text


def _fill_hole(hole: "regex.Match[str]", match: Match) -> str | None:
    if hole["word"]:
        like = match.tokens[int(hole["like"]) - 1]
        read = _read(match, int(hole["like"]) - 1)
        if like and _breaks_agreement(hole["word"], read, match):
            return None
        named = next(iter(like[-1].lemmas & _DEPONENT), None) if like else None
        return inflect_like(hole["word"], read, named=named) if like else hole["word"]
    number = int(hole["number"]) - 1
    taken = match.tokens[number]
    words = " ".join(token.text for token in taken)
    if not hole["case"]:
        return words
    stands_in = match.cases[number] if match.cases else None
    if taken and stands_in:
        found = noun_phrase(taken, 0, (stands_in,))
        return found.put(Case(hole["case"])) if found is not None else None
    return inflect(words, Case(hole["case"])) if words else None
