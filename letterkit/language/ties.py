"""What may stand together by the dictionary's readings: an adjective and its noun, a preposition and its case.

Each question has three answers: True, False, and None where the two words have no such tie. Words are in small letters,
е for ё (tokens.fold).
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph
from letterkit.russian.prepositions import PREPOSITIONS, SELDOM_GOVERNED

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

    Readings = tuple[Parse, ...]

Question = Callable[[str, str], bool | None]

_SAME_CASE = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
_UNLIKELY = 0.02  # share of a reading
_ADJECTIVAL = frozenset(("ADJF", "PRTF"))
_NOMINAL = frozenset("NOUN ADJF PRTF NPRO NUMR".split())
_NO_ADJECTIVE = frozenset("PREP CONJ PRCL ADVB VERB GRND INFN COMP PRED INTJ NUMR Fixd".split())
_NO_NOUN = frozenset("PREP CONJ PRCL NPRO NUMR Fixd Abbr".split())
_PREDICATIVE = frozenset("VERB PRTS ADJS".split())
_NO_PREDICATE = frozenset("impr 1per 2per".split())
_NAMES = frozenset(("Name", "Surn", "Patr"))
_FOR_NOUNS = frozenset(
    "весь этот тот такой другой каждый иной всякий любой самый изложить указать сказать написать перечислить".split()
)
_UP_TO = frozenset("щиколотку колено колени пояс грудь шею горло плечо плечи локоть уши".split())
# «Считаем полным ответ»: after these an adjective in the instrumental may be said of the noun after it.
_ASK_PREDICATE = tuple("призна счита сочт сочл окаж оказ оста стан стал назва назыв сдела дела объяв".split())
_ANY_GENDER = frozenset(("Ms-f", "ms-f", "GNdr"))
_DEVERBAL = ("ние", "тие", "ствие")
_DIRECT = ("nomn", "accs")
_SIMPLE = PREPOSITIONS.keys() - set(
    "среди помимо свыше около возле внутри вне вокруг вдоль мимо относительно касательно посредством накануне насчет "
    "вопреки согласно благодаря навстречу спустя надо передо под".split()
)
"""Those of which none is another word too, or has words of its own: «около ста метров», «надо землю»."""


@lru_cache(maxsize=WORDS_KEPT)
def readings_of(word: str) -> "Readings":
    """What the dictionary has ``word`` for, without what it hardly ever is («по» as an abbreviation)."""
    return tuple(reading for reading in morph.known_parses(word) if reading.score >= _UNLIKELY)


def standard_case(reading: "Parse") -> str:
    """The case of ``reading``, second genitives and the like counted as the first («gen2» → «gent»)."""
    return _SAME_CASE.get(str(reading.tag.case), str(reading.tag.case))


def cases_after(preposition: str) -> tuple[str, ...]:
    """The cases that ``preposition`` may govern; none for another word."""
    if preposition not in _SIMPLE:
        return ()
    return tuple(PREPOSITIONS[preposition] | SELDOM_GOVERNED.get(preposition, frozenset()))


@lru_cache(maxsize=WORDS_KEPT)
def adjectives(word: str) -> "Readings":
    """The readings of ``word`` as an adjective or participle; none where it may be no part of a group of words."""
    found = readings_of(word)
    if any(_NO_ADJECTIVE & reading.tag.grammemes for reading in found):
        return ()
    return tuple(reading for reading in found if reading.tag.POS in _ADJECTIVAL)


@lru_cache(maxsize=WORDS_KEPT)
def nouns(word: str) -> "Readings":
    """The readings of ``word`` as a noun, where that is the likeliest part of speech."""
    found = readings_of(word)
    if not found or found[0].tag.POS != "NOUN" or any(_NO_NOUN & reading.tag.grammemes for reading in found):
        return ()
    return tuple(reading for reading in found if reading.tag.POS == "NOUN")


@lru_cache(maxsize=WORDS_KEPT)
def nominals(word: str) -> "Readings":
    """The readings of ``word`` that have a case, where the likeliest has one."""
    found = readings_of(word)
    unchanging = any(reading.tag.grammemes & {"Fixd", "Abbr"} for reading in found)
    if not found or unchanging or found[0].tag.POS not in _NOMINAL:
        return ()
    return tuple(reading for reading in found if reading.tag.POS in _NOMINAL)


def needs_no_comma(word: str) -> bool:
    """«сделать», «эскроу»: an infinitive, or a noun that does not change or that no dictionary knows."""
    return all(each.tag.POS == "INFN" or "Fixd" in each.tag for each in readings_of(word))


def agree(adjective: str, noun: str) -> bool | None:
    """«жилого помещения»."""
    of_adjective, of_noun = adjectives(adjective), nouns(noun)
    if not of_adjective or not of_noun:
        return None
    return any(_agree(one, other) for one in of_adjective for other in of_noun)


def may_be_person(adjective: str) -> bool:
    """«дежурному (фамилию)», «такое (матери)»: whether ``adjective`` may stand for a noun."""
    found = adjectives(adjective)
    return bool(found) and (_is_person(adjective) or any(reading.normal_form in _FOR_NOUNS for reading in found))


def _is_person(word: str) -> bool:
    readings = [reading.tag.grammemes for reading in readings_of(word)]
    return any(
        ("Subx" in each and "Apro" not in each) or ({"NOUN", "anim"} <= each and not each & _NAMES) for each in readings
    )


def may_be_woman(adjective: str, noun: str) -> bool:
    """«новая директор»: whether ``noun`` is a post that a woman may hold and ``adjective`` says that one does."""
    is_feminine = any({"femn", "nomn"} <= reading.tag.grammemes for reading in adjectives(adjective))
    return is_feminine and any({"anim", "masc", "nomn"} <= reading.tag.grammemes for reading in nouns(noun))


def may_govern(adjective: str, noun: str) -> bool:
    """«подведомственное управлению»: whether ``noun`` stands in a case that some adjectives govern."""
    cases = {standard_case(reading) for reading in nouns(noun)}
    return bool(adjectives(adjective)) and not cases.isdisjoint(("datv", "ablt"))


def is_predicative(verb: str, adjective: str) -> bool:
    """«считаем полным (ответ)»: whether the adjective is what the verb asks for."""
    asks = verb.startswith(_ASK_PREDICATE)
    return asks and any(standard_case(reading) == "ablt" for reading in adjectives(adjective))


def owns(adjective: str, noun: str) -> bool:
    """A participle may govern the noun («прошедший экспертизу»), an ordinal or a post have it («дежурный школы»)."""
    is_post = bool(adjectives(adjective)) and _is_person(adjective)
    return any(
        _owns(one, other) or (is_post and standard_case(other) == "gent")
        for one in adjectives(adjective)
        for other in nouns(noun)
    )


def _agree(adjective: "Parse", noun: "Parse") -> bool:
    if standard_case(adjective) != standard_case(noun) or adjective.tag.number != noun.tag.number:
        return False
    if adjective.tag.animacy and noun.tag.animacy and adjective.tag.animacy != noun.tag.animacy:
        return False  # an accusative: «новый мастера»
    if adjective.tag.number == "plur" or noun.tag.grammemes & _ANY_GENDER:
        return True
    return adjective.tag.gender in (None, noun.tag.gender)


def _owns(adjective: "Parse", noun: "Parse") -> bool:
    case = standard_case(noun)
    if "Anum" in adjective.tag:
        return case == "gent"
    return adjective.tag.POS == "PRTF" and (case == "ablt" or ("actv" in adjective.tag and case == "accs"))


def has_participle(noun: str, participle: str) -> bool | None:
    """«жалоба, поступившая»: whether a participle after ``noun`` agrees with it."""
    return agree(participle, noun)


def agree_but_in_number(adjective: str, noun: str, *, plural: str) -> bool:
    """Whether the two would agree, were not the ``plural`` one («adjective», «noun») in the plural."""
    return any(
        standard_case(one) == standard_case(other)
        and (one.tag.number, other.tag.number) == (("plur", "sing") if plural == "adjective" else ("sing", "plur"))
        for one in adjectives(adjective)
        for other in nouns(noun)
    )


def is_counted(adjective: str, noun: str) -> bool:
    """«(два) жилых дома», «(три) новые трубы»: the forms that follow 2, 3, 4."""
    return any("plur" in one.tag and standard_case(one) in ("gent", *_DIRECT) for one in adjectives(adjective)) and any(
        "sing" in other.tag and standard_case(other) == "gent" for other in nouns(noun)
    )


def agree_as_two(first: str, second: str) -> bool | None:
    """«новых жилых (домов)»: two adjectives of one noun, or of one and several («новыми домом и гаражом»)."""
    one, other = adjectives(first), adjectives(second)
    if not one or not other or len(one) < len(readings_of(first)) or len(other) < len(readings_of(second)):
        return None  # «том» is a noun too
    return _share_case(one, other)


def is_governed(preposition: str, word: str) -> bool | None:
    """«для жителей»: whether ``word`` may stand in a case that ``preposition`` governs."""
    cases, readings = cases_after(preposition), nominals(word)
    if not cases or not readings or word == "тысяча" or any(_is_begun(reading) for reading in readings):
        return None
    return any(
        standard_case(reading) in cases
        or (preposition in ("о", "об") and reading.normal_form == "который")  # «о который споткнулись»
        or (preposition in ("в", "во") and {"NOUN", "anim", "plur", "nomn"} <= reading.tag.grammemes)  # «в читатели»
        or ("accs" in cases and {"NOUN", "anim", "masc", "sing", "nomn"} <= reading.tag.grammemes)  # «на эвакуатор»
        # «по шестое», «по пояс»
        or (preposition == "по" and standard_case(reading) == "accs" and ("Anum" in reading.tag or word in _UP_TO))
        for reading in readings
    )


def _is_begun(reading: "Parse") -> bool:
    """«к двадцать (пятому августа)»: of several numerals the last alone has cases."""
    return {"NUMR", "nomn"} <= reading.tag.grammemes


def is_genitive(_: str, word: str) -> bool | None:
    """«в целях (проверки)»: whether a word after a compound preposition may stand in the genitive."""
    readings = nominals(word)
    return any(standard_case(reading) == "gent" for reading in readings) if readings else None


def has_genitive(noun: str, word: str) -> bool | None:
    """«ремонт кровли»: whether a noun after another may stand in the genitive."""
    first, second = nouns(noun), nouns(word)
    if not first or not second or (first[0].tag.grammemes | second[0].tag.grammemes) & _NAMES:
        return None
    return any(standard_case(reading) == "gent" for reading in second)


def may_govern_as_verb(noun: str, word: str) -> bool:
    """«обеспечение жильём», «предоставление семье»: whether ``noun``, made of a verb, may have the verb's object."""
    cases = {standard_case(reading) for reading in nouns(word)}
    made = any(reading.normal_form.endswith(_DEVERBAL) for reading in nouns(noun))
    return made and not cases.isdisjoint(("datv", "ablt"))


def share_case(first: str, second: str) -> bool | None:
    """«жалобу и заявление»: whether two words of a row may stand in one case."""
    as_nouns = _share_case(nouns(first), nouns(second))
    return _share_case(adjectives(first), adjectives(second)) if as_nouns is None else as_nouns


def _share_case(one: "Readings", other: "Readings") -> bool | None:
    if not one or not other:
        return None
    return not {standard_case(reading) for reading in one}.isdisjoint(standard_case(reading) for reading in other)


def is_counted_by(numeral: str, noun: str) -> bool | None:
    """«к двум месяцам», «пять дней»: whether ``noun`` is in a form that ``numeral``, a word, asks for."""
    numerals, of_noun = readings_of(numeral), nouns(noun)
    if not of_noun or not numerals or numerals[0].tag.POS != "NUMR":
        return None
    return any(
        (standard_case(one) in _DIRECT and standard_case(other) == "gent" and "anim" not in one.tag)
        or (
            standard_case(one) == standard_case(other)
            and ("plur" in other.tag or standard_case(one) in _DIRECT or one.normal_form == "один")
        )
        for one in numerals
        if one.tag.POS == "NUMR"
        for other in of_noun
    )


@lru_cache(maxsize=WORDS_KEPT)
def predicates(word: str) -> "Readings":
    """The readings of ``word`` as a verb or short form of the third person; none if it may be anything else."""
    found = readings_of(word)
    if any(reading.tag.POS not in _PREDICATIVE or reading.tag.grammemes & _NO_PREDICATE for reading in found):
        return ()
    return tuple(
        reading
        for reading in found
        if not {"ADJS", "neut"} <= reading.tag.grammemes  # «хорошо»
        and not {"PRTS", "pres"} <= reading.tag.grammemes  # «необходимы»
    )


def may_be_impersonal(verb: str) -> bool:
    """«разрешено», «следует»: whether ``verb`` is in the form of those that need no subject."""
    return any("sing" in each.tag and each.tag.gender in (None, "neut") for each in predicates(verb))


def parts_of_speech(word: str) -> frozenset[str]:
    """What ``word`` may be, in the dictionary's signs (``INFN``)."""
    return frozenset(str(reading.tag.POS) for reading in readings_of(word))


def may_be_subject(word: str, predicate: str) -> bool:
    """Whether ``word`` has a nominative that ``predicate`` agrees with; an adjective, if nothing else («Лесной»)."""
    readings = readings_of(word)
    if any(reading.tag.POS in _ADJECTIVAL and standard_case(reading) not in _DIRECT for reading in readings):
        return False
    subjects = (
        reading
        for reading in readings
        if reading.tag.POS in _NOMINAL and (reading.tag.case == "nomn" or "Fixd" in reading.tag)
    )
    verbs = predicates(predicate)
    return any(_agree_in_person(subject, verb) for subject in subjects for verb in verbs)


def _agree_in_person(subject: "Parse", verb: "Parse") -> bool:
    if "3per" in verb.tag and subject.tag.grammemes & {"1per", "2per"}:
        return False
    if subject.tag.POS == "NUMR":  # «пять домов построены, построено»
        return verb.tag.number == "plur" or verb.tag.gender in (None, "neut")
    if subject.tag.number != verb.tag.number:
        return False
    if verb.tag.number == "plur" or verb.tag.gender is None:
        return True
    if verb.tag.gender == "femn" and {"anim", "masc"} <= subject.tag.grammemes:
        return True  # «врач осмотрела»
    return subject.tag.gender in (None, verb.tag.gender) or bool(subject.tag.grammemes & _ANY_GENDER)


def is_another_tense(one: str, other: str) -> bool:
    """Whether two forms of a verb have no tense in common, the infinitive being one: «заключим», «заключил»."""
    tenses, others = (
        {reading.tag.tense for reading in readings_of(word) if reading.tag.POS in ("VERB", "INFN")}
        for word in (one, other)
    )
    return bool(tenses) and bool(others) and tenses.isdisjoint(others)


def is_gerund_of_verb(one: str, other: str) -> bool:
    """Whether ``one`` is a gerund and ``other`` a verb: «рассмотрев», «рассмотрели»."""
    return any(reading.tag.POS == "GRND" for reading in readings_of(one)[:1]) and any(
        reading.tag.POS == "VERB" for reading in readings_of(other)[:1]
    )


def is_same_form(one: str, other: str) -> bool:
    """Whether two nouns may stand in one case and number: «жара», «жары» are genitives of two words."""
    forms, others = ({(standard_case(reading), reading.tag.number) for reading in nouns(word)} for word in (one, other))
    return not forms.isdisjoint(others)


def is_object(verb: str, word: str) -> bool | None:
    """«осмотрела крышу»: whether a word after a transitive verb may be what the verb acts on."""
    verbs, readings = readings_of(verb), nouns(word)
    if not verbs or not readings or not all(_is_transitive(reading) for reading in verbs):
        return None
    return any(standard_case(reading) == "accs" for reading in readings)


def may_be_object(verb: str, noun: str, modifiers: Iterable[str]) -> bool:
    """Whether ``noun``, with such adjectives, may be what ``verb`` acts on: «спор (решают)», not «другие учителя»."""
    if not is_object(verb, noun):
        return False
    accusatives = [reading for reading in nouns(noun) if standard_case(reading) == "accs"]
    return all(
        any(_agree(one, other) for one in found for other in accusatives)
        for modifier in modifiers
        if (found := adjectives(modifier))
    )


def has_only_nominative(word: str) -> bool:
    """«вода», «жители»: whether ``word`` is a subject wherever it stands, and no object."""
    cases = {standard_case(reading) for reading in nouns(word)}
    return "nomn" in cases and "accs" not in cases


def has_nominative(word: str) -> bool:
    """Whether ``word`` may be a subject, of whatever verb."""
    return any(reading.tag.case == "nomn" for reading in nominals(word))


def _is_transitive(reading: "Parse") -> bool:
    has = reading.tag.grammemes
    return "tran" in has and "pssv" not in has and bool(has & {"VERB", "INFN", "GRND", "PRTF"})
