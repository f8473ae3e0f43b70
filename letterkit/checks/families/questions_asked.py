"""What a question of an appeal wants to hear, and which of its words say what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from letterkit.checks.families import outcome_words as words
from letterkit.checks.families.outcome_signs import Saying, Sign, has_term
from letterkit.checks.tokens import folded
from letterkit.checks.tokens import tokens as tokens_of
from letterkit.russian import morph

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_WEIGHTS = {"NOUN": 1.0, "VERB": 0.7, "INFN": 0.7, "PRTS": 0.7, "PRTF": 0.6, "ADJF": 0.6, "ADJS": 0.6, "ADVB": 0.5}
_VERBS = frozenset({"VERB", "INFN", "PRTS"})
_VERB_OF_WHEN = 0.3
"""The weight of the verb beside «когда»: «запустят», «откроют» and «выйдет на линию» are one thing with a date."""
LIGHT = 0.4
"""How much less a word counts that other questions of the appeal share, or that says little by itself."""
_LITTLE = frozenset(
    """
    сделать делать получить получать дать давать работать ответить ответ указать стоить находиться иметь положить
    положенный нужный провести проводить принять управлять новый какой рядом время взяться прийти посмотреть узнать
    место житель семья сын дочь ребенок муж жена мать отец внук мама папа родитель пенсионер рубль число часть
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь лето зима осень весна месяц
    """.split()
)
_EMPTY = frozenset(
    """
    быть мочь можно нужно ли какой который когда где куда кто что сколько почему как ваш мой наш свой этот тот весь
    просить хотеть вопрос обращение сообщить узнать каков другой год дом номер улица город область человек ещё еще
    откуда зачем часто долго скоро уже
    """.split()
)


class Asked(StrEnum):
    """What a question wants to hear."""

    WHEN = "when"
    HOW_MUCH = "how much"
    HOW_OFTEN = "how often"
    WHY = "why"
    WHETHER = "whether"
    OTHER = "other"


_ASKED = (
    (
        Asked.WHEN,
        regex.compile(
            r"(?i)\bкогда\b|\bв\s+как(?:ой|ие|ом)\s+(?:срок|год|месяц|квартал)\p{L}*|\bк\s+какому\s+(?:сроку|числу|времени)|\b(?:до|с)\s+какого\s+(?:числа|дня|времени|месяца|года|часа|срока)"
            r"|\bво\s+сколько\b|\bкак\s+(?:долго|скоро)\b|\bсколько\s+(?:\p{L}+\s+)?(?:времени|дней|месяцев|лет|ждать|продлится|длится|займ[её]т)"
        ),
    ),
    (Asked.HOW_OFTEN, regex.compile(r"(?i)\bкак\s+часто\b|\bс\s+каким\s+интервалом|\bсколько\s+раз\b")),
    (
        Asked.HOW_MUCH,
        regex.compile(
            r"(?i)\bсколько\b|\bкако(?:й|ва|в)\s+(?:размер|сумма|стоимость)|\bкакая\s+(?:сумма|площадь|цена|плата)|\bкакой\s+площади|\bкак(?:ой|ого)\s+размер"
        ),
    ),
    (Asked.WHY, regex.compile(r"(?i)\bпочему\b|\bотчего\b|\bзачем\b|\bпо\s+какой\s+причине|\bна\s+каком\s+основании")),
    (Asked.WHETHER, regex.compile(r"(?i)\bли\b|^\W*(?:можно|будет|нужно|положен\p{L}*|могу|могут|есть)\b")),
)
_AMOUNT = regex.compile(
    r"(?i)\d|\bбесплатн\p{L}*|\b(?:половин|треть|тысяч|миллион|процент|пошлин)\p{L}*|\bне\s+нужно\s+платить"
    r"|\b(?:один|одн[аоу]|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|не\s+меньше|не\s+больше)\b"
)
_OFTEN = regex.compile(
    r"(?i)\b(?:кажд|ежедневн|еженедельн|ежемесячн|ежегодн|интервал|расписани|график|кругл)\p{L}*|\bраза?\b|\bпо\s+(?:будн|понедельник|вторник|сред|четверг|пятниц|суббот|воскресень|рабочим|выходным)\p{L}*"
)
_YES_OR_NO = regex.compile(
    r"(?i)(?:^|>|\s)(?:да|нет)\b|\b(?:мож\p{L}+|можно|нельзя|нужно|вправе|имеете|положен\p{L}*|разреш\p{L}+|не\s+\p{L}+|будет|будут|уже|есть)\b"
)
_PLAIN_YES_OR_NO = regex.compile(r"(?i)^\W*(?:\d+\W+)?(?:да|нет)\b[,.:;]")
# «не раньше 1 июня», «в 7 часов», «полгода»: terms that need no day of the calendar.
_TIME = regex.compile(r"(?i)\bполгода\b|\b\d{1,2}[:.]\d{2}\b|\b\d+\s*(?:час|мин)\p{L}*")

_TOLD = {Asked.HOW_MUCH: _AMOUNT, Asked.HOW_OFTEN: _OFTEN, Asked.WHY: words.REASON}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that the question is about: its dictionary form, every lemma it may have, how much it counts."""

    word: str
    lemmas: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the card, with what it asks for and the words that it is about."""

    text: str
    asked: Asked
    wanted: tuple[Wanted, ...]


@lru_cache(maxsize=1024)
def question(text: str) -> Question:
    """``text`` taken apart."""
    asked = next((kind for kind, pattern in _ASKED if pattern.search(text)), Asked.OTHER)
    found: dict[str, Wanted] = {}
    for token in tokens_of(text):
        if token.is_word and len(token.text) > 2:
            best = _likeliest(token.text)
            lemma = folded(str(best.normal_form))
            if str(best.tag.POS) in _WEIGHTS and lemma not in _EMPTY and "Apro" not in best.tag:
                found[lemma] = Wanted(lemma, token.lemmas, _weight(lemma, best, asked))
    return Question(text, asked, tuple(found.values()))


def _likeliest(word: str) -> "Parse":
    """The likeliest reading that is no command: questions have none («слесарь» is a man)."""
    readings = morph.parses(word)
    return next((each for each in readings if each.tag.mood != "impr"), readings[0])


def _weight(lemma: str, reading: "Parse", asked: Asked) -> float:
    weight = _WEIGHTS[str(reading.tag.POS)]
    if asked is Asked.WHEN and reading.tag.POS in _VERBS:
        return _VERB_OF_WHEN
    return weight * LIGHT if lemma in _LITTLE else weight


def says(passage: Iterable[Saying], asked: Asked) -> bool:
    """Whether ``passage`` holds something of the kind that was asked for."""
    return any(asked is Asked.OTHER or _says(saying.text, saying.signs, asked) for saying in passage)


def says_outright(passage: Iterable[Saying], asked: Asked) -> bool:
    """Whether ``passage`` holds what few sentences but an answer to such a question hold: a term, a sum, «Да»."""
    if asked is Asked.WHETHER:
        return any(_PLAIN_YES_OR_NO.search(saying.text) for saying in passage)
    return any(_says(saying.text, saying.signs, asked) for saying in passage)


@lru_cache(maxsize=4096)
def _says(text: str, signs: frozenset[Sign], asked: Asked) -> bool:
    """Whether a sentence names a time, an amount, how often, a reason, «yes» or «no», as was asked."""
    if asked is Asked.WHEN:
        return has_term(text) or Sign.NO_DATE in signs or _TIME.search(text) is not None
    if asked is Asked.WHETHER:
        return bool(_YES_OR_NO.search(text) or signs)
    pattern = _TOLD.get(asked)
    return pattern is not None and pattern.search(text) is not None


def fits(passage: Iterable[Saying], asked: Asked) -> bool:
    """Whether ``passage`` may be the answer by its kind; reasons come without «потому что» too."""
    return asked in (Asked.OTHER, Asked.WHY, Asked.WHETHER) or says(passage, asked)
