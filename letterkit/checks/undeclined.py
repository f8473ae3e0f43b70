"""The case and number that the words around ask of a word that shows neither: «УК осмотрела», «УК выдано», «5 МКД».

Read from left and right: a preposition, an adjective, a numeral, a verb that agrees with the word or does not, a verb
that asks for a case. What cannot be told is the case that is likeliest there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterkit.checks import neighbours
from letterkit.checks.tokens import Token
from letterkit.core.people import Case
from letterkit.russian import morph

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse
    from pymorphy3.tagset import OpencorporaTag

_TAGS = {
    "nomn": Case.NOMINATIVE,
    "gent": Case.GENITIVE,
    "datv": Case.DATIVE,
    "accs": Case.ACCUSATIVE,
    "ablt": Case.INSTRUMENTAL,
    "loct": Case.PREPOSITIONAL,
}
_TWO_WAYS = frozenset(("в", "во", "на", "за"))
_TOWARDS = frozenset(
    """
    взнос плата оплата платеж деньги средство сбор начисление платить заплатить платиться вноситься взиматься
    направить направлять направленный передать передавать подать подавать обратиться обращаться обращение внести
    вносить включить включать поступить поступать отправить представить представлять прийти сообщить звонить
    позвонить написать переход переводить перевести вступить заявка запрос заявление жалоба разрешение
    документация проект дорога ехать поехать идти уходить пойти приехать войти вход входить выйти выходить
    выехать доступ долг записать записаться сдать пересчитать попасть попадать перенести переселить превратить
    """.split()
)
_ONTO = frozenset("квота запись рецепт направление очередь право билет лицензия подписка субсидия претендовать".split())
_GROUND = frozenset(("земля", "участок", "территория", "место", "площадка"))
_GIVE = frozenset(
    """
    поручить поручать предписать предписывать рекомендовать порекомендовать предложить предлагать выдать
    выдавать направить вручить передать сообщить напомнить отказать разрешить запретить указать объявить
    объяснить разъяснить помочь помогать доверить возвратить вернуть позволить начислить дать вынести
    принадлежать подчиняться соответствовать
    """.split()
)
_CONTENT = frozenset(("довольный", "недовольный"))
_USE = frozenset(
    "управлять руководить владеть пользоваться заниматься воспользоваться распоряжаться командовать".split()
)
# «Дом обслуживает УК», but «Суд обязывает УК»: of things only these do something themselves.
_ACTING = frozenset(
    """
    суд закон кодекс договор устав решение постановление приказ предписание порядок правило город район область край
    министерство комитет управление отдел департамент агентство ведомство государство завод фонд банк центр совет
    """.split()
)
_AMOUNTS = frozenset("нет много мало несколько большинство меньшинство часть ряд множество сколько столько".split())
_PLURAL_AMOUNTS = _AMOUNTS - {"нет", "часть"}
_PIECES = frozenset("ст статья статьи статье статью п пункт пункта пункте ч часть части частью гл глава главы".split())
_JOINTS = frozenset(("и", "или", "либо", ","))
_FEW = frozenset(("два", "две", "три", "четыре", "оба", "обе"))
_MANY = frozenset("пять шесть семь восемь девять десять одиннадцать двенадцать двадцать тридцать сорок сто".split())
_FORMS = frozenset(("ООО", "АО", "ПАО", "ЗАО", "ОАО"))


@dataclass(frozen=True, slots=True)
class CaseAndNumber:
    """A case and a number; ``few`` stands for the noun after 2, 3, 4: «2 многоквартирных дома»."""

    case: Case
    plural: bool = False
    few: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The gender (of OpenCorpora) and number of what the word stands for."""

    gender: str | None
    plural: bool = False


def required_forms(before: Sequence[Token], after: Sequence[Token], shape: Shape) -> tuple[CaseAndNumber, ...]:
    """What is asked of a word between ``before`` and ``after`` in one part of a letter, the likeliest first."""
    clause = neighbours.clause_before(before)
    counted = _after_number(clause, before)
    if counted is not None:
        return counted
    after = [token for token in neighbours.clause_after(after) if token.text not in '«»"„“'] if after else []
    last = clause[-1] if clause else None
    if last is None or last.text in ",–—«(:":
        return (_as_subject(clause, after, shape),)
    if last.text in _FORMS:
        return (CaseAndNumber(Case.NOMINATIVE),)
    if last.form in neighbours.PREPOSITIONS:
        return tuple(CaseAndNumber(case, shape.plural) for case in _by_preposition(clause))
    if last.form in _JOINTS:
        return _like_the_other(clause, shape)
    if not last.is_word:
        return (CaseAndNumber(Case.NOMINATIVE),)
    if last.form in _AMOUNTS or (last.lemmas & _AMOUNTS and last.has("NOUN")):
        return (CaseAndNumber(Case.GENITIVE, bool(last.lemmas & _PLURAL_AMOUNTS)),)
    if neighbours.is_modifier(last):
        return _as_modified(clause, shape)
    return _after_word(clause, after, shape)


def _after_word(clause: Sequence[Token], after: Sequence[Token], shape: Shape) -> tuple[CaseAndNumber, ...]:
    """After a noun, a verb or an adverb."""
    last = clause[-1]
    reading = morph.parses(last.text)[0]
    if str(reading.normal_form) in _CONTENT and reading.tag.POS == "ADJS":
        return (CaseAndNumber(Case.INSTRUMENTAL),)
    if reading.tag.POS in ("VERB", "INFN", "GRND", "PRTS"):
        return (CaseAndNumber(_after_verb(clause, shape)),)
    if _is_subject(clause, after, shape):
        return (_as_subject(clause, after, shape),)
    if reading.tag.POS == "NOUN":
        return (CaseAndNumber(Case.GENITIVE),)
    verb = next((token for token in reversed(clause) if neighbours.is_verb(token)), None)
    if verb is not None and reading.tag.POS in ("ADVB", "PRCL", "NPRO"):
        return (CaseAndNumber(_after_verb(clause[: clause.index(verb) + 1], shape)),)
    return (_as_subject(clause, after, shape),)


def _after_verb(clause: Sequence[Token], shape: Shape) -> Case:
    """The case after the verb that ``clause`` ends in: its subject, object, addressee or doer."""
    verb = clause[-1]
    reading = morph.parses(verb.text)[0]
    lemma = str(reading.normal_form)
    subject = any(_is_free_nominative(clause, at, reading) for at in range(len(clause) - 1))
    if reading.tag.POS == "PRTS" or lemma.endswith("ся"):
        return Case.NOMINATIVE if _agrees(reading, shape) and not subject else Case.INSTRUMENTAL
    if lemma in _USE:
        return Case.INSTRUMENTAL if subject or reading.tag.POS != "VERB" else Case.NOMINATIVE
    if subject and "tran" in reading.tag and _agrees(reading, shape) and _only_done_to(clause[:-1]):
        return Case.NOMINATIVE
    given = neighbours.has_object(clause)
    if reading.tag.POS == "VERB" and _agrees(reading, shape) and not subject and (lemma not in _GIVE or given):
        return Case.NOMINATIVE
    if lemma in _GIVE:
        return Case.DATIVE
    return Case.ACCUSATIVE if "tran" in reading.tag else Case.NOMINATIVE


def _only_done_to(tokens: Sequence[Token]) -> bool:
    """Whether every noun of ``tokens`` can be an object, and names nothing that acts."""
    nouns = [token for token in tokens if token.is_word and morph.parses(token.text)[0].tag.POS in ("NOUN", "NPRO")]
    return not any(token.lemmas & _ACTING or not token.has("accs") for token in nouns)


def _as_subject(clause: Sequence[Token], after: Sequence[Token], shape: Shape) -> CaseAndNumber:
    """At the head of a clause: the subject, unless the predicate does not agree with it."""
    verb = next((token for token in after[: neighbours.NEAR] if neighbours.is_verb(token)), None)
    if verb is None:
        return CaseAndNumber(Case.NOMINATIVE)
    reading = morph.parses(verb.text)[0]
    lemma = str(reading.normal_form)
    if _agrees(reading, shape):
        return CaseAndNumber(Case.NOMINATIVE)
    if reading.tag.POS == "PRTS" or lemma.endswith("ся"):
        following = after[after.index(verb) + 1 : after.index(verb) + 4]
        other = any(token.has("NOUN", "nomn") for token in following)
        if lemma in _GIVE and other:
            return CaseAndNumber(Case.DATIVE)
        if other:
            return CaseAndNumber(Case.INSTRUMENTAL)
    if reading.tag.number == "plur" and lemma in _GIVE:
        return CaseAndNumber(Case.DATIVE)
    if (
        reading.tag.number == "plur"
        and "tran" in reading.tag
        and not neighbours.has_object(neighbours.up_to_infinitive(after[after.index(verb) + 1 :]))
    ):
        return CaseAndNumber(Case.ACCUSATIVE)
    return CaseAndNumber(Case.NOMINATIVE, plural=reading.tag.number == "plur")


def _is_subject(clause: Sequence[Token], after: Sequence[Token], shape: Shape) -> bool:
    """«В настоящее время УК осуществляет»: the verb agrees with the word, and no noun before is its subject."""
    verb = next((token for token in after[: neighbours.NEAR] if neighbours.is_verb(token)), None)
    if verb is None or not all(neighbours.is_light(each) for each in after[: after.index(verb)]):
        return False
    reading = morph.parses(verb.text)[0]
    if not _agrees(reading, shape) and not _only_passes(clause):
        return False
    following = after[after.index(verb) + 1 : after.index(verb) + 3]
    for at, token in enumerate(clause):
        if not _is_free_nominative(clause, at, reading):
            continue
        if not token.has("NOUN", "accs") or "tran" not in reading.tag or neighbours.has_object(following):
            return False
    return True


def _only_passes(clause: Sequence[Token]) -> bool:
    """Whether every noun of ``clause`` stands in a phrase with a preposition: nothing there is the head of the word."""
    return all(neighbours.in_prepositional(clause, at) for at, token in enumerate(clause) if token.has("NOUN"))


def _is_free_nominative(clause: Sequence[Token], at: int, verb: "Parse") -> bool:
    token = clause[at]
    if (
        not token.is_word
        or morph.parses(token.text)[0].tag.POS not in ("NOUN", "NPRO")
        or neighbours.in_prepositional(clause, at)
    ):
        return False
    readings = [
        each.tag for each in morph.parses(token.text) if each.tag.POS in ("NOUN", "NPRO") and each.tag.case == "nomn"
    ]
    return any(_fits(tag, verb) for tag in readings)


def _fits(subject: "OpencorporaTag", verb: "Parse") -> bool:
    if verb.tag.number != subject.number:
        return False
    past = verb.tag.tense == "past" or verb.tag.POS == "PRTS"
    person = {"1per": ("я", "мы"), "2per": ("ты", "вы")}.get(str(verb.tag.person))
    if person and subject.POS == "NOUN":
        return False
    return not past or verb.tag.number == "plur" or verb.tag.gender in (None, subject.gender)


def _agrees(verb: "Parse", shape: Shape) -> bool:
    if verb.tag.POS == "INFN" or verb.tag.person in ("1per", "2per"):
        return False
    if (verb.tag.number == "plur") is not shape.plural:
        return False
    return shape.plural or verb.tag.gender in (None, shape.gender)


def _by_preposition(clause: Sequence[Token]) -> tuple[Case, ...]:
    """«в», «на», «за» ask for the accusative after words of movement and pay, else first for the other case."""
    cases = neighbours.PREPOSITIONS[clause[-1].form]
    if clause[-1].form in _TWO_WAYS and any(token.lemmas & _TOWARDS for token in clause[-4:-1]):
        return (Case.ACCUSATIVE,)
    if clause[-1].form == "на" and any(token.lemmas & _ONTO for token in clause[-4:-1]):
        return (Case.ACCUSATIVE,)
    if clause[-1].form == "под" and any(token.lemmas & _GROUND for token in clause[-4:-1]):
        return (Case.ACCUSATIVE,)
    return cases


def _as_modified(clause: Sequence[Token], shape: Shape) -> tuple[CaseAndNumber, ...]:
    """«в нашей УК»: a case that the adjective has and the preposition before it asks for."""
    first = len(clause) - 1
    while first > 0 and neighbours.is_modifier(clause[first - 1]):
        first -= 1
    tags = [each.tag for each in morph.parses(clause[-1].text) if each.tag.POS in ("ADJF", "PRTF")]
    fitting = [tag for tag in tags if tag.number == "plur" or tag.gender in (None, shape.gender)]
    plural = bool(fitting) and all(tag.number == "plur" for tag in fitting)
    shown = [_TAGS[str(tag.case)] for tag in fitting if str(tag.case) in _TAGS and (plural or tag.number == "sing")]
    wanted: tuple[Case, ...] = ()
    if first and clause[first - 1].form in neighbours.PREPOSITIONS:
        wanted = _by_preposition(clause[:first])
    elif first == 0:
        wanted = (Case.NOMINATIVE, Case.ACCUSATIVE)
    elif morph.parses(clause[first - 1].text)[0].tag.POS == "NOUN":
        wanted = (Case.GENITIVE,)
    chosen = [case for case in wanted if case in shown] or list(dict.fromkeys(shown)) or [Case.GENITIVE]
    return tuple(CaseAndNumber(case, plural) for case in chosen[:2])


def _like_the_other(clause: Sequence[Token], shape: Shape) -> tuple[CaseAndNumber, ...]:
    """«жильцы и УК», «с жильцами и УК»: the case of the word that it is joined to."""
    first = len(clause) - 1
    if clause[-1].text == ",":
        return (CaseAndNumber(Case.NOMINATIVE),)
    while first > 0 and clause[first - 1].text.isupper() and clause[first - 1].is_word:
        first -= 1  # «ЖК РФ и ГрК РФ»: both stand in one case
    if first < len(clause) - 1:
        return required_forms(clause[:first], (), shape)
    other = clause[-2] if len(clause) > 1 else None
    tags = [each.tag for each in morph.parses(other.text) if each.tag.POS == "NOUN"] if other and other.is_word else []
    cases = list(dict.fromkeys(_TAGS[str(tag.case)] for tag in tags if str(tag.case) in _TAGS))
    at = next((at for at in range(len(clause) - 2, -1, -1) if clause[at].form in neighbours.PREPOSITIONS), None)
    if at is not None and other is not None and neighbours.in_prepositional(clause, len(clause) - 2):
        cases = [case for case in neighbours.PREPOSITIONS[clause[at].form] if case in cases] or cases
    return (CaseAndNumber(cases[0] if cases else Case.NOMINATIVE),)


def _after_number(clause: Sequence[Token], before_all: Sequence[Token]) -> tuple[CaseAndNumber, ...] | None:
    """After a number: «5 МКД», «три МКД»; None when none stands before. «статья 5 ЖК» counts nothing."""
    if not clause:
        return None
    last = clause[-1]
    if last.text[0].isdigit():
        if any(token.form in _PIECES for token in before_all[-5:-1]):  # «ст. 36 ЖК»
            return (CaseAndNumber(Case.GENITIVE),)
        if not last.text.isdigit() or (len(clause) > 1 and clause[-2].text in "№№"):
            return (CaseAndNumber(Case.NOMINATIVE),)
        number = int(last.text) % 100
        before = clause[-2] if len(clause) > 1 else None
        singular = number % 10 == 1 and number != 11
        if before is not None and before.form in neighbours.PREPOSITIONS:
            case = _by_preposition(clause[:-1])[0]
            if case is not Case.ACCUSATIVE:
                return (CaseAndNumber(case, plural=not singular),)
        elif before is not None and before.has("NOUN") and not before.has("PREP"):
            return (CaseAndNumber(Case.GENITIVE, plural=not singular),)
        if 11 <= number <= 14 or not 1 <= number % 10 <= 4:
            return (CaseAndNumber(Case.GENITIVE, plural=True),)
        return (CaseAndNumber(Case.NOMINATIVE),) if number % 10 == 1 else (CaseAndNumber(Case.GENITIVE, few=True),)
    if last.form in _FEW:
        return (CaseAndNumber(Case.GENITIVE, few=True),)
    return (CaseAndNumber(Case.GENITIVE, plural=True),) if last.form in _MANY else None
