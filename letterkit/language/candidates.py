"""What somebody may have meant by a word: other forms of it, words that look like it, the preposition beside it.

The tagger chooses among these and the word as it is written. Words are in small letters, е for ё (tokens.fold).
"""

from collections.abc import Iterator
from enum import IntEnum
from typing import TYPE_CHECKING

from letterkit.core.lru_cache import WORDS_KEPT, Shelf
from letterkit.russian import morph
from letterkit.russian.vectors import vectors

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse


class Relation(IntEnum):
    """What a candidate is to the word as written."""

    SAME = 0
    FORM = 1
    INFINITIVE = 2
    """«производиться» for «производится» and back."""
    FUNCTION = 3
    """Another preposition or particle."""
    ALIKE = 4
    """Another word that looks alike: отправлений, отравлений."""
    MEND = 5
    """A word of the dictionary for one that no dictionary has."""


MOST = 24
"""Candidates of a word at most, itself among them: a verb has fourteen forms, an adjective seventeen."""
_MOST_ALIKE = 6
_SETS = tuple(
    frozenset(words.split())
    for words in (
        "в на",
        "во на",
        "с из от",
        "со из от",
        "к до",
        "о про по",
        "об про по",
        "обо про",
        "не ни",
        "для за на",
    )
)
_NO_FORMS = frozenset("Abbr Init Fixd".split())
# What no slip changes: a participle stays one of the same tense and voice, an order an order.
_KEPT = frozenset(("Supr", "impr"))
_KEPT_OF_PARTICIPLES = frozenset("pres past actv pssv".split())
_paradigms: Shelf[tuple[str, tuple[str, ...], frozenset[str]], tuple[tuple[str, bool], ...]] = Shelf(WORDS_KEPT)
_KINDS = {
    part: kinds
    for kinds in (("NOUN",), ("ADJF", "ADJS"), ("PRTF", "PRTS"), ("VERB", "INFN", "GRND"), ("NPRO",), ("NUMR",))
    for part in kinds
}
_IN_USE = 700  # times in a billion words of news: what is rarer is not what somebody meant
_SHORTEST_ALIKE = 4
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_UNLIKELY = 0.02  # share of a reading below which its forms are not offered


def candidates(word: str) -> tuple[tuple[str, Relation], ...]:
    """``word`` itself first, then what else may have been meant, MOST in all."""
    found: dict[str, Relation] = {word: Relation.SAME}
    if not word[0].isalpha() or word == "@":
        return tuple(found.items())
    for other, relation in (*_forms(word), *_function_words(word), *_alike(word)):
        found.setdefault(other, relation)
    return tuple(found.items())[:MOST]


def _forms(word: str) -> Iterator[tuple[str, Relation]]:
    for parse in morph.known_parses(word):
        if parse.score >= _UNLIKELY and not _NO_FORMS & parse.tag.grammemes:
            yield from forms_of(parse)


def forms_of(parse: "Parse") -> tuple[tuple[str, Relation], ...]:
    """The forms of the word that ``parse`` reads, those that differ in nothing but the form."""
    kinds = _KINDS.get(parse.tag.POS or "")
    if not kinds:
        return ()
    has = parse.tag.grammemes
    kept = _KEPT_OF_PARTICIPLES if "PRTF" in kinds else _KEPT
    key = (str(parse.normal_form), kinds, has & kept)
    forms = _paradigms.of(key, lambda: tuple(_paradigm(parse, frozenset(kinds), kept)))
    is_infinitive = "INFN" in has
    reflexive = str(parse.word).endswith("ся") and ("INFN" in has or "VERB" in has)
    return tuple(
        (form, Relation.INFINITIVE if reflexive and other != is_infinitive and form.endswith("ся") else Relation.FORM)
        for form, other in forms
    )


def _paradigm(parse: "Parse", kinds: frozenset[str], kept: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """The forms of these parts of speech, and whether each is an infinitive."""
    same = parse.tag.grammemes & kept
    for form in morph.lexeme(parse):
        has = form.tag.grammemes
        if not kinds.isdisjoint(has) and has & kept == same and not has & (morph.UNUSUAL | {"incl"}):
            yield str(form.word).replace("ё", "е"), "INFN" in has


def _function_words(word: str) -> Iterator[tuple[str, Relation]]:
    for each in _SETS:
        if word in each:
            yield from ((other, Relation.FUNCTION) for other in sorted(each - {word}))


def _alike(word: str) -> Iterator[tuple[str, Relation]]:
    if len(word) < _SHORTEST_ALIKE or not morph.is_known(word):
        return
    used = vectors().counts_of(edits(word))
    near = sorted((other for other in used if used[other] >= _IN_USE), key=lambda other: -used[other])
    mine = morph.lemmas(word)
    taken = 0
    for other in near:
        if morph.is_known(other) and mine.isdisjoint(morph.lemmas(other)) and not _is_name(other):
            yield other, Relation.ALIKE
            taken += 1
            if taken == _MOST_ALIKE:
                return


def _is_name(word: str) -> bool:
    return bool({"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr"} & morph.known_parses(word)[0].tag.grammemes)


def edits(word: str) -> set[str]:
    """What differs from ``word`` by one letter lost, put in, changed, or by two that changed places."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lost = {head + tail[1:] for head, tail in cuts if tail}
    turned = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    changed = {head + letter + tail[1:] for head, tail in cuts if tail for letter in _LETTERS}
    put_in = {head + letter + tail for head, tail in cuts for letter in _LETTERS}
    return (lost | turned | changed | put_in) - {word}
