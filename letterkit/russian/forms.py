"""One word put into a grammatical form, its letters kept: capitals, ё, hyphens."""

from typing import TYPE_CHECKING

from letterkit.core.people import Case
from letterkit.russian.morph import CASE_TAGS, UNUSUAL, lexeme, parses
from letterkit.russian.names_letters import keep_capitals, keep_yo, without_yo

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

ADJECTIVAL = frozenset(("ADJF", "PRTF"))


def put(parse: "Parse", wanted: frozenset[str]) -> str | None:
    """The usual form of the word ``parse`` that has all the grammemes ``wanted``; None when the word has none."""
    if "Fixd" in parse.tag:
        return str(parse.word)
    fitting = [form for form in lexeme(parse) if wanted <= form.tag.grammemes]
    usual = [form for form in fitting if not UNUSUAL & (form.tag.grammemes - parse.tag.grammemes)] or fitting
    if not usual:
        return None
    return str(max(usual, key=lambda form: len(form.tag.grammemes & parse.tag.grammemes)).word)


def decline_noun(parse: "Parse", case: Case, number: str | None) -> str | None:
    """The noun in ``case``; ``number`` is ``sing``, ``plur`` or None for its own."""
    own = number or parse.tag.number
    if "-" in parse.word and (pieces := _pieces(parse)) is not None:
        declined = [decline_noun(piece, case, number) for piece in pieces]
        return None if None in declined else "-".join(piece for piece in declined if piece)
    return put(parse, frozenset(one for one in (CASE_TAGS[case], own) if one))


def is_animate(parse: "Parse") -> bool:
    """Whether the noun names a living being; «специалист-эксперт» by its parts."""
    pieces = _pieces(parse) if "-" in parse.word else None
    return any("anim" in one.tag for one in pieces or [parse])


def _pieces(parse: "Parse") -> "list[Parse] | None":
    """«специалист-эксперт» is two nouns, «Южно-Сахалинск» and words that the dictionary has whole are one."""
    if parse.is_known and "DictionaryAnalyzer" in str(parse.methods_stack[0][0]):
        return None
    found = []
    for piece in parse.word.split("-"):
        nouns = [
            one for one in parses(piece)
            if one.is_known and one.tag.POS == "NOUN" and "nomn" in one.tag and one.tag.number == parse.tag.number
        ]  # fmt: skip
        if not nouns:
            return None
        found.append(nouns[0])
    return found


def decline_adjective(parse: "Parse", case: Case, gender: str | None, number: str | None, animate: bool) -> str | None:
    """The adjective or participle as it agrees with a noun of ``gender`` and ``number``."""
    wanted = {CASE_TAGS[case], str(parse.tag.POS)}
    if number == "plur":
        wanted.add("plur")
    else:
        wanted |= {"sing", gender or "masc"}
    if case is Case.ACCUSATIVE and (number == "plur" or gender == "masc" or gender is None):
        wanted.add("anim" if animate else "inan")
    return put(parse, frozenset(wanted))


def as_written(given: str, parse: "Parse", form: str, keeps_yo: bool) -> str:
    """``form`` of the word ``parse`` with the capitals of ``given``, and with ё only where the writer uses it."""
    word = keep_yo(given.lower(), parse.word, form)
    return keep_capitals(given, word if keeps_yo else without_yo(word))
