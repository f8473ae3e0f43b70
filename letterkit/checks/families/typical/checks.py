"""Clauses 4.3, 7.5, 7.7, 7.8, 7.12: what a standard reply of each kind must say."""

from collections.abc import Iterator

import regex

from letterkit.checks.check import Need
from letterkit.checks.families.typical.slips import tells
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.outcome_signs import Saying, Sign, outcomes, sayings
from letterkit.checks.reply_kind import NAMES, NORMS, RecognisedKind, Standard, is_whole, kind, kinds, norms
from letterkit.checks.requisites import own_date, references
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role
from letterkit.core.outcome import Outcome
from letterkit.russian.dates import FoundDate, date_digits, find_dates

_GROUNDLESS = regex.compile(r"(?i)\bбезосновательн\p{L}*")
_STOPPED = regex.compile(
    r"(?i)\bпереписк\p{L}+[^\n]{0,90}прекра|прекра\p{L}+[^\n]{0,30}переписк|переписк\p{L}+\s+не\s+(?:вед|буд)"
)
_NOTHING_NEW = regex.compile(r"(?i)\bнов\p{L}{2,3}\s+(?:\p{L}+\s+){0,3}?(?:довод|обстоятельств|аргумент|сведени)\p{L}*")
_ANSWERED = regex.compile(
    r"(?i)\b(?:ответ|отвеча|письм|неоднократно|разъясн)\p{L}*|\b(?:уже|ранее)\s+(?:\p{L}+\s+){0,2}?(?:писал|сообщал|отвечал)\p{L}*"
)
_TOLD_BEFORE = regex.compile(
    r"(?i)\b(?:ответ|отвеч|письм|писал|написал|неоднократно|разъясн|сообща|сообщил|направл|направил)\p{L}*"
)
_ACT_BEFORE = regex.compile(
    r"(?i)\b(?:закон|кодекс|постановлени|приказ|распоряжени|указ)\p{L}*\s(?:[^;\n]{0,60}\s)?от\s+$|\b(?:обращени|заявлени|жалоб)\p{L}*\s+(?:№\s*\S+\s+)?(?:от\s+)?$"
    r"|\b(?:поступил|поступивш|зарегистрирован)\p{L}*\s(?:[^;\n]{0,80}\s)?$"
)
_NUMBER_AFTER = regex.compile(
    r"^\s*(?:г\.\s*|года\s*)?,?\s*\(?(?:(?:исходящ\p{L}+|письм\p{L}+|ответ\p{L}*|исх\.)\s+)?(?:№|N|за\s+№)\s*\S*\d"
)
# «До 31 декабря», «мы объясняли, что 7 июня …»: a term, or what was told, is no day of an answer.
_OTHER_DAY = regex.compile(r"(?i)\b(?:до|к|не\s+позднее|не\s+позже)\s+$|,\s+(?:что|как|почему|когда)\s[^.;]{0,80}$")
_RETURNED = regex.compile(r"(?i)\bвозвра\p{L}+")
_HOW_TO_APPEAL = regex.compile(
    r"(?i)\b(?:апелляцион|кассацион|надзорн)\p{L}*|\bобжал\p{L}+[^\n]{0,160}(?:в\s+течение|\bв\s+[^\n]{0,40}суд|через\s+суд|срок|\d)|\bжалоб\p{L}*\s+(?:[^.;:\n]{0,60}[\s,])?(?:пода[ёе]?(?:ют|тся|ть|йте)|адресу(?:ют|йте)|нужно\s+подать)\b"
    r"|\bпода(?:ют|ть|йте|ётся|ется)\s+(?:\p{L}+\s+)?жалоб\p{L}*|\bжалоб\p{L}*\s+адрес\p{L}+\s[^\n]{0,60}\bсуд\p{L}*"
)
# Not «приложите квитанцию», «документы, приложенные к жалобе»: what the citizen is to attach, or attached himself.
_ATTACHED = regex.compile(r"(?i)\bприлага(?:ем|ю|ется|ются)\b|\bприлож(?:ен|ена|ено|ены|или)\b|\bв\s+приложении\b")
_ABUSE = regex.compile(r"(?i)\bзлоупотреб\p{L}+")
_INADMISSIBLE = regex.compile(
    r"(?i)\bнедопустим\p{L}*|\bне\s*допуска\p{L}*|\bнельзя\b|\bзапрещ\p{L}+|\bнепозволительн\p{L}*"
)
_RUDE = regex.compile(r"(?i)\b(?:нецензурн|оскорб|бран|угроз|выражени|слов[аом])\p{L}*")
_QUOTED = regex.compile(r"«(?!О\s|Об\s|Обо\s)[^«»\n]{2,120}»")
_AGAIN = regex.compile(
    r"(?i)\b(?:снова|повторно|ещё\s+раз|еще\s+раз|заново|новое\s+обращение)\b|\b(?:напишите|направьте|уточните|укажите|изложите|приходите|оформите|обратитесь|расскажите|пришлите|позвоните|поясните|опишите|сообщите|приезжайте|придите|объясните|повторите)\b"
)
_NO_ANSWER = regex.compile(
    r"(?i)\bна\s+(?:так\p{L}+\s+|эт\p{L}+\s+)?(?:обращени|письм|заявлени|жалоб)\p{L}*\s+не\s+отвеча\p{L}+|\bответ\p{L}*\s+(?:по\s+существу\s+)?не\s+(?:готов|составля)\p{L}+|"
    r"\b(?:ответ|отвеча|отвечен)\p{L}*\s(?:[^.!?\n]{0,60}\s)?(?:не\s+(?:да\p{L}+|мож\p{L}+|буд\p{L}+|вправе|уда\p{L}+|подготов\p{L}+|представляется|получится|смо\p{L}+)|нельзя|невозможно)|\bне\s+(?:мож\p{L}+|смо\p{L}+|удастся|удалось|получится|буд\p{L}+|да\p{L}+)\s(?:[^.!?\n]{0,40}\s)?(?:ответ|отвеча|рассмотр)\p{L}*"
    r"|\bрассм[ао]тр\p{L}+\s(?:[^.!?\n]{0,40}\s)?не\s+(?:буд\p{L}+|мож\p{L}+|смо\p{L}+)|\bответа\s+(?:\p{L}+\s+){0,3}нет\b|\bбез\s+(?:ответа|рассмотрения)\b|\bнельзя\s+(?:[^.!?\n]{0,30}\s)?(?:ответить|рассмотреть|подготовить\s+ответ)|\bневозможно\s+(?:[^.!?\n]{0,30}\s)?(?:ответить|рассмотреть|подготовить\s+ответ|дать\s+ответ)"
)
_DECIDES = {
    Standard.UNREADABLE: _NO_ANSWER,
    Standard.UNCLEAR: _NO_ANSWER,
    Standard.ABUSE: _NO_ANSWER,
    Standard.REPEAT: _STOPPED,
    Standard.COURT: _RETURNED,
    Standard.PUBLISHED: _NO_ANSWER,
}
"""By which words each kind says what is done about the appeal."""
_ARTICLES = 18
"""Of the law on appeals."""
_URL = regex.compile(
    r"(?i)\bhttps?://\S+|\bwww\.\S+|(?<![@\w.-])[\w\-]+(?:\.[\w\-]+)*\.(?:ru|рф|gov|com|org|su)\b(?:/\S*)?"
)
_SOCIAL = regex.compile(
    r"(?i)\b(?:vk\.com|t\.me|ok\.ru|telegram|youtube|rutube|instagram|facebook)(?:[^\s«»]*[^\s«»).,;:])?"
)
_DENIED = regex.compile(r"(?i)\bне\s+(?:мож\p{L}+|вправе|да[ёе]тся|дадим|даём|имеем\s+права)\b")
# The plain way to say that the right is not to be abused.
_NOT_AGAIN = regex.compile(
    r"(?i)\bпрос(?:им|ит)\s+(?:[^.\n]{0,60}\s)?(?:не\s+(?:писать|использовать|употреблять|допускать|оскорблять)|воздерж\p{L}+|без\s+оскорблени\p{L}+)"
)
_DISCLOSE = regex.compile(r"(?i)\b(?:разгла[шс]|раскры)\p{L}*")


@function_check("typical.no-norm")
def no_norm(subject: Subject) -> Iterator[Hit]:
    """A standard reply that does not name the part of the law it rests on."""
    if not is_whole(subject):
        return
    cited = norms(subject)
    if any(float(norm.article) >= _ARTICLES + 1 for norm in cited):
        return  # an article that the law has not got is law.impossible-article; the norm is named, though wrongly
    for each in kinds(subject):
        right = NORMS.get(each.standard)
        articles = {article for article, _ in right} if right else set()
        if right and not any(norm.article in articles for norm in cited) and not _article_named(subject, articles):
            details = {"kind": NAMES[each.standard], "right": _norm_words(each.standard)}
            said = _deciding(subject, each)
            yield Hit(said.start, said.end, details) if said else Hit(details=details)


def _deciding(subject: Subject, each: RecognisedKind) -> Saying | None:
    """The sentence that says what is done about the appeal, which is where the norm belongs."""
    pattern = _DECIDES.get(each.standard)
    found = (said for said in sayings(subject) if pattern and pattern.search(said.text) and not said.retells)
    return next(found, each.saying)


@function_check("typical.wrong-norm")
def wrong_norm(subject: Subject) -> Iterator[Hit]:
    """The part cited is of another kind of reply."""
    found = kinds(subject)
    allowed = frozenset().union(*(NORMS.get(each.standard, frozenset()) for each in found)) if found else frozenset()
    articles = {article for article, _ in allowed}
    cited = [norm for norm in norms(subject) if norm.article in articles]
    if cited and not any((norm.article, norm.part) in allowed for norm in cited):
        shown = next(each for each in found if each.standard in NORMS)
        details = {"kind": NAMES[shown.standard], "right": _norm_words(shown.standard)}
        yield Hit(cited[0].start, cited[0].end, details)


@function_check("typical.court-not-returned")
def court_not_returned(subject: Subject) -> Iterator[Hit]:
    """An appeal against a court's decision is returned, and the letter says so."""
    court = kind(subject, Standard.COURT)
    if court and not tells(subject, _RETURNED) and not kind(subject, Standard.PUBLISHED):
        yield Hit(court.saying.start, court.saying.end) if court.saying else MISSING


@function_check("typical.court-no-way")
def court_no_way(subject: Subject) -> Iterator[Hit]:
    """The letter does not explain how a court's decision is appealed."""
    court = kind(subject, Standard.COURT)
    if court and not kind(subject, Standard.PUBLISHED):
        if not any(
            _HOW_TO_APPEAL.search(each.text)
            for each in sayings(subject)
            if each is not court.saying or _RETURNED.search(each.text)
        ):
            yield Hit(court.saying.start, court.saying.end) if court.saying else MISSING


@function_check("typical.court-no-attachment")
def court_no_attachment(subject: Subject) -> Iterator[Hit]:
    """The returned appeal is not named among the attachments."""
    returned = kind(subject, Standard.COURT) and _RETURNED.search(subject.prose)
    if returned and is_whole(subject) and not subject.first(Role.ATTACHMENT) and not _ATTACHED.search(subject.prose):
        if not kind(subject, Standard.PUBLISHED):
            yield MISSING


@function_check("typical.abuse-no-warning")
def abuse_no_warning(subject: Subject) -> Iterator[Hit]:
    """The citizen is to be told that the right must not be abused."""
    abuse = kind(subject, Standard.ABUSE)
    if (
        abuse
        and not tells(subject, _NOT_AGAIN)
        and not any(
            _ABUSE.search(one.text) and _INADMISSIBLE.search(one.text + two) for one, two in _sentence_pairs(subject)
        )
    ):
        yield Hit(abuse.saying.start, abuse.saying.end) if abuse.saying else MISSING


def _sentence_pairs(subject: Subject) -> Iterator[tuple[Saying, str]]:
    """Every sentence with the text of the next: «Это злоупотребление правом. Оно недопустимо»."""
    said = sayings(subject)
    for number, saying in enumerate(said):
        yield saying, " ".join(each.text for each in said[number + 1 : number + 2])


@function_check("typical.abuse-quoted")
def abuse_quoted(subject: Subject) -> Iterator[Hit]:
    """The insult is repeated."""
    if not kind(subject, Standard.ABUSE):
        return
    for saying in sayings(subject):
        for found in _QUOTED.finditer(saying.text) if _RUDE.search(saying.text) else ():
            yield Hit(saying.start + found.start(), saying.start + found.end())


@function_check("typical.no-answer-said")
def no_answer_said(subject: Subject) -> Iterator[Hit]:
    """Whoever wrote unreadably or unclearly is told that there will be no answer (clause 7.8)."""
    for standard in (Standard.UNREADABLE, Standard.UNCLEAR):
        found = kind(subject, standard)
        if found and not tells(subject, _NO_ANSWER) and not _in_part(subject, found):
            yield Hit(found.saying.start, found.saying.end) if found.saying else MISSING


@function_check("typical.no-second-try")
def no_second_try(subject: Subject) -> Iterator[Hit]:
    """Whoever wrote unreadably or unclearly is to be offered to write again."""
    for standard in (Standard.UNREADABLE, Standard.UNCLEAR):
        found = kind(subject, standard)
        if found and not tells(subject, _AGAIN) and not _in_part(subject, found):
            yield Hit(found.saying.start, found.saying.end) if found.saying else MISSING


@function_check("typical.repeat-letters")
def repeat_letters(subject: Subject) -> Iterator[Hit]:
    """At least two earlier answers, each with its date."""
    repeat = kind(subject, Standard.REPEAT)
    if repeat is None:
        return
    earlier = _earlier(subject)
    if len(earlier) < 2:
        shown = next(
            (each for each in sayings(subject) if _ANSWERED.search(each.text) and not each.of_appeal), repeat.saying
        )
        details = {"count": str(len(earlier))}
        yield Hit(shown.start, shown.end, details) if shown else Hit(details=details)


@function_check("typical.repeat-numbers")
def repeat_numbers(subject: Subject) -> Iterator[Hit]:
    """An earlier answer named by its date alone."""
    if kind(subject, Standard.REPEAT):
        for saying, found in _earlier(subject):
            if not _TOLD_BEFORE.search(saying.text):
                continue
            if not _NUMBER_AFTER.match(saying.text[found.end :]) and not regex.search(
                r"№\s*\S*\d\S*\s+от\s+$", saying.text[: found.start]
            ):
                yield Hit(saying.start + found.start, saying.start + found.end)


@function_check("typical.repeat-later")
def repeat_later(subject: Subject) -> Iterator[Hit]:
    """An «earlier» answer that is not earlier than this letter."""
    letter = own_date(subject)
    if letter and kind(subject, Standard.REPEAT):
        for saying, found in _earlier(subject):
            if found.date >= letter:
                details = {"date": found.text, "letter": date_digits(letter)}
                yield Hit(saying.start + found.start, saying.start + found.end, details)


@function_check("typical.repeat-wording")
def repeat_wording(subject: Subject) -> Iterator[Hit]:
    """The appeal is groundless, nothing new is in it, correspondence stops: all three are said."""
    repeat = kind(subject, Standard.REPEAT)
    if repeat is None or not is_whole(subject):
        return
    wanted = (
        (_STOPPED, "переписка прекращена"),
        (_GROUNDLESS, "обращение признано безосновательным"),
        (_NOTHING_NEW, "новых доводов и обстоятельств нет"),
    )
    lost = [words for pattern, words in wanted if not tells(subject, pattern)]
    if lost:
        details = {"lost": "; ".join(lost)}
        yield Hit(repeat.saying.start, repeat.saying.end, details) if repeat.saying else Hit(details=details)


@function_check("typical.published-no-address")
def published_no_address(subject: Subject) -> Iterator[Hit]:
    """«Ответ размещён на сайте»: on which page?"""
    published = kind(subject, Standard.PUBLISHED)
    if published and not _URL.search(subject.prose):
        yield Hit(published.saying.start, published.saying.end) if published.saying else MISSING


@function_check("typical.published-elsewhere")
def published_elsewhere(subject: Subject) -> Iterator[Hit]:
    """A page of a social network is no official site."""
    if kind(subject, Standard.PUBLISHED):
        for saying in sayings(subject):
            for found in _SOCIAL.finditer(saying.text):
                yield Hit(saying.start + found.start(), saying.start + found.end())


@function_check("typical.secret-no-reason")
def secret_no_reason(subject: Subject) -> Iterator[Hit]:
    """The citizen is told that the facts may not be disclosed."""
    secret = kind(subject, Standard.SECRET)
    if secret and not any(
        _DISCLOSE.search(each.text) and (_INADMISSIBLE.search(each.text) or _DENIED.search(each.text))
        for each in sayings(subject)
    ):
        yield Hit(secret.saying.start, secret.saying.end) if secret.saying else MISSING


@function_check("typical.card-differs", needs=Need.CARD)
def card_differs(subject: Subject) -> Iterator[Hit]:
    """The card plans a standard reply of another kind than the letter is."""
    reply = subject.card.reply if subject.card else None
    if reply is None:
        return
    planned = {
        Outcome.REDIRECTED: Standard.REDIRECT,
        Outcome.EXTENDED: Standard.EXTENSION,
        Outcome.INTERIM: Standard.INTERIM,
        Outcome.CLARIFY: Standard.INTERIM,
    }
    wanted = Standard(reply.ground.value) if reply.ground else planned.get(reply.outcome) if reply.outcome else None
    if wanted is None:
        return
    shown: list[RecognisedKind] = [each for each in kinds(subject) if each.saying]
    cited = {(norm.article, norm.part) for norm in norms(subject)}
    if not any(each.standard is wanted for each in shown) and not cited & NORMS.get(wanted, frozenset()):
        other = shown[0] if shown else None
        details = {"wanted": NAMES[wanted], "said": NAMES[other.standard] if other else "обычный ответ"}
        yield Hit(other.saying.start, other.saying.end, details) if other and other.saying else Hit(details=details)


def _in_part(subject: Subject, found: RecognisedKind) -> bool:
    """Whether only a piece of the appeal is unclear: the letter settles the rest and cites no norm of such replies."""
    settled = outcomes(subject) & {Sign.SOLVED, Sign.DATED, Sign.NO_DATE}
    return bool(settled) and not any((norm.article, norm.part) in NORMS[found.standard] for norm in norms(subject))


def _article_named(subject: Subject, articles: set[str]) -> bool:
    listed = "|".join(sorted(regex.escape(article) for article in articles))
    return tells(subject, regex.compile(rf"(?i)\b(?:стать\p{{L}}*|ст\.)\s*(?:{listed})\b(?!\.\d)"))


def _norm_words(standard: Standard) -> str:
    article, part = min(NORMS[standard])
    return f"часть {part} статьи {article}"


def _earlier(subject: Subject) -> list[tuple[Saying, FoundDate]]:
    """Dates of earlier answers: days in the text that are of no act and not of the appeal itself."""
    appeal = {line.date.date for line in references(subject) if line.date}
    return [
        (saying, found)
        for saying in sayings(subject)
        for found in find_dates(saying.text)
        if found.precision == "day"
        and found.date not in appeal
        and not _ACT_BEFORE.search(saying.text[: found.start])
        and not _OTHER_DAY.search(saying.text[: found.start])
    ]
