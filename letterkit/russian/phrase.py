"""Which words of a noun phrase in the nominative change with its case: heads, what agrees with them, and no others.

«Министерство строительства Сахалинской области» has one head; «министерство и агентство» two; in «исполняющий
обязанности директора» the participle is the head; words in quotes and abbreviations never change.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from letterkit.russian.forms import ADJECTIVAL, is_animate
from letterkit.russian.morph import parses
from letterkit.russian.names_letters import without_yo

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_TOKEN = re.compile(
    r"«[^»]*(?:»[^«»]*»)?»?"  # quoted, «Управляющая компания «Уют»» too
    r"|\"[^\"]*\"|„[^“]*“|“[^”]*”|\([^)]*\)"
    r"|[^\W\d_]{1,2}\."  # г., ул., И.
    r"|[^\W\d_]+(?:[-‑][^\W\d_]+)*|\d+|[^\w\s]"
)
_WORD = re.compile(r"[а-яё]+(?:[-‑][а-яё]+)*", re.IGNORECASE)
_PERSONAL = frozenset(("Surn", "Name", "Patr"))
_BETWEEN = frozenset(("ADVB", "PRCL"))
_JOINING = frozenset(("и", "или", "либо", "да", ",", "—", "–"))
_STOPS = frozenset((":", ";", "."))
_PATTERN_OF = {"ский": "московский", "ой": "областной", "ый": "новый"}
PATTERNS = frozenset(_PATTERN_OF.values())
"""Adjectives that stand for new ones of their kind: only their endings are the words' own."""
# Participles that have become nouns: «учащиеся школы», unlike «управляющие компании».
_SUBSTANTIVES = ("учащ", "обучающ", "служащ", "военнослужащ", "трудящ", "заведующ", "верующ")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a quoted stretch, a number or a mark: ``text`` at ``start`` of the phrase."""

    text: str
    start: int
    fixed: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class AgreementGroup:
    """A head (a noun, or a substantivised adjective) and the words that agree with it, by number of token."""

    head: int
    reading: "Parse | None"
    agreeing: "dict[int, Parse]" = field(default_factory=dict)
    number: str | None = None
    gender: str | None = None
    animate: bool = False


def tokens(phrase: str) -> tuple[Token, ...]:
    """The words and marks of ``phrase``; quoted and bracketed stretches are one token each."""
    shouting = phrase.isupper() and len(phrase.split()) > 1
    return tuple(
        Token(found[0], found.start(), not _WORD.fullmatch(found[0]) or _is_abbreviation(found[0], shouting))
        for found in _TOKEN.finditer(phrase)
    )


def _is_abbreviation(word: str, shouting: bool) -> bool:
    if len(word) < 2 or not word.isupper():
        return len(word) < 2 and word.lower() not in "ияа"
    known = any(parse.is_known and "Abbr" not in parse.tag for parse in parses(word))
    return not known or (not shouting and len(word) <= 5)


def nominative(word: str, pos: frozenset[str]) -> "list[Parse]":
    """Readings of ``word`` as a nominative of one of the parts of speech ``pos``."""
    plain = without_yo(word.lower())
    if _part(word) in {"PREP", "CONJ"}:
        return []
    readings = [
        parse
        for parse in parses(word)
        if parse.tag.POS in pos
        and "nomn" in parse.tag
        and without_yo(parse.word) == plain
        and not (word.islower() and _PERSONAL & parse.tag.grammemes)
    ]
    return (_by_analogy(plain) if "ADJF" in pos and word.islower() else []) or sorted(readings, key=_is_fixed)


def _is_fixed(reading: "Parse") -> bool:
    """Indeclinable, which a new compound adjective is guessed to be before it is guessed to decline."""
    return "Fixd" in reading.tag


def _by_analogy(word: str) -> "list[Parse]":
    """«общедомовой», «фельдшерско-акушерский» declined as their pattern: new adjectives that are guessed amiss."""
    pattern = next((each for ending, each in _PATTERN_OF.items() if word.endswith(ending)), None)
    guesses = parses(word)
    if pattern is None or any(each.is_known for each in guesses):
        return []
    if any(each.tag.POS == "ADJF" and "masc" in each.tag and "Fixd" not in each.tag for each in guesses):
        return []
    return [each for each in parses(pattern) if {"ADJF", "masc", "nomn"} in each.tag][:1]


def groups(words: tuple[Token, ...]) -> Iterator[AgreementGroup]:
    """The coordinated groups of the phrase, the first first."""
    start, tail_from = 0, 0
    while start < len(words):
        group = _group_at(words, start)
        if group is None or (tail_from and not _stands_alone(words, group, tail_from)):
            joint = _next_joint(words, start)
        else:
            _add_after_head(words, group)
            yield group
            tail_from = group.head + 1
            joint = _next_joint(words, max([group.head, *group.agreeing]) + 1)
        if joint is None:
            return
        start = joint
        tail_from = tail_from or 1


def _next_joint(words: tuple[Token, ...], start: int) -> int | None:
    """The token after the next «и», «или», comma."""
    at = next((index for index in range(start, len(words)) if words[index].text.lower() in _JOINING), None)
    if at is None:
        return None
    while at < len(words) and words[at].text.lower() in _JOINING | {"а", "также"}:
        at += 1
    return at if at < len(words) else None


def _group_at(words: tuple[Token, ...], start: int) -> AgreementGroup | None:
    """The group that begins at ``start``: adjectives in the nominative, then the noun that they agree with."""
    modifiers: dict[int, list[Parse]] = {}
    for index in range(start, len(words)):
        word = words[index]
        if word.fixed:
            if modifiers and (word.text.isupper() and word.text.isalpha()):
                return _with_head(index, None, modifiers)  # «муниципальное МУП»
            if not modifiers and not word.text.isdigit():
                return AgreementGroup(index, None) if word.text.isalpha() else None
            if word.text in _STOPS or (word.text in _JOINING and not _coordinated_adjective(words, index + 1)):
                break
            continue
        if modifiers and word.text.lower() in _JOINING:
            if not _coordinated_adjective(words, index + 1):
                break
            continue
        adjectives, nouns = nominative(word.text, ADJECTIVAL), nominative(word.text, frozenset(("NOUN",)))
        nouns = [noun for noun in nouns if _agrees(noun, modifiers)]
        if adjectives and word.text.lower().startswith(_SUBSTANTIVES):
            return _with_head(index, adjectives[0], modifiers, substantive=True)
        if adjectives and (not nouns or _leads_on(words, index, adjectives, nouns)):
            modifiers[index] = adjectives
        elif nouns:
            return _with_head(index, nouns[0], modifiers)
        elif _part(word.text) == "PREP" or not (modifiers or _part(word.text) in _BETWEEN):
            break  # what follows a preposition is no head
    if not modifiers:
        return None
    first = next(iter(modifiers))
    return _with_head(first, modifiers[first][0], {}, substantive=True)


def _part(word: str) -> str:
    return str(parses(word)[0].tag.POS)


def _coordinated_adjective(words: tuple[Token, ...], index: int) -> bool:
    """«жилищный и строительный надзор»: an adjective goes on after the conjunction."""
    return index < len(words) and not words[index].fixed and bool(nominative(words[index].text, ADJECTIVAL))


def _leads_on(words: tuple[Token, ...], index: int, adjectives: "list[Parse]", nouns: "list[Parse]") -> bool:
    """Whether a word that can be an adjective or a noun («управляющая», «рабочий») stands before its noun."""
    following = _group_at(words, index + 1) if index + 1 < len(words) and not words[index + 1].fixed else None
    if following is None or following.reading is None or following.reading.tag.POS != "NOUN":
        return False
    if following.head != index + 1 and not set(range(index + 1, following.head)) <= set(following.agreeing):
        return False
    if not any(_fit(adjective, following.number, following.gender) for adjective in adjectives):
        return False
    also_genitive = any("gent" in parse.tag for parse in parses(words[following.head].text))
    return not also_genitive or adjectives[0].score >= nouns[0].score


def _agrees(noun: "Parse", modifiers: "dict[int, list[Parse]]") -> bool:
    return all(any(_fit(one, noun.tag.number, noun.tag.gender) for one in readings) for readings in modifiers.values())


def _fit(adjective: "Parse", number: str | None, gender: str | None) -> bool:
    if "Fixd" in adjective.tag:
        return True
    if number == "plur" or adjective.tag.number == "plur":
        return number == adjective.tag.number
    return gender is None or adjective.tag.gender == gender


def _with_head(
    head: int, reading: "Parse | None", modifiers: "dict[int, list[Parse]]", substantive: bool = False
) -> AgreementGroup:
    group = AgreementGroup(head, reading)
    if reading is not None:
        group.number, group.gender = reading.tag.number, reading.tag.gender
        group.animate = substantive or is_animate(reading)
    elif modifiers:
        first = next(iter(modifiers.values()))[0]
        group.number, group.gender = first.tag.number, first.tag.gender
    for index, readings in modifiers.items():
        group.agreeing[index] = next((one for one in readings if _fit(one, group.number, group.gender)), readings[0])
    return group


def _stands_alone(words: tuple[Token, ...], group: AgreementGroup, tail_from: int) -> bool:
    """Whether a group after «и» is a head of its own, and not one more word of the tail before it."""
    if group.reading is None or group.reading.tag.POS != "NOUN":
        return False
    before = min([group.head, *group.agreeing])
    tail: set[str] = set()
    allowed = {"nomn", "accs"}
    for word in words[tail_from:before]:
        if not word.fixed:
            if _part(word.text) == "PREP":
                allowed = {"nomn"}  # «за содержание и уборку»: an accusative tail
            cases = {str(p.tag.case) for p in parses(word.text) if p.tag.POS in {"NOUN", "ADJF", "PRTF"} and p.tag.case}
            tail = cases - {"nomn"} or tail
    if not tail:
        return True
    own = {str(parse.tag.case) for parse in parses(words[group.head].text) if parse.tag.POS == "NOUN"}
    for index in group.agreeing:
        own &= {str(parse.tag.case) for parse in parses(words[index].text) if parse.tag.POS in ADJECTIVAL}
    return not (own & tail - allowed)


def _add_after_head(words: tuple[Token, ...], group: AgreementGroup) -> None:
    """Words after the head that agree with it: «округ Ногликский», «дом, расположенный …»."""
    if group.reading is None:
        return
    for index in range(group.head + 1, len(words)):
        word, before = words[index], words[index - 1]
        close = index == group.head + 1 or index - 1 in group.agreeing
        if word.fixed or not (close or before.text == ","):
            continue
        fitting = [
            one
            for one in nominative(word.text, ADJECTIVAL)
            if _fit(one, group.number, group.gender) and not {"Apro", "Anph"} & one.tag.grammemes
        ]
        if not fitting:
            continue
        leads = _group_at(words, index)
        if leads is not None and leads.head > index and set(range(index, leads.head)) <= set(leads.agreeing):
            continue  # «министерство, областное агентство»: the adjective of the next head
        if close and any("gent" in parse.tag for parse in parses(word.text)) and fitting[0].tag.number == "sing":
            continue
        group.agreeing[index] = fitting[0]
