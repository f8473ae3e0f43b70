"""What a reply says became of the question, sentence by sentence: the four outcomes of clause 2.2 and what is none.

A sentence can carry several signs; a letter has the outcomes of all its sentences. «Проводится работа» carries none.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import regex

from letterkit.checks import outcome_words as words
from letterkit.checks.guarded_patterns import GuardedPattern
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.outcome_words import Verb, verb
from letterkit.checks.requisites import own_date
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token, fold_word, tokens
from letterkit.core.letter import Role
from letterkit.russian.dates import FoundDate, PartialDate, find_dates, partial_dates
from letterkit.russian.remembered import cache_by_text

_CONDITION = GuardedPattern(
    r"(?i)^\W*(?:если|в\s+случае|при\s+услови|пока\s|до\s+тех\s+пор)|\bв\s+случае\s+(?:выявлени|подтверждени|необходимост)\p{L}*"
)
_TERM_BEFORE = regex.compile(
    r"(?i)(?:\bдо|\bк|\bпо|не\s+позднее|не\s+позже|\bв\s+срок(?:\s+до)?|\bв|\bво|\bс|\bна|\bпосле|\bконц[ау]|\bначал[ау])\s+(?:конца\s+|начала\s+|концу\s+)?$"
)
_RETELLS = regex.compile(
    r"(?i)^\W*(?:(?:также|ещ[её]|наконец)\W+)?(?:в\s+обращении\s+)?вы\s+(?:также\s+|ещ[её]\s+)?(?:спрашива|спросил|пиш|пише|написал|просит|просил|попросил|предложил|предлага|сообщил|сообща|указыва|указал|жалуе|пожаловал|считае)\p{L}*"
)

# «2. Отказали ли Вам в приёме», «Кто отказал Вам в выплате?», «На каком основании отказали».
_ASKS = regex.compile(
    r"(?i)^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:(?!едва|вряд)(?:не\s+)?\p{L}+(?:\s+\p{L}+)?\s+ли\b"
    r"|(?:почему|отчего|за\s+что|из-за\s+чего|кто|кому|когда|где|как|на\s+как\p{L}+\s+основани\p{L}+|по\s+как\p{L}+\s+причин\p{L}+)\s[^.!?]*\??\s*$)"
)
_ITSELF = GuardedPattern(
    r"(?i)\b(?:ваш\p{L}*\s+)?(?:обращени|заявлени|жалоб|письм)\p{L}*\s(?:[^.!?,]{0,80}\s)?(?:(?<!без\s)рассмотрен|поступил|зарегистрирован|получен)\p{L}*|^\W*рассмотрев\b"
    r"|\b(?:рассмотрел|получил|изучил)\p{L}{0,2}\s+(?:и\s+\p{L}+\s+)?ваш\p{L}*\s+(?:\p{L}+\s+)?(?:обращени|заявлени|жалоб|письм)\p{L}*"
    r"|\bваш\p{L}*\s[^\n]*\bсообща(?:ем|ет|ю)(?:\s+следующее)?\W*$"
)
# «…, сообщаем, что дорогу отремонтировали»: the first sentence tells the outcome too.
_WE_SAY = GuardedPattern(
    r"(?i)\b(?:сообща|информиру|уведомля|разъясня|поясня|отвеча)(?:ем|ет|ю)(?:\s+(?:вам|вас))?(?:\s+следующее)?(?:,\s*что\b|:)"
)
_MODAL = GuardedPattern(
    r"(?i)\b(?:можно|нужн[оаы]?|необходим[оаы]?|надо|следует|достаточно|разрешен[оаы]|вправе|требуется|требуются|долж(?:ен|на|но|ны)|обязан[аоы]?|понадоб\p{L}+|мож(?:ет|ете)|могут|рекомендуем|предлагаем)\b"
)
_OTHER_MODAL = GuardedPattern(r"(?i)\b(?:нужн[оаы]?|необходим[оаы]?|надо|требуется)\b")
_MEANS = GuardedPattern(
    r"(?i)\b(?:потому\s+что|поэтому|причина\b|так\s+как|поскольку)|\b(?:выда[её]т|устанавливает|определяет|принимает|оплачивает|решает|распределяет|обеспечивает|рассчитывает|предоставляет|полага[ею]тся)\b"
    r"|\bне\s+(?:требуется|нужн[оаы]?|взимается)\b|\b(?:соответству\p{L}+|начислен\p{L}*|составля[ею]т)\b"
)


_NEAR = datetime.timedelta(days=92)
_OR_LATER = regex.compile(r"(?i)\bили\s+(?:(?:ещ[её]|даже|намного|немного)\s+)?(?:позднее|позже)\b")


class Sign(StrEnum):
    """What a sentence says of the outcome."""

    SOLVED = "solved"
    DATED = "by_date"
    PROMISED = "promised"
    NO_DATE = "no_date"
    REFUSED = "refused"
    TURNED_DOWN = "turned_down"
    EXPLAINED = "explained"
    EMPTY = "empty"
    LATER = "later"


SETTLED = frozenset({Sign.SOLVED, Sign.DATED, Sign.NO_DATE, Sign.REFUSED, Sign.TURNED_DOWN, Sign.EXPLAINED})


_Verbs = tuple[tuple[int, Verb], ...]
_MOST = 1024  # sentences
_LONGEST = 10_000  # characters


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of the letter with its signs; ``verbs`` are (place in ``tokens``, verb)."""

    start: int
    end: int
    text: str
    opening: bool
    tokens: tuple[Token, ...]
    verbs: tuple[tuple[int, Verb], ...]
    signs: frozenset[Sign]
    told_from: int = 0
    """Where, in ``text``, what is told begins: after «Рассмотрев Ваше обращение …, сообщаем, что»; 0 elsewhere."""

    @property
    def of_appeal(self) -> bool:
        """Whether it only says that the appeal came and was considered."""
        return not self.told_from and _speaks_of_appeal(self.text)

    @property
    def retells(self) -> bool:
        """Whether it only says what the citizen asked («Вы спросили, …»)."""
        return _retells(self.text)

    @property
    def conditional(self) -> bool:
        """Whether it says what would happen if."""
        return _is_conditional(self.text)


@once_a_letter
def sayings(subject: Subject) -> tuple[Saying, ...]:
    """The sentences of the opening and the body."""
    first = subject.first(Role.OPENING)
    return _sayings(subject.text, subject.sentences, subject.tokens, first.end if first else 0)


def _sayings(
    text: str, spans: tuple[tuple[int, int], ...], tokens: tuple[Token, ...], opening_end: int
) -> tuple[Saying, ...]:
    found = []
    at = 0
    for start, end in spans:
        while at < len(tokens) and tokens[at].start < start:
            at += 1
        stop = at
        while stop < len(tokens) and tokens[stop].start < end:
            stop += 1
        found.append(_saying(text, start, end, tokens[at:stop], end <= opening_end))
        at = stop
    return tuple(found)


def _saying(text: str, start: int, end: int, own: tuple[Token, ...], opening: bool) -> Saying:
    sentence = text[start:end]
    hear = _parse_sentence if len(sentence) <= _LONGEST else _parse_sentence.__wrapped__
    verbs, signs, told_from = hear(sentence, tuple(token.text for token in own))
    return Saying(start, end, sentence, opening, own, verbs, signs, told_from)


@lru_cache(maxsize=_MOST)
def _parse_sentence(sentence: str, own: tuple[str, ...]) -> tuple[_Verbs, frozenset[Sign], int]:
    """The verbs of a sentence with their places among ``own``, its words and marks; signs; where the telling begins."""
    verbs = tuple((place, found) for place, word in enumerate(own) if word[0].isalpha() and (found := verb(word)))
    told_from = _told_from(sentence)
    first = len(tokens(sentence[:told_from])) if told_from else 0
    told = tuple((place, one) for place, one in verbs if place >= first)
    return verbs, frozenset(_signs(sentence[told_from:], tuple(map(fold_word, own)), told)), told_from


def _told_from(sentence: str) -> int:
    found = _WE_SAY.search(sentence) if _speaks_of_appeal(sentence) else None
    return found.end() if found else 0


def _signs(sentence: str, forms: tuple[str, ...], verbs: _Verbs) -> set[Sign]:
    signs: set[Sign] = set()
    speaks_of_itself = _speaks_of_appeal(sentence)
    contact = words.CONTACT.search(sentence) is not None
    if words.NO_DATE.search(sentence):
        signs.add(Sign.NO_DATE)
    elif words.REFUSAL.search(sentence):
        signs.add(Sign.REFUSED)
    elif words.TURNED_DOWN.search(sentence):
        signs.add(Sign.TURNED_DOWN)
    if words.EMPTY_WORK.search(sentence):
        signs.add(Sign.EMPTY)
    if words.LATER.search(sentence) and words.TELLS_LATER.search(sentence) and not find_dates(sentence):
        signs.add(Sign.LATER)
    if _RETELLS.search(sentence):
        return signs - {Sign.TURNED_DOWN, Sign.REFUSED, Sign.NO_DATE}
    if _ASKS.search(sentence):
        signs -= {Sign.TURNED_DOWN, Sign.REFUSED, Sign.NO_DATE}  # the heading of a point asks and refuses nothing
    if not speaks_of_itself and _solves(sentence, forms, verbs):
        signs.add(Sign.SOLVED)
    if _promises(sentence, forms, verbs) and not words.TAKES_PAPERS.search(sentence):
        signs.add(Sign.DATED if has_term(sentence) else Sign.PROMISED)
    if not signs & {Sign.REFUSED, Sign.NO_DATE} and not _ASKS.search(sentence) and _denies(forms, verbs):
        signs.add(Sign.TURNED_DOWN)
    if (_explains(sentence, forms, verbs) and not contact) or _others_answer(sentence):
        signs.add(Sign.EXPLAINED)
    return signs


def has_term(sentence: str) -> bool:
    """Whether the sentence names a day, a period or a term; «в следующем году или позднее» is none."""
    if _OR_LATER.search(sentence):
        return False
    return bool(find_dates(sentence) or partial_dates(sentence) or words.SPEAKS_OF_TERM.search(sentence))


@cache_by_text
def _speaks_of_appeal(sentence: str) -> bool:
    return _ITSELF.search(sentence) is not None


@cache_by_text
def _retells(sentence: str) -> bool:
    return _RETELLS.search(sentence) is not None


def _is_conditional(sentence: str) -> bool:
    return _CONDITION.search(sentence) is not None


def _is_denied(forms: tuple[str, ...], place: int) -> bool:
    return place > 0 and forms[place - 1] in ("не", "ни")


def _solves(sentence: str, forms: tuple[str, ...], verbs: _Verbs) -> bool:
    """Something was done: «отремонтировали», «перечислены», not «будут перечислены»."""
    for number, (place, one) in enumerate(verbs):
        if not one.settles(sentence, forms[place]) or _is_denied(forms, place):
            continue
        before = verbs[number - 1] if number else None
        to_be = before is not None and before[1].lemma == "быть" and place - before[0] <= 4
        if not (one.form == "PRTS" and to_be and before is not None and before[1].tense != "past"):
            return True
    return False


def _promises(sentence: str, forms: tuple[str, ...], verbs: _Verbs) -> bool:
    """A future that is no mere word to come: «отремонтируют», «будет заменён», «планируется заменить»."""
    paper = words.PAPER.search(sentence) is not None
    for number, (place, one) in enumerate(verbs):
        if _is_denied(forms, place):
            continue
        if one.planned and one.form in ("VERB", "PRTS"):
            return True
        if one.future and one.lemma == "быть":
            following = next((each for later, each in verbs[number + 1 :] if later - place <= 4), None)
            if following is not None and not _mere_paper(following, paper):
                return True
        elif one.future and not _mere_paper(one, paper) and not _imperative(forms, place, one):
            return True
    return False


def _denies(forms: tuple[str, ...], verbs: _Verbs) -> bool:
    """«Плата не изменится», «квартиру не предоставят», «тариф не менялся»."""
    return any(
        (one.future or one.done) and one.lemma not in words.NO_DENIAL and _is_denied(forms, place)
        for place, one in verbs
    )


def _others_answer(sentence: str) -> bool:
    """«Участковый ответит Вам до 14 июня»."""
    return words.ANSWERS_BY.search(sentence) is not None and has_term(sentence)


def _mere_paper(one: Verb, paper: bool) -> bool:
    return one.lemma in words.NO_PROMISE or (paper and one.lemma in words.SPEECH)


def _imperative(forms: tuple[str, ...], place: int, one: Verb) -> bool:
    return one.imperative and "вы" not in forms[max(0, place - 4) : place]


def _explains(sentence: str, forms: tuple[str, ...], verbs: _Verbs) -> bool:
    if any(
        sign.search(sentence)
        for sign in (
            words.ANSWERS,
            _MEANS,
            words.IN_ORDER,
            words.TAKES_PAPERS,
            words.SENT_TO_YOU,
        )
    ):
        return True
    told = [place for place, one in verbs if one.instructs and (not one.imperative or _imperative(forms, place, one))]
    if told or any(one.rules and not _is_denied(forms, place) for place, one in verbs):
        return True
    found = _MODAL.search(sentence)
    if not found or (words.APPEAL_ONLY.search(sentence) and not _OTHER_MODAL.search(sentence)):
        return False
    after = next((one for _, one in verbs if one.form == "INFN"), None)
    return after is None or after.lemma not in words.SPEECH or len(verbs) > 2


def outcomes(subject: Subject) -> frozenset[Sign]:
    """The signs of all the sentences; those that only ask who would know are left out."""
    return frozenset().union(*(saying.signs for saying in sayings(subject)))


_SINCE = regex.compile(r"(?i)\b(?:со?|начиная\s+со?)\s+$|\bсо?\s+\d[^.;:!?]{0,160}\b(?:по|до)\s+$")
_RECOUNTED = regex.compile(
    r"(?i)\b(?:пере|до|на)(?:счит|числ|расч)\p{L}*|\bвыплат\p{L}*|\bверн\p{L}*|\bначисл\p{L}*|\bвозмест\p{L}*"
)


def past_terms(subject: Subject) -> list[tuple[Saying, FoundDate | PartialDate, int]]:
    """Terms of the future that were over when the letter was dated: (sentence, term, its start in the letter)."""
    letter = own_date(subject)
    if letter is None:
        return []
    found: list[tuple[Saying, FoundDate | PartialDate, int]] = []
    for saying in sayings(subject):
        if not any(one.future or one.planned for _, one in saying.verbs):
            continue
        terms: list[FoundDate | PartialDate] = [*find_dates(saying.text), *partial_dates(saying.text)]
        for term in terms:
            if _SINCE.search(saying.text[: term.start]) and _RECOUNTED.search(saying.text):
                continue  # «плату пересчитают с 10 января»
            named = _TERM_BEFORE.search(saying.text[: term.start]) is not None
            if _is_over(term, letter) and (named or _beside_verb(saying, term)) and _only_future(saying, term):
                found.append((saying, term, saying.start + term.start))
    return found


def _is_over(term: FoundDate | PartialDate, letter: datetime.date) -> bool:
    """Whether the day is before ``letter``; one without a year only when near: «до 1 марта» may be of the next."""
    if isinstance(term, FoundDate):
        return term.date < letter
    day = term.last(letter.year) if term.day else None
    return day is not None and datetime.timedelta() < letter - day <= _NEAR


def _beside_verb(saying: Saying, term: FoundDate | PartialDate) -> bool:
    """«Занятие пройдёт 3 февраля», «мастер опросит жильцов 15 сентября»: the day of the deed, with no preposition."""
    place = next((n for n, token in enumerate(saying.tokens) if token.start >= saying.start + term.start), None)
    if place is None or (isinstance(term, FoundDate) and term.precision != "day"):
        return False
    before = saying.tokens[max(0, place - 3) : place]
    if any(token.has("PREP") or not token.is_word for token in before[-2:]):
        return False
    return any(one.future and 0 < place - n <= 3 for n, one in saying.verbs)


def _only_future(saying: Saying, term: FoundDate | PartialDate) -> bool:
    """Whether the clause of ``term`` has a future verb and no other."""
    place = next((n for n, token in enumerate(saying.tokens) if token.start >= saying.start + term.start), None)
    if place is None:
        return False
    first = max((n for n, token in enumerate(saying.tokens[:place]) if token.text in ",;:–—(и"), default=-1)
    last = next(
        (n for n, token in enumerate(saying.tokens) if n > place and token.text in ",;:–—)"), len(saying.tokens)
    )
    inside = [one for n, one in saying.verbs if first < n < last]
    future = [one for one in inside if one.future or (one.form == "INFN" and _has_plan(saying))]
    others = [
        one for n, one in saying.verbs if first < n < last and not one.future and one.form not in ("PRTS", "INFN")
    ]
    ready = any(one.form == "PRTS" for one in inside) and not any(one.lemma == "быть" for one in future)
    return bool(future) and not others and not ready


def _has_plan(saying: Saying) -> bool:
    return any(one.planned for _, one in saying.verbs)


def last_day(found: FoundDate | PartialDate, year: int) -> datetime.date | None:
    """The day by which ``found`` is over; a date without a year is taken in ``year``."""
    return found.date if isinstance(found, FoundDate) else found.last(year)
