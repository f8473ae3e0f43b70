"""Endings that cannot stand side by side: an adjective and its noun, a preposition and its case.

The engine passes over most of them («жилого помещение», «о предоставление»). A pair is reported only when no reading of
the two words in the dictionary agrees; where words may be something else altogether, nothing is said.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.language.ports import Match
from letterkit.russian import morph
from letterkit.russian.prepositions import PREPOSITIONS, SELDOM_GOVERNED
from letterkit.russian.words import Word, words

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

PAIR, CASE = "ADJECTIVE_AND_NOUN", "CASE_AFTER_PREPOSITION"
OWN_RULES = frozenset({PAIR, CASE})
CATEGORY = "GRAMMAR"
_MOST = 3

_SAME_CASE = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
_SIMPLE = PREPOSITIONS.keys() - set(
    "среди помимо свыше около возле внутри вне вокруг вдоль мимо относительно касательно посредством накануне насчет "
    "вопреки согласно благодаря навстречу спустя надо передо под".split()
)
"""Those of which none is another word too, or has words of its own: «около ста метров», «надо землю»."""
# Words that have words of their own between them and the noun: «равный сумме платёж», «подведомственных министерству».
GOVERNING = frozenset(
    "равный подобный доступный известный нужный необходимый свойственный присущий верный благодарный обязанный "
    "довольный полный достойный богатый близкий подведомственный подконтрольный подотчётный смежный адекватный "
    "аналогичный кратный "
    "соразмерный пропорциональный соответствующий тождественный параллельный вредный полезный выгодный удобный угодный "
    "приятный понятный обязательный соответственный ответственный готовый способный согласный свободный должный "
    "противоположный эквивалентный идентичный опасный виноватый виновный интересный".split()
)
# «за несовершеннолетнего родители», «от пострадавшего жалоба»
_PERSONS = frozenset("несовершеннолетний пострадавший умерший совершеннолетний".split())
_HALVES = frozenset("полгода полчаса полдня полмесяца полвека полминуты полдюжины полсотни".split())
_ASKS_PREDICATE = re.compile(
    r"(?i)(?:призна|счита|сочт|сочл|окаж|оказ[аы]|оста[ёеюлн]|стан|стал|назва|назыв|сдела|дела)"
)
_WORD_BEFORE = re.compile(r"([А-Яа-яЁё]+)(?: (?:ли|же|бы))? $")
_IN = re.compile(r"(?i)\bв\s$")
_INSIDE = re.compile(r"[\w»,]\s*[«(]?$")
_LONGEST = 60  # characters that are looked at before a word
_LISTS = frozenset("и или либо а также как так".split())
# «если в дальнейшем препарат подорожает»: with «в» these are adverbs.
ADVERBS_AFTER_IN = frozenset("дальнейшем остальном целом основном главном общем среднем частном прошлом".split())
# What is rubbed, struck or leant on stands in the accusative: «об асфальт», «о кромку рельса».
_CONTACT = re.compile(
    r"(?i)\b[а-яё]*(?:т[её]р|тир|удар|би(?:т|л|в)|б[ьъ]?[её]т|ш[еи]б|спот[ы]?к|оп[её]р|опир|цара|цеп|скр[её]б|сту[кч]|лома|слом"
    r"|рез|ран[еи]|жиг|ж[её]г|пачка|марал)[а-яё]*\s+(?:[а-яё]+\s+){0,3}об?\s+$"
)
# Of a compound ordinal only the last word has cases: «к двадцать пятому августа», «в тысяча девятьсот пятом году».
_COUNTS = (
    r"(?:двадцать|тридцать|сорок|(?:пять|шесть|семь|восемь)десят|девяносто|сто|двести|[а-яё]+ста|[а-яё]+сот"
    r"|тысяча|(?:две|три|четыре)\s+тысячи)"
)
_ORDINAL = (
    r"(?:[а-яё]*(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|дцат|сот|сорок|тысячн)[а-яё]{1,3})\b"
)
_COMPOUND_ORDINAL = re.compile(rf"{_COUNTS}(?:\s+{_COUNTS})*(?=\s+(?:{_COUNTS}\s+)*{_ORDINAL})", re.IGNORECASE)
# «чеки на эвакуатор»: the dictionary has but the person of this name.
_MACHINES = frozenset(("эвакуатор", "регистратор", "видеорегистратор"))


def disagreements(unit: str) -> Iterator[Match]:
    """Matches in ``unit``, each with at most three mends."""
    found = words(unit)
    for place in range(len(found) - 1):
        first, second = found[place], found[place + 1]
        if unit[first.end : second.start] != " ":
            continue
        if first.text.lower() in _SIMPLE:
            yield from _after_preposition(first, second, unit)
        elif _may_pair(found, place, unit):
            yield from _pair(first, second)


def cases_after(preposition: str) -> tuple[str, ...]:
    """The cases that ``preposition``, in small letters, may govern; none for another word."""
    if preposition not in _SIMPLE:
        return ()
    return tuple(PREPOSITIONS[preposition] | SELDOM_GOVERNED.get(preposition, frozenset()))


def touches(before: str) -> bool:
    """Whether ``before`` ends in «о» or «об» after a word that is about rubbing, striking, leaning: «ударился о»."""
    return _CONTACT.search(before) is not None


def _stands_alone(unit: str, start: int, word: str) -> bool:
    if word in ADVERBS_AFTER_IN and _IN.search(unit, max(0, start - 4), start):
        return True
    inside = start > 0 and _INSIDE.search(unit, max(0, start - _LONGEST), start) is not None
    return (word[0].isupper() and inside) or any(
        reading.normal_form in GOVERNING or reading.normal_form in _PERSONS for reading in _readings(word)
    )


def _after_preposition(preposition: Word, word: Word, unit: str) -> Iterator[Match]:
    cases = cases_after(preposition.text.lower())
    readings = _readings(word.text)
    if not readings or unit[word.end : word.end + 1] in (".", "-") or _COMPOUND_ORDINAL.match(unit, word.start):
        return
    if preposition.text.lower() == "по" and any(_is_term(reading) for reading in readings):
        return
    if any(reading.tag.POS not in ("NOUN", "ADJF", "PRTF") or _is_unfit(reading) for reading in readings):
        return
    if any(standard_case(reading) in cases for reading in readings):
        return
    if "accs" in cases and word.text in _MACHINES:
        return
    if touches(unit[: word.start]) and any(standard_case(reading) == "accs" for reading in readings):
        return
    if preposition.text.lower() in ("в", "во") and any(_is_rank(reading) for reading in readings):
        return
    mends: tuple[str, ...] = ()
    if all(reading.tag.POS == "NOUN" for reading in readings):
        forms = [form.word for reading in readings for case in cases for form in _forms(reading, {case})]
        mends = _nearest(word.text, forms)
    yield Match(CASE, CATEGORY, word.start, word.end, "", mends)


def is_predicative(unit: str, start: int) -> bool:
    """«дом признаёт аварийным комиссия»: whether the adjective at ``start`` is what the verb before it asks for."""
    before = _WORD_BEFORE.search(unit, max(0, start - _LONGEST), start)
    if before is None or not _ASKS_PREDICATE.match(before[1]):
        return False
    word = next(iter(words(unit[start:])), None)
    return word is not None and any(standard_case(reading) == "ablt" for reading in _readings(word.text))


def _may_pair(found: Sequence[Word], place: int, unit: str) -> bool:
    """Whether the word at ``place`` can only be the adjective of the one after it."""
    first = found[place]
    if _stands_alone(unit, first.start, first.text):
        return False
    before = found[max(0, place - 3) : place]
    if any(word.kind == "number" or _is_count(word.text) for word in before):
        return False
    if is_predicative(unit, first.start):
        return False
    if len(before) > 1 and before[-1].text.lower() in _SIMPLE and before[-2].text.lower() in _LISTS:
        return False  # «на русском и на аварском языках»
    # «городской и областной бюджеты»
    return not before or (before[-1].text.lower() not in _LISTS and unit[before[-1].end : first.start] == " ")


def _pair(first: Word, second: Word) -> Iterator[Match]:
    adjectives, nouns = _readings(first.text), _readings(second.text)
    if not adjectives or not nouns or second.text[0].isupper():
        return
    if any(reading.tag.POS != "ADJF" or _is_unfit(reading) or "Subx" in reading.tag for reading in adjectives):
        return
    if any(reading.tag.POS != "NOUN" or _is_unfit(reading) for reading in nouns):
        return
    if second.text.lower() in _HALVES and any(reading.tag.number == "plur" for reading in adjectives):
        return  # «последние полгода»
    if any(_agree(one, other) for one in adjectives for other in nouns):
        return
    pair = f"{first.text} {second.text}"
    guesses = [f"{first.text} {form.word}" for one in adjectives for form in _nouns_like(one, nouns)]
    guesses += [f"{form.word} {second.text}" for other in nouns for form in _adjectives_like(other, adjectives)]
    yield Match(PAIR, CATEGORY, first.start, second.end, "", _nearest(pair, guesses))


def _readings(word: str) -> "tuple[Parse, ...]":
    """The dictionary's readings of ``word``; none when it does not know it."""
    return morph.known_parses(word)


def standard_case(reading: "Parse") -> str:
    """The case of ``reading``, second genitives and the like counted as the first («gen2» → «gent»)."""
    return _SAME_CASE.get(str(reading.tag.case), str(reading.tag.case))


def _is_unfit(reading: "Parse") -> bool:
    """Pronouns stand for nouns, indeclinable words for any case, names and abbreviations follow rules of their own."""
    return bool(reading.tag.grammemes & {"Apro", "Fixd", "Abbr", "Anum", "Name", "Surn", "Patr", "Init", "voct"})


def _is_term(reading: "Parse") -> bool:
    """«по май», «по первое число»."""
    return standard_case(reading) == "accs" and (reading.tag.POS == "ADJF" or "sing" in reading.tag)


def _is_rank(reading: "Parse") -> bool:
    """«записать в читатели», «выбрать в старосты»: this accusative looks like the nominative."""
    return {"NOUN", "anim", "plur", "nomn"} <= reading.tag.grammemes


@lru_cache(maxsize=WORDS_KEPT)
def _is_count(word: str) -> bool:
    """After it singular and plural meet: «два жилых дома», «полтора рабочих дня»."""
    return any(reading.tag.POS == "NUMR" for reading in _readings(word))


def _agree(adjective: "Parse", noun: "Parse") -> bool:
    if standard_case(adjective) != standard_case(noun) or adjective.tag.number != noun.tag.number:
        return False
    if adjective.tag.number == "plur" or noun.tag.grammemes & {"Ms-f", "ms-f", "GNdr"}:
        return True
    return adjective.tag.gender == noun.tag.gender


def _nouns_like(adjective: "Parse", nouns: "Sequence[Parse]") -> "Iterator[Parse]":
    for noun in nouns:
        for form in _forms(noun, {standard_case(adjective), str(adjective.tag.number)}):
            if _agree(adjective, form):
                yield form


def _adjectives_like(noun: "Parse", adjectives: "Sequence[Parse]") -> "Iterator[Parse]":
    wanted = {standard_case(noun), str(noun.tag.number)}
    if noun.tag.number == "sing" and noun.tag.gender:
        wanted.add(str(noun.tag.gender))
    for adjective in adjectives:
        for form in _forms(adjective, wanted):
            if not (standard_case(form) == "accs" and form.tag.animacy not in (None, noun.tag.animacy)):
                yield form


def _forms(reading: "Parse", grammemes: set[str]) -> "Iterator[Parse]":
    return (
        form
        for form in morph.lexeme(reading)
        if grammemes <= form.tag.grammemes
        and not form.tag.grammemes & morph.UNUSUAL
        and form.tag.POS == reading.tag.POS
    )


def _nearest(text: str, guesses: Iterable[str]) -> tuple[str, ...]:
    """The guesses that change the fewest letters at the end of the words, in the letter case of ``text``."""

    def change(guess: str) -> int:
        halves = zip(text.lower().split(), guess.lower().split(), strict=True)
        return sum(max(len(old), len(new)) - _common(old, new) for old, new in halves)

    fit = dict.fromkeys(text[0] + guess[1:] if text[0].isupper() else guess for guess in guesses)
    return tuple(sorted((guess for guess in fit if guess != text), key=change))[:_MOST]


def _common(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
