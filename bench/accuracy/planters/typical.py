"""What standard replies must hold, and by when (clauses 4.3, 7.5, 7.7, 7.8, 7.12; law 59-FZ, articles 8, 11, 12)."""

import datetime
import itertools
from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import PROSE, Sheet
from bench.accuracy.sheet import Word as Sentence
from letterkit.core.letter import Role
from letterkit.core.outcome import Ground, Outcome
from letterkit.russian.dates import date_digits, find_dates

_LAW = "Федерального закона от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации»"
_DAY = r"(?:\d\d\.\d\d\.\d{4}|\d{1,2} \p{Ll}+ \d{4} (?:года|г\.))"
_ARTICLES = {
    "redirect": r"част\p{Ll}+ [34] статьи 8\b",
    "extend": r"част\p{Ll}+ 2 статьи 12\b",
    "court": r"част\p{Ll}+ 2 статьи 11\b",
    "abuse": r"част\p{Ll}+ 3 статьи 11\b",
    "unreadable": r"част\p{Ll}+ 4 статьи 11\b",
    "unclear": r"част\p{Ll}+ 4\.1 статьи 11\b",
    "repeat": r"част\p{Ll}+ 5 статьи 11\b",
    "published": r"част\p{Ll}+ 5\.1 статьи 11\b",
    "secret": r"част\p{Ll}+ 6 статьи 11\b",
}


def _is(sheet: Sheet, kind: str) -> bool:
    plan = sheet.card.reply if sheet.card else None
    if plan and (plan.ground or plan.outcome in (Outcome.REDIRECTED, Outcome.EXTENDED)):
        by_outcome = {"redirect": Outcome.REDIRECTED, "extend": Outcome.EXTENDED}
        if kind in by_outcome:
            return plan.outcome is by_outcome[kind]
        return plan.ground is not None and plan.ground is Ground(kind)
    return any(sheet.find(_ARTICLES[kind]))


def _without(sheet: Sheet, wanted: str, way: str = "") -> Iterator[Edit]:
    """The only sentence of the body that speaks of ``wanted`` is taken out; not where nothing would be left."""
    hits: list[Sentence] = [one for one in sheet.sentences if regex.search(wanted, one.text)]
    if len(hits) != 1:
        return
    one = hits[0]
    part = next(part for part in sheet.of(*PROSE) if part.start <= one.start and one.end <= part.end)
    if part.role is Role.OPENING or (one.start, one.end) == (part.start, part.end):
        return
    start, end = (one.start, one.end + 1) if one.end < part.end else (one.start - 1, one.end)
    yield absence((start, end), way=way)


@planter("typical.redirect-to-nobody", "typical|outcome", "form")
def redirect_to_nobody(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Forwarded, and the citizen is not told where (clause 7.7)."""
    if _is(sheet, "redirect") and sheet.body:
        start, end = sheet.body
        yours = "ваше" if sheet.greeted == "several" else "Ваше"
        for sentence in (
            f"На основании части 3 статьи 8 {_LAW} {yours} обращение направлено по компетенции.",
            f"{yours.capitalize()} обращение перенаправлено в соответствующий орган. Ответ будет дан им.",
        ):
            yield swap((start, end), sentence, way=sentence)


@planter("typical.extend-no-date", "typical|outcome", "form")
def extend_no_date(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Extended, and until when is not said (clause 7.4)."""
    if _is(sheet, "extend"):
        for match in sheet.find(
            rf"(?<=продл[её]н|продлили|продлеваем|продлить|продлевается|рассмотрения) (?:до|по) {_DAY}"
        ):
            day = regex.search(r"(?<=(?:до|по) )(?:\d\d\.\d\d\.\d{4}|\d{1,2} \p{Ll}+)", match.group())
            if day and len(list(sheet.find(rf"\b{regex.escape(day.group())}\b"))) > 1:
                continue  # the letter still says until when: «Окончательный ответ отправим не позднее 7 июля»
            sentence = next(one for one in sheet.sentences if one.start <= match.start() < one.end)
            yield Edit(match.span(), "", (sentence.start, sentence.end - len(match.group())))


@planter("typical.extend-too-long", "typical|consistency|deadline|reference", "fact")
def extend_too_long(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Extended by more than thirty days (clause 7.4)."""
    if _is(sheet, "extend"):
        for match in sheet.find(
            r"(?:продл[её]н|продлили|продлеваем|рассмотрения)[^.]{0,20} (?:до|по) (\d\d\.\d\d\.\d{4})"
        ):
            day = datetime.datetime.strptime(match[1], "%d.%m.%Y").date()
            late = date_digits(day + datetime.timedelta(days=random.choice((31, 45, 60))))
            yield swap(match.span(1), late).against(sheet.first(Role.OPENING))


@planter("typical.extend-no-reason", "typical", "form")
def extend_no_reason(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Extended without a word on why (clause 7.5)."""
    if _is(sheet, "extend") and sheet.body:
        start, end = sheet.body
        for match in sheet.find(r"срок (?:его )?рассмотрения[^.]{0,40}продл[её]н (?:до|по) \d\d\.\d\d\.\d{4}"):
            sentence = f"На основании части 2 статьи 12 {_LAW} {match.group()}."
            yield swap((start, end), sentence)


@planter("typical.extend-too-late", "typical|reference|consistency|deadline", "fact")
def extend_too_late(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The notice of the extension is written after the first term has run out (clause 7.5)."""
    part = sheet.first(Role.DATE)
    if part and sheet.date and _is(sheet, "extend"):
        found = find_dates(sheet.words_of(sheet.of(Role.REFERENCE)[0])) if sheet.of(Role.REFERENCE) else ()
        extended = [date.date for date in find_dates(" ".join(sheet.words_of(each) for each in sheet.of(*PROSE)))]
        if found and extended and regex.fullmatch(r"\d\d\.\d\d\.\d{4}", sheet.words_of(part)):
            late = found[0].date + datetime.timedelta(days=34)
            if late < max(extended):
                yield swap((part.start, part.end), date_digits(late)).against(sheet.first(Role.OPENING))


@planter("typical.too-late", "typical|reference|consistency|deadline", "fact", most=8)
def too_late(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Seven days for forwarding and for the refusals of article 11 have passed (clauses 7.7, 7.8)."""
    part, reference = sheet.first(Role.DATE), sheet.first(Role.REFERENCE)
    found = find_dates(sheet.words_of(reference)) if reference else ()
    kinds = ["court", "unreadable", "unclear", "published"]
    # Forwarded in time, whenever the notice was: «15 апреля мы направили Ваше обращение».
    sent = r"(?:направ|переда|отправ|пересла|перенаправ)\p{Ll}+"
    months = "январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр"
    day = rf"(?:\d\d\.\d\d\.\d{{4}}|\d{{1,2}} (?:{months})\p{{Ll}}{{1,2}}\b)"
    if not any(sheet.find(rf"{sent}[^.]{{0,60}}{day}|{day}(?: \d{{4}} года)?[^.]{{0,60}}\b{sent}")):
        kinds.append("redirect")
    if part and found and any(_is(sheet, kind) for kind in kinds):
        if regex.fullmatch(r"\d\d\.\d\d\.\d{4}", sheet.words_of(part)):
            late = found[0].date + datetime.timedelta(days=random.choice((10, 14, 20, 25)))
            yield swap((part.start, part.end), date_digits(late)).against(reference)


@planter("typical.court-no-way-of-appeal", "typical", "absence")
def court_no_way(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Returned without a word on how a judgment is appealed against."""
    if _is(sheet, "court"):
        bodies = sheet.of(Role.BODY)
        for before, part in itertools.pairwise(bodies):
            rest = " ".join(sheet.words_of(other) for other in bodies if other is not part)
            # A list below may go on to say how: «Жалобу подают через районный суд».
            told = regex.search(r"(?i)обжал|жалоб\p{L}*[^.]{0,60}\b(?:пода|адрес)|апелляц|кассац|возражени", rest)
            if "обжалова" in sheet.words_of(part) and not told:
                yield absence((before.end, part.end))


@planter("typical.court-not-returned", "typical|attachment", "form")
def court_not_returned(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The appeal itself is not returned with the letter."""
    if _is(sheet, "court"):
        mark = sheet.whole(Role.ATTACHMENT)
        if mark and "обращение" in sheet.text[slice(*mark)]:
            yield absence(mark)


@planter("typical.repeat-no-letters", "typical", "form")
def repeat_no_letters(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Correspondence ended, and the earlier replies are not named."""
    if _is(sheet, "repeat"):
        letter = r"(?:от )?\d\d\.\d\d\.\d{4} № [\w./-]+"
        for match in sheet.find(
            rf"(?:,? (?:письмами|в письмах|ответами|ответы|письма)(?::)?)? {letter}(?:(?:,| и|, а также) {letter})+"
        ):
            sentence = next(one for one in sheet.sentences if one.start <= match.start() < one.end)
            yield Edit(match.span(), "", (sentence.start, sentence.end - len(match.group())))


@planter("typical.repeat-one-letter", "typical", "form")
def repeat_one_letter(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Repeatedly» answered by a single letter."""
    if _is(sheet, "repeat"):
        letter = r"(?:от )?\d\d\.\d\d\.\d{4} № [\w./-]+"
        for match in sheet.find(rf"(?P<first>{letter})(?:(?:,| и|, а также) {letter})+"):
            start, end = match.span()
            yield Edit((start, end), match["first"], (start - 20, start + len(match["first"])))


@planter("typical.repeat-not-ended", "typical|outcome", "form")
def repeat_not_ended(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The words on ending the correspondence are gone."""
    if _is(sheet, "repeat"):
        yield from _without(sheet, r"прекращ|безосновательн")
        for match in sheet.find(r", (?:и )?переписк[^.,]* прекращ[^.,]*"):
            sentence = next(one for one in sheet.sentences if one.start <= match.start() < one.end)
            yield Edit(match.span(), "", (sentence.start, sentence.end - len(match.group())), "end")


@planter("typical.published-no-page", "typical", "form")
def published_no_page(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«The answer is on our site»: on which page?"""
    if _is(sheet, "published"):
        for match in sheet.find(r"(?:: | \()?(?:https?://)?(?:www\.)?[\w.-]+\.(?:ru|рф)(?:/[\w./-]+)?\)?"):
            sentence = next((one for one in sheet.sentences if one.start <= match.start() < one.end), None)
            if sentence:
                new = "" if match.group().startswith((": ", " (")) else "сайте"
                yield Edit(match.span(), new, (sentence.start, sentence.end + len(new) - len(match.group())))


@planter("typical.unclear-no-invitation", "typical|outcome", "absence")
def unclear_no_invitation(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Nothing is said of writing again."""
    if _is(sheet, "unclear") or _is(sheet, "unreadable"):
        bodies = sheet.of(Role.BODY)
        for before, part in itertools.pairwise(bodies):
            words = sheet.words_of(part)
            rest = " ".join(sheet.words_of(other) for other in bodies if other is not part)
            again = r"(?i)ещё раз|снова|повторно|заново|нов\p{Ll}+ (?:обращени|письм)|напишите|направьте|обратитесь"
            if regex.search(again, words) and not regex.search(again, rest):
                yield absence((before.end, part.end))


@planter("typical.abuse-no-warning", "typical", "absence")
def abuse_no_warning(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The abuse of the right is not named."""
    if _is(sheet, "abuse"):
        if not any(sheet.find(r"(?i)прос(?:им|ит) [^.]{0,60}(?:не |без |воздерж)")):  # said in plain words as well
            yield from _without(sheet, r"(?i)злоупотреб")


@planter("typical.secret-no-reason", "typical", "absence")
def secret_no_reason(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Refused, and that the law forbids to disclose is not said."""
    if _is(sheet, "secret"):
        yield from _without(sheet, r"(?i)разглаш|тайн")


@planter("typical.interim-no-final-date", "typical|outcome", "form")
def interim_no_final_date(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """An interim reply that does not say when the final one will come (clause 7.12)."""
    for match in sheet.find(
        r"(?i)(?:окончательн\p{Ll}+ ответ|ответ по существу|о результат\p{Ll}+|о решении)[^.]{0,60}?"
        r"( (?:до|не позднее) (?:\d\d\.\d\d\.\d{4}|\d{1,2} \p{Ll}+(?: \d{4} года)?))"
    ):
        if _is(sheet, "extend"):
            continue
        sentence = next((one for one in sheet.sentences if one.start <= match.start() < one.end), None)
        if sentence and "кончательн" in sentence.text:
            yield Edit(match.span(1), "", (sentence.start, sentence.end - len(match[1])))


@planter("typical.no-act", "typical|law", "form", most=8)
def no_act(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A standard reply that does not name the law that it rests on."""
    for kind in _ARTICLES:
        if not _is(sheet, kind):
            continue
        act = (
            r"(?:[Нн]а основании|[Вв] соответствии с|[Пп]о|[Сс]огласно) част\p{Ll}+ [\d.]+ статьи \d+ "
            r"Федерального закона от [^«]{5,40}«[^»]+»,? "
        )
        found = list(sheet.find(act, quoted=True))
        if len(found) == 1 and len(list(sheet.find("59-ФЗ"))) == 1:
            match = found[0]
            after = sheet.text[match.end() : match.end() + 1]
            begins = match.group()[0].isupper()
            sentence = next(one for one in sheet.sentences if one.start <= match.start() < one.end)
            end = match.end() + 1
            new = after.upper() if begins else after
            yield Edit((match.start(), end), new, (sentence.start, sentence.end - len(match.group())), kind)
