"""References to acts: wrong numbers, no numbers, articles that are not there, too many (NORMS A, D; clause 2.1)."""

from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, inside, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet

_FEDERAL = (
    r"(?P<act>[Фф]едеральн\p{Ll}+ закон\p{Ll}*) от (?P<date>\d\d\.\d\d\.\d{4}|\d{1,2} \p{Ll}+ \d{4} (?:года|г\.))"
    r" № (?P<number>\d+)-ФЗ(?P<title> «[^»]+»)?"
)
_ACT = (
    r"(?P<act>\p{Ll}*(?:постановлени|приказ|распоряжени)\p{Ll}+[^.;,«№]{0,60}?) от (?P<date>\d\d\.\d\d\.\d{4})"
    r" № (?P<number>\w(?:[\w.-]*\w)?)"
)
_PLACE = r"(?P<place>част\p{Ll}+ (?P<part>\d+) стать\p{Ll}+ (?P<article>\d+))(?=[^.]{0,40}59-ФЗ|[^.]{0,60}02\.05\.2006)"


def _federal(sheet: Sheet) -> Iterator["regex.Match[str]"]:
    """Federal laws that the letter itself names; their titles stand in quotation marks."""
    for match in sheet.find(_FEDERAL, quoted=True):
        if not sheet.is_quoted(match.start(), match.end("number")):
            yield match


@planter("law.other-date", "law|consistency", "fact", most=8)
def other_date(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The date of a law that was not passed on that day."""
    for match in _federal(sheet):
        date = match["date"]
        if regex.fullmatch(r"\d\d\.\d\d\.\d{4}", date):
            day, month, year = date.split(".")
            month_wrong = f"{day}.{int(month) % 12 + 1:02}.{year}"
            year_wrong = f"{day}.{month}.{int(year) - 1}"
            for way, wrong in (("month", month_wrong), ("year", year_wrong)):
                at = match.start("date")
                yield Edit(match.span("date"), wrong, (match.start(), at + len(wrong) + 12), way)


@planter("law.other-number", "law|consistency", "fact", most=8)
def other_number(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The figures of the number in another order."""
    for match in _federal(sheet):
        number = match["number"]
        wrong = number[:-2] + number[-1] + number[-2]
        if wrong != number and not wrong.startswith("0"):
            at = match.start("number")
            yield Edit(match.span("number"), wrong, (match.start(), at + len(wrong) + 3))


@planter("law.other-title", "law|consistency", "fact")
def other_title(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The title of another law under this number."""
    for match in sheet.find(r"№ 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации»", quoted=True):
        for title in (
            "«О порядке рассмотрения жалоб граждан»",
            "«О персональных данных»",
            "«Об обращениях граждан Российской Федерации»",
        ):
            new = f"№ 59-ФЗ {title}"
            yield inside(match.span(), new, new, way=title)


@planter("law.number-lost", "law", "form", most=8)
def number_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Федеральный закон «О …»»: neither number nor date."""
    for match in _federal(sheet):
        if match["title"]:
            new = match["act"] + match["title"]
            yield swap(match.span(), new, way="both")
            yield swap(match.span(), f"{match['act']} № {match['number']}-ФЗ{match['title']}", way="date")
            yield swap(match.span(), f"{match['act']} от {match['date']}{match['title']}", way="number")


@planter("law.number-form", "law|typography|abbreviation", "form", most=8)
def number_form(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«ФЗ-59», «№ 59ФЗ», «59 ФЗ»."""
    for match in sheet.find(r"№ (\d+)-ФЗ"):
        number = match[1]
        for wrong in (f"№ ФЗ-{number}", f"№ {number} ФЗ", f"№ {number}ФЗ", f"№ {number}-фз", f"№ {number} - ФЗ"):
            yield swap(match.span(), wrong, way=wrong.replace(number, "N"))


@planter("law.no-such-article", "law|consistency", "fact", most=8)
def no_such_article(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Law 59-FZ has 18 articles, and none of them has so many parts."""
    for match in sheet.find(_PLACE):
        for way, part, article in (
            ("article", match["part"], f"{match['article']}8"),
            ("part", f"{match['part']}9", match["article"]),
        ):
            new = match["place"].replace(f" {match['part']} ", f" {part} ", 1)
            new = regex.sub(r"\d+$", article, new)
            if way == "part" or int(article) > 18:
                yield swap(match.span("place"), new, way=way)


@planter("law.future-date", "law|typography|consistency", "fact")
def future_date(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """An act dated later than the letter that names it, or on a day that no calendar has."""
    if sheet.date is None:
        return
    for match in (*_federal(sheet), *sheet.find(_ACT)):
        if regex.fullmatch(r"\d\d\.\d\d\.\d{4}", match["date"]):
            later = match["date"][:6] + str(sheet.date.year + 2)
            yield swap(match.span("date"), later, way="later")
            yield swap(match.span("date"), "31.02." + match["date"][6:], way="impossible")


@planter("law.act-number-lost", "law", "form")
def act_number_lost(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A decree without its number, or with a blank for it."""
    for match in sheet.find(_ACT):
        before = match.group()[: match.start("number") - match.start()]
        yield swap(match.span(), before.removesuffix(" № "), way="number")
        yield swap(match.span(), match["act"], way="both")


@planter("law.article-of-nothing", "law", "form")
def article_of_nothing(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Part and article, and no act that they belong to."""
    place = r"(?P<place>(?:част\p{Ll}+ [\d.]+ )?стать\p{Ll}+ \d+)"
    act = r"[Фф]едеральн\p{Ll}+ закон\p{Ll}*(?: от [^«]{5,40}№ \d+-ФЗ)?(?: «[^»]+»)?"
    for match in sheet.find(f"{place} {act}", quoted=True):
        yield swap(match.span(), match["place"])
