"""What the first paragraph is about: whether anything is left of it once the formulas of a reply are taken out.

«На Ваше обращение, поступившее в министерство …, сообщаем следующее» leaves nothing; «… к кардиологу нельзя
записаться» does, in whatever words it is told.
"""

from collections.abc import Iterator, Sequence

import regex

from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.core.letter import Part, Role
from letterkit.russian import entities, morph
from letterkit.russian.bodies import act_titles
from letterkit.russian.dates import find_dates, partial_dates
from letterkit.russian.persons import persons

APPEAL = regex.compile(
    r"(?i)\b(?:обращени|заявлени|жалоб|письм|запрос|просьб|предложени|претензи|вопрос|сообщени|отзыв|заяв(?:ка|ки|ке|ку|кой)\b|ходатайств|звонок)\p{L}*"
    r"|\bвы\s+(?:[\p{L}-]+\s+){0,4}?(?:спрашива|спросил|проси|просил|попросил|сообща|сообщил|пиш|писал|написал|жалу|жалова|пожалова|интересу|интересова"
    r"|предлага|предложил|обраща|обратил|указыва|указал|задал|рассказ|позвонил|прислал|направил|подал|требу|возража|заявля|заявил|хот)\p{L}*"
)
"""An appeal named, or what the citizen did («Вы спрашиваете», «Вы предложили»)."""

BODY_NOUN = regex.compile(
    r"(?i)\b(?:министерств|ведомств|администраци|департамент|управлени|комитет|агентств|инспекци|служб|правительств|прокуратур"
    r"|губернатор|министр|мэр|глав|учреждени|предприяти|компани|фонд|отдел|президент|приёмн|приемн|портал|адрес|школ|больниц|поликлиник"
    r"|библиотек|комиссариат|отделени|бюро\b|канцеляри|архив|университет|институт|колледж|таможн|префектур|товариществ|казначейств"
    r"|управ[аы]\b|рос(?:реестр|имуществ|стандарт|\p{Ll}+надзор)|центр|суд\b|суда\b|комисси|палат|дум[аеуы]\b|депутат|директор|врач|председател|прокурор|уполномоченн|дворец|дворц|музе|театр)\p{L}*"
)
"""What a body or an official that citizens write to is called."""

APPEALS = frozenset("обращение заявление жалоба письмо запрос просьба предложение претензия".split())
"""What a citizen sends, by its name."""

# Words that every reply can begin with: they tell of the appeal, its way and its handling, not of its matter.
_FORMULA = frozenset(
    """
    обращение заявление жалоба письмо запрос просьба предложение претензия вопрос сообщение отзыв заявка
    ходатайство звонок ответ результат итог рассмотрение проверка изучение предел компетенция полномочие срок
    порядок существо содержание суть факт довод информация сведение сведения основание соответствие закон статья
    часть пункт кодекс федерация требование гражданин заявитель клиент житель адрес имя почта портал сайт форма
    ящик приёмная приемная интернет платформа связь система документооборот канал госуслуги единый окно приём
    прием регистрация номер дата год число день месяц внимание благодарность активность позиция орган власть
    министерство ведомство департамент управление администрация комитет агентство инспекция служба правительство
    прокуратура суд дума фонд отдел отделение учреждение предприятие компания центр школа больница поликлиника
    библиотека палата комиссия комиссариат губернатор министр мэр глава президент депутат директор начальник
    руководитель врач председатель прокурор область край район город округ республика село посёлок поселок
    филиал представительство подразделение отделение университет институт колледж техникум академия префектура
    казначейство канцелярия секретариат бюро
    россия сотрудник специалист рассмотреть рассмотрен поступить сообщать сообщить направить направлять получить
    зарегистрировать обратиться обращаться изучить проверить отвечать ответить информировать уведомлять
    уведомить разъяснять разъяснить пояснять пояснить указать изложить поставить содержать содержаться касаться
    благодарить спасибо просить попросить спросить спрашивать писать написать передать перенаправить
    переадресовать подготовить провести быть являться иметь мочь принять адресовать задать предложить предлагать
    доводить довести ряд перечень группа следующее следующий хотеть узнать дать давать выразить
    """.split()
)
NO_MATTER = frozenset("обращение заявление жалоба письмо запрос вопрос ответ рассмотрение дата число".split())
"""Words that no adjective makes a matter: «по личному вопросу»."""
_OF_APPEALS = frozenset(
    "письменный устный электронный повторный следующий данный соответствующий личный необходимый важный нужный".split()
)
_CHANNELS = frozenset("РФ ПОС ЕПГУ ССТУ СЭД МЭДО ЕСИА ОГ МФЦ ФЗ".split())
_MATTER = ("NOUN", "INFN", "VERB", "PRTS", "GRND")
_SHORTEST = 3


def subject_at(words: Sequence[Token]) -> int | None:
    """Index of the body or the appeal that begins the sentence, an adverb and adjectives before it at most."""
    for at, word in enumerate(words[:5]):
        if word.is_word and (BODY_NOUN.fullmatch(word.text) or (word.lemmas & APPEALS and at)):
            return at if word.has("NOUN", "nomn", "sing") else None
        if not word.is_word or not (
            word.has("ADJF", "nomn") or (at == 0 and morph.parses(word.text)[0].tag.POS == "ADVB")
        ):
            return None
    return None


def names_question(subject: Subject, part: Part) -> bool:
    """Whether a sentence of ``part`` that speaks of the appeal says what it is about."""
    return any(_matter(subject, start, end) for start, end in _of_appeal(subject, part))


def _of_appeal(subject: Subject, part: Part) -> Iterator[tuple[int, int]]:
    """Sentences that name the appeal, and those that go on about it («В нём речь о …»)."""
    for start, end in subject.sentences:
        if part.start <= start < part.end:
            sentence = subject.text[start:end]
            if APPEAL.search(sentence) or _GOES_ON.match(sentence):
                yield start, end


_GOES_ON = regex.compile(
    r"(?i)\W*(?:вы\s+(?:не\s+)?(?:соглас|проси|против|счита|дума|недовол|предлага|хотите|возража|требу|жалуе)\p{L}*|в\s+н(?:ём|ем|ей|их)\b|речь\b|оно\s+касается|она\s+касается)"
)


def matter(subject: Subject, start: int, end: int) -> Iterator[Token]:
    """Words of the sentence at ``start`` that no formula of a reply has: what it is about."""
    sentence = subject.text[start:end]
    named = [(one.start, one.end) for one in (*entities.bodies(sentence), *persons(sentence))]
    named += [(day.start, day.end) for day in find_dates(sentence)]
    named += [(day.start, day.end) for day in partial_dates(sentence)]
    named += list(act_titles(sentence))
    tokens = subject.tokens_of(Part(Role.OPENING, start, end))
    for token in tokens:
        if _tells(token, first=token.start == start):
            at = token.start - start
            if not any(begin <= at < stop for begin, stop in named):
                yield token


def _matter(subject: Subject, start: int, end: int) -> bool:
    if next(matter(subject, start, end), None) is not None:
        return True
    tokens = subject.tokens_of(Part(Role.OPENING, start, end))
    return any(_qualifies(*three) for three in zip(tokens, tokens[1:], tokens[2:], strict=False))


def _qualifies(about: Token, word: Token, noun: Token) -> bool:
    """«по вопросу мобильной связи»: a word of the formulas that an adjective makes a matter."""
    return (
        about.form in ("вопросу", "вопросам", "о", "об")
        and word.text.islower()
        and word.has("ADJF")
        and not (word.has("Apro") or word.has("PRTF") or word.has("Anum"))
        and not word.lemmas & _OF_APPEALS
        and noun.has("NOUN")
        and not noun.lemmas & NO_MATTER
    )


def _tells(token: Token, *, first: bool) -> bool:
    """A noun or a verb that no formula has; a capital inside a sentence begins the name of a place."""
    if token.text.isupper() and len(token.text) > 1:
        return token.text not in _CHANNELS  # «о МКД»
    if not token.is_word or len(token.text) < _SHORTEST or (token.text[0].isupper() and not first):
        return False
    return any(token.has(mark) for mark in _MATTER) and not token.lemmas & _FORMULA
