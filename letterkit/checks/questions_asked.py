"""What a question of an appeal wants to hear, and which of its words say what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from letterkit.checks import outcome_words as words
from letterkit.checks.guarded_patterns import GuardedPattern
from letterkit.checks.outcome_signs import Saying, Sign, has_term
from letterkit.checks.tokens import fold_word
from letterkit.checks.tokens import tokens as tokens_of
from letterkit.russian import morph
from letterkit.russian.abbreviations import MONTHS
from letterkit.russian.dates import find_dates

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_WEIGHTS = {"NOUN": 1.0, "VERB": 0.7, "INFN": 0.7, "PRTS": 0.7, "PRTF": 0.6, "ADJF": 0.6, "ADJS": 0.6, "ADVB": 0.5}
_BETWEEN = frozenset({"ADJF", "PRTF", "NPRO", "NUMR"})
_ASIDE = 0.6
_VERBS = frozenset({"VERB", "INFN", "PRTS"})
_VERB_OF_WHEN = 0.3
"""The weight of the verb beside «когда»: «запустят», «откроют» and «выйдет на линию» are one thing with a date."""
LIGHT = 0.4
"""How much less a word counts that other questions of the appeal share, or that says little by itself."""
_LITTLE = frozenset(MONTHS) | frozenset(
    """
    сделать делать получить получать дать давать работать ответить ответ указать стоить находиться иметь положить
    положенный нужный провести проводить принять управлять работа мера дело новый какой рядом время взяться прийти
    посмотреть узнать место житель семья сын дочь ребенок муж жена мать отец внук мама папа родитель пенсионер рубль
    число часть лето зима осень весна месяц
    """.split()
)
_EMPTY = frozenset(
    """
    быть мочь можно нужно ли какой который когда где куда кто что сколько почему как ваш мой наш свой этот тот весь
    просить хотеть вопрос обращение сообщить узнать каков другой год дом номер улица город область человек ещё еще
    откуда зачем часто долго скоро уже сейчас теперь пока снова опять ныне
    смочь прийтись придётся собираться планировать планироваться
    """.split()
)


class QuestionType(StrEnum):
    """What a question wants to hear."""

    WHEN = "when"
    HOW_MUCH = "how much"
    HOW_OFTEN = "how often"
    WHY = "why"
    WHETHER = "whether"
    WHO = "who"
    WHERE = "where"
    OTHER = "other"


_ASKED = (
    (
        QuestionType.WHEN,
        regex.compile(
            r"(?i)\bкогда\b|\bв\s+как(?:ой|ие|ом)\s+(?:срок|год|месяц|квартал)\p{L}*|\bк\s+какому\s+(?:сроку|числу|времени)|\b(?:до|с)\s+какого\s+(?:числа|дня|времени|месяца|года|часа|срока)"
            r"|\bво\s+сколько\b(?!\s+(?:[\p{L}]+\s+){0,2}?(?:обо[йш]|встан|станет))|\bза\s+како(?:й|е)\s+(?:срок|время)|\bсколько\s+(?:[\p{L}]+\s+){0,2}?ждать|\bкак\s+(?:долго|скоро)\b|\bсколько\s+(?:\p{L}+\s+)?(?:времени|дней|месяцев|лет|ждать|продлится|длится|займ[её]т)"
        ),
    ),
    (QuestionType.HOW_OFTEN, regex.compile(r"(?i)\bкак\s+часто\b|\bс\s+каким\s+интервалом|\bсколько\s+раз\b")),
    (
        QuestionType.HOW_MUCH,
        regex.compile(
            r"(?i)\bсколько\b|\bкако(?:й|ва|в)\s+(?:размер|сумма|стоимость)|\bкак(?:ая|ую|ой)\s+(?:сумм|площад|цен|плат)\p{L}*|\bкак(?:ой|ого)\s+размер"
        ),
    ),
    (
        QuestionType.WHY,
        regex.compile(
            r"(?i)\bпочему\b|\bотчего\b|\bзачем\b|\bпо\s+какой\s+причине|\bна\s+каком\s+основании|\bиз-за\s+чего"
            r"|\bв\s+ч[её]м\s+причин|\bчем\s+(?:вызва|объясн)\p{L}+|\bс\s+чем\s+связан"
        ),
    ),
    (QuestionType.WHETHER, regex.compile(r"(?i)\bли\b|^\W*(?:можно|будет|нужно|положен\p{L}*|могу|могут|есть)\b")),
    (
        QuestionType.WHO,
        regex.compile(
            r"(?i)\b(?:кто|кем|кому|чья|чей|за\s+чей\s+сч[её]т)\b"
            r"|\bкак(?:ая|ой|ое)\s+(?:орган|служб|компани|ведомств|учреждени)\p{L}*"
        ),
    ),
    (QuestionType.WHERE, regex.compile(r"(?i)\b(?:где|куда)\b|\bпо\s+какому\s+(?:адресу|телефону)")),
)
_AMOUNT = regex.compile(
    r"(?i)\d|\bбесплатн\p{L}*|\b(?:половин|треть|тысяч|миллион|процент|пошлин)\p{L}*|\bне\s+нужно\s+платить"
    r"|\b(?:один|одн[аоу]|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|не\s+меньше|не\s+больше)\b"
)
_OFTEN = GuardedPattern(
    r"(?i)\b(?:кажд|ежедневн|еженедельн|ежемесячн|ежегодн|интервал|расписани|график|кругл)\p{L}*|\bраза?\b|\bпо\s+(?:будн|понедельник|вторник|сред|четверг|пятниц|суббот|воскресень|рабочим|выходным)\p{L}*"
)
_YES_OR_NO = GuardedPattern(
    r"(?i)(?:^|>|\s)(?:да|нет)\b|\b(?:мож\p{L}+|можно|нельзя|нужно|вправе|имеете|положен\p{L}*|разреш\p{L}+|не\s+\p{L}+|будет|будут|уже|есть)\b"
)
# Who does things in a reply: bodies, firms, people of a trade, «их оплачивает город».
_WHO = GuardedPattern(
    r"(?i)\b(?:управляющ|компани|подрядчик|администраци|министерств|департамент|комитет|инспекци|полици|обществ|предприяти|учреждени|[\p{L}]*канал\b|[\p{L}]*надзор\b|служб|отдел|комисси|суд\b|суды\b|директор|начальник|врач|мастер|специалист|бригад|организаци|фонд|центр\b|собственник|владел|хозяин|перевозчик|владел|житель|жител|застройщик|рабочи|фирм|совет|управлени|сотрудник|камер)\p{L}*"
    r"|\b(?:город|область|район|округ|посёлок|государство|бюджет\p{L}*)\b"
)
_WHERE = GuardedPattern(
    r"(?i)\b(?:ул\.|улиц|кабинет|каб\.|адрес|сайт|портал|телефон|офис|при[её]мн|регистратур|центр|школ|приют|склад|полигон|отдел|администраци|инспекци|больниц|поликлиник|парк|двор)\p{L}*"
)
# Little but a reason follows these; ``words.REASON`` knows more ways to give one, which mean other things too.
_BECAUSE = GuardedPattern(
    r"(?i)\b(?:потому\s+что|поскольку|так\s+как|из-за|причин\p{L}*|ввиду|вследствие|виной|в\s+связи\s+с)\b"
)
_MONEY = regex.compile(r"(?i)\d|\bбесплатн\p{L}*|\b(?:тысяч|миллион|процент|рубл)\p{L}*")
_PLAIN_YES_OR_NO = regex.compile(r"(?i)^\W*(?:\d+\W+)?(?:да|нет)\b[,.:;]")
# «не раньше 1 июня», «в 7 часов», «полгода»: terms that need no day of the calendar.
_TIME = regex.compile(r"(?i)\bполгода\b|\b\d{1,2}[:.]\d{2}\b|\b\d+\s*(?:час|мин)\p{L}*")

_TOLD = {QuestionType.HOW_MUCH: _AMOUNT, QuestionType.HOW_OFTEN: _OFTEN, QuestionType.WHY: words.REASON}
_ALLOWED = GuardedPattern(
    rf"{_PLAIN_YES_OR_NO.pattern}|\b(?:можно|нельзя|возможно|невозможно|разреш\p{{L}}+|запрещ\p{{L}}+)\b"
)
_OUTRIGHT = {
    QuestionType.WHY: _BECAUSE,
    QuestionType.HOW_MUCH: _MONEY,
    QuestionType.WHETHER: _ALLOWED,
    QuestionType.WHO: _WHO,
    QuestionType.WHERE: _WHERE,
}
_ANY = frozenset({QuestionType.OTHER, QuestionType.WHO, QuestionType.WHERE})
"""Kinds whose answers have no form of their own."""


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A word that the question is about: its dictionary form, every lemma it may have, how much it counts."""

    word: str
    lemmas: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the card, with what it asks for and the words that it is about."""

    text: str
    asked: QuestionType
    wanted: tuple[TopicWord, ...]


@lru_cache(maxsize=1024)
def question(text: str) -> Question:
    """``text`` taken apart."""
    asked, asking = next(
        ((kind, formula.span()) for kind, pattern in _ASKED if (formula := pattern.search(text))),
        (QuestionType.OTHER, (0, 0)),
    )
    if asked in (QuestionType.HOW_MUCH, QuestionType.WHETHER):
        asking = (0, 0)  # «какая площадь», «положена ли»: the words are what it is about
    found: dict[str, TopicWord] = {}
    aside = False
    for token in tokens_of(text):
        if asking[0] <= token.start < asking[1]:
            continue
        if token.is_word:
            # «навес на станции»: what stands after a preposition is where or for what, not what the question is about.
            pos = str(_likeliest(token.text).tag.POS)
            aside = pos == "PREP" or (aside and pos in _BETWEEN)
        if token.is_word and len(token.text) > 2:
            best = _likeliest(token.text)
            lemma = fold_word(str(best.normal_form))
            if str(best.tag.POS) in _WEIGHTS and lemma not in _EMPTY and "Apro" not in best.tag:
                found[lemma] = TopicWord(lemma, token.lemmas, _weight(lemma, best, asked) * (_ASIDE if aside else 1))
                aside = aside and pos in _BETWEEN
    return Question(text, asked, tuple(found.values()))


def _likeliest(word: str) -> "Parse":
    """The likeliest reading that is no command: questions have none («слесарь» is a man)."""
    readings = morph.parses(word)
    return next((each for each in readings if each.tag.mood != "impr"), readings[0])


def _weight(lemma: str, reading: "Parse", asked: QuestionType) -> float:
    weight = _WEIGHTS[str(reading.tag.POS)]
    if asked is QuestionType.WHEN and reading.tag.POS in _VERBS:
        return _VERB_OF_WHEN
    return weight * LIGHT if lemma in _LITTLE else weight


def says(passage: Iterable[Saying], asked: QuestionType) -> bool:
    """Whether ``passage`` holds something of the kind that was asked for."""
    return any(asked in _ANY or _says(saying.text, saying.signs, asked) for saying in passage)


def says_outright(passage: Iterable[Saying], asked: QuestionType) -> bool:
    """Whether ``passage`` holds what few sentences but an answer to such a question hold: a term, a sum, «Да»."""
    pattern = _OUTRIGHT.get(asked)
    if pattern is not None:
        return any(pattern.search(saying.text) for saying in passage)
    return any(_says(saying.text, saying.signs, asked) for saying in passage)


@lru_cache(maxsize=4096)
def _says(text: str, signs: frozenset[Sign], asked: QuestionType) -> bool:
    """Whether a sentence names a time, an amount, how often, a reason, «yes» or «no», as was asked."""
    if asked is QuestionType.WHEN:
        return has_term(text) or Sign.NO_DATE in signs or _TIME.search(text) is not None or bool(find_dates(text))
    if asked is QuestionType.WHETHER:
        return bool(_YES_OR_NO.search(text) or signs)
    pattern = _TOLD.get(asked)
    return pattern is not None and pattern.search(text) is not None


def fits(passage: Iterable[Saying], asked: QuestionType) -> bool:
    """Whether ``passage`` may be the answer by its kind; reasons come without «потому что» too."""
    if asked in (QuestionType.WHO, QuestionType.WHERE):
        return says_outright(passage, asked)
    return asked in (QuestionType.OTHER, QuestionType.WHY, QuestionType.WHETHER) or says(passage, asked)
