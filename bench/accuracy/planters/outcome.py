"""What becomes of the question: promised without a date, refused without a reason, not said at all (clause 2.2)."""

import datetime
from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import PROSE, Sheet
from letterkit.core.letter import Role
from letterkit.russian.dates import date_digits, find_dates, partial_dates
from letterkit.russian.morph import parses

_DEADLINE = r"(?:до|не позднее) \d{1,2}(?:\.\d\d\.\d{4}| [а-я]+ \d{4} года)"
_PROMISES = (
    "в ближайшее время",
    "в кратчайшие сроки",
    "по мере возможности",
    "в установленном порядке",
    "в перспективе",
    "при наличии финансирования",
    "по мере поступления денег",
    "в плановом порядке",
    "как можно скорее",
)
_EMPTY = (
    "Ваше обращение принято к сведению.",
    "Вопрос взят на контроль.",
    "Ваши замечания учтены и будут использованы в работе.",
    "Вопрос находится на рассмотрении.",
    "По Вашему обращению ведётся работа.",
    "Информация передана ответственным специалистам.",
    "Вопрос прорабатывается.",
)
_BARE_REFUSALS = (
    "Удовлетворить Вашу просьбу нельзя.",
    "Решить вопрос положительно не можем.",
    "Вам отказано.",
    "Оснований для удовлетворения Вашей просьбы нет.",
    "Помочь Вам в решении этого вопроса мы не можем.",
)
_SOME_DAY = (
    "Решить этот вопрос можно, но точного срока нет.",
    "Работы выполнят, когда появятся деньги.",
    "Вопрос будет решён позже.",
    "Ремонт планируется, срок пока не определён.",
    "Ваш вопрос решат в следующем году или позднее.",
)


def _replaced_body(sheet: Sheet, sentences: tuple[str, ...]) -> Iterator[Edit]:
    """The whole body gives way to one sentence, in the small letters that several people are addressed with."""
    if sheet.body and sheet.first(Role.ATTACHMENT) is None and not _tells_at_once(sheet):
        start, end = sheet.body
        for sentence in sentences:
            new = sentence
            if sheet.greeted == "several":
                new = regex.sub(r"(?<=\w )В(?=аш|ам)", "в", sentence)
            yield swap((start, end), new, way=sentence)


def _tells_at_once(sheet: Sheet) -> bool:
    """Whether the opening says what came of it: «отвечаем: пандус построят до 1 августа», «Жалоба подтвердилась»."""
    opening = sheet.first(Role.OPENING)
    if opening is None:
        return False
    after = regex.search(r"(?:сообщаем|отвечаем|сообщает)(?: Вам| вам)?(?:,? что|:) \p{Ll}", sheet.words_of(opening))
    further = [one.text for one in sheet.sentences_in(opening)][1:]
    done = r"(?i)\b(?:подтвердил|решён|решен|устран|исправ|до \d{1,2} \p{L}+|\d{1,2} \p{L}+ \d{4} года)"
    return after is not None or any(regex.search(done, text) for text in further)


@planter(
    "outcome.nothing-done", "outcome|officialese|typical", "form", most=10, follows="questions|typical|opening|length"
)
def nothing_done(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The only outcome is that somebody took note."""
    yield from _replaced_body(sheet, _EMPTY)


@planter("outcome.bare-refusal", "outcome|typical", "form", most=10, follows="questions|typical|opening|length|law")
def bare_refusal(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """No, and neither why nor what to do next."""
    yield from _replaced_body(sheet, _BARE_REFUSALS)


@planter("outcome.some-day", "outcome|typical", "form", most=10, follows="questions|typical|opening|length")
def some_day(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Perhaps, but nothing of when it will be known or whom to ask."""
    yield from _replaced_body(sheet, _SOME_DAY)


@planter("outcome.nothing-said", "outcome|questions|opening", "absence", follows="questions|typical|opening|length|law")
def nothing_said(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The opening goes straight over into the closing."""
    if sheet.body and sheet.first(Role.ATTACHMENT) is None:
        start, end = sheet.body
        opening = sheet.first(Role.OPENING)
        if opening and opening.end < start and regex.search(r"сообщаем(?: следующее)?[.:]$", sheet.words_of(opening)):
            yield absence((opening.end, end))


@planter("outcome.empty-promise", "outcome|officialese", "form", most=18, follows="typical")
def empty_promise(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«В ближайшее время» in the place of the date."""
    for match in sheet.find(_DEADLINE):
        later = regex.search(r"\d\d\.\d\d\.\d{4}|\d{1,2} [а-я]+ \d{4} года", match.group())
        if later and sheet.text[: match.start()].endswith(" ") and _is_promise(sheet, match.start()):
            for words in _PROMISES:
                yield swap(match.span(), words, way=words)


@planter("outcome.no-date", "outcome|typical", "form", most=8)
def no_date(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The only deadline of the letter is lost: something will be done, nobody says when."""
    prose = " ".join(sheet.words_of(part) for part in sheet.of(*PROSE))
    deadlines = list(sheet.find(rf" {_DEADLINE}"))
    if len(deadlines) != 1 or regex.search(r"\d (?:рабочих )?дн|недел|месяц|за .{3,12} дн", prose):
        return
    dates = find_dates(prose)
    match = deadlines[0]
    after = sum(date.first > sheet.date for date in dates) if sheet.date else 2
    if after == 1 and not partial_dates(prose) and _is_promise(sheet, match.start()):
        sentence = next(one for one in sheet.sentences if one.start <= match.start() < one.end)
        yield Edit(match.span(), "", (sentence.start, sentence.end - len(match.group())))


@planter("outcome.promised-for-the-past", "outcome|consistency|reference|typical", "fact", most=8)
def promised_for_the_past(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The date of the promise had passed before the letter was signed: last year's answer again."""
    if sheet.date is None:
        return
    for match in sheet.find(r"(?<=(?:до|не позднее) )\d\d\.\d\d\.\d{4}"):
        day, month, year = (int(each) for each in match.group().split("."))
        if not _is_promise(sheet, match.start()):
            continue
        date = datetime.date(year, month, day)
        years = 1
        while date >= sheet.date:
            try:
                date = datetime.date(year - years, month, day)
            except ValueError:
                return
            years += 1
        if date != datetime.date(year, month, day):
            yield swap(match.span(), date_digits(date)).against(sheet.first(Role.DATE))


@planter("outcome.kept-in-mind", "outcome|officialese", "form", most=8, follows="questions|typical|opening|length|law")
def kept_in_mind(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The body is a promise to watch and to consider."""
    yield from _replaced_body(
        sheet,
        (
            "Вопрос будет рассмотрен при формировании бюджета на следующие годы.",
            "Ваше предложение будет рассмотрено в рабочем порядке.",
            "При появлении возможности к этому вопросу вернёмся.",
            "Исполнение находится на контроле.",
        ),
    )


def _is_promise(sheet: Sheet, at: int) -> bool:
    """Whether the sentence at ``at`` speaks of what we shall do, not of what the reader should."""
    sentence = next((one.text for one in sheet.sentences if one.start <= at < one.end), "")
    clause = regex.split(r"[,;:]", sheet.text[:at])[-1]
    if not any(
        parse.tag.tense in ("futr", "pres") for word in regex.findall(r"\p{Ll}+", clause) for parse in parses(word)[:1]
    ):
        return False
    asks = regex.search(
        r"\bВы\b|\bвы\b|можно|нужно|лучше|подайте|сообщите|передайте|должн|признан|обязан|\bесли\b|[иь]те\b", sentence
    )
    will = regex.search(r"\b(?:будет|будут|\p{Ll}+(?:ят|ут|ит|ет|ёт|им|ем|ём|ится|ется|утся|ятся|аст))\b", sentence)
    return bool(will) and not asks
