"""Dates and numbers of earlier letters that an appeal names."""

import datetime
from collections.abc import Iterator

import regex

from letterkit.intake.addresses import phones
from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import FoundValue, Span
from letterkit.intake.zones import Zones
from letterkit.russian.abbreviations import MONTHS_GENITIVE
from letterkit.russian.dates import find_dates
from letterkit.russian.sentences import sentences

_MONTHS = "|".join(MONTHS_GENITIVE)
_MONTH = {name: number for number, name in enumerate(MONTHS_GENITIVE, 1)}
_SHORT = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_ROMAN = {name: number for number, name in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "первое второе третье четвёртое пятое шестое седьмое восьмое девятое десятое одиннадцатое двенадцатое"
        " тринадцатое четырнадцатое пятнадцатое шестнадцатое семнадцатое восемнадцатое девятнадцатое двадцатое".split(),
        1,
    )
} | {"тридцатое": 30}
_TENS = {"двадцать": 20, "тридцать": 30}
_MONTHS_CUT = {name[:3]: number for number, name in enumerate(MONTHS_GENITIVE, 1)} | {"май": 5, "мая": 5}
_YEARS = {
    word: number
    for number, word in enumerate(
        "первого второго третьего четвёртого пятого шестого седьмого восьмого девятого".split(), 2021
    )
}
_OTHER_DATES = regex.compile(
    r"(?i)(?<![\d.])(?:"
    rf"(?P<day>\d{{1,2}})(?:-?го|-?е)?\s+(?P<month>{_MONTHS})\s+(?:сего\s+)?(?P<year>(?:20)?\d\d)(?!\d)"
    r"|(?P<day>\d{1,2})(?P<sep>[./-])(?P<number>\d{1,2}|[ivx]{1,4})(?P=sep)(?P<year>20\d\d|\d\d)(?!\d)"
    r"|(?P<day>\d{1,2})\s?[./-]\s?(?P<number>[ivx]{1,4})\s?[./–-]\s?(?P<year>20\d\d|\d\d)(?!\d)"
    r"|(?P<day>\d{1,2})\s+(?P<cut>янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек)\p{Ll}?\.?\s+(?P<year>(?:20)?\d\d)(?!\d)"
    rf"|(?P<day>\d{{1,2}})\s+(?P<month>{_MONTHS})\s+(?:месяца?\s+)(?P<year>20\d\d)"
    r"|(?P<named>январ[ья]|феврал[ья]|марта?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|августа?|сентябр[ья]|октябр[ья]|ноябр[ья]|декабр[ья]),?\s+(?:(?P<day>\d{1,2})(?:-?го)?(?:\s+числа)?|(?:(?P<tens>двадцать|тридцать)\s+)?(?P<word>\p{L}+)),?\s+(?P<year>20\d\d)(?!\d)"
    rf"|(?:(?P<day>\d{{1,2}})|(?:(?P<tens>двадцать|тридцать)\s+)?(?P<word>\p{{L}}+))\s+(?P<month>{_MONTHS})\s+две\s+тысячи\s+двадцать\s+(?P<spelt>\p{{L}}+го)\s+года"
    r"|(?P<day>\d{1,2})\s+(?P<english>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\s+(?P<year>20\d\d)"
    rf"|(?:(?P<tens>двадцать|тридцать)\s+)?(?P<word>\p{{L}}+)\s+(?P<month>{_MONTHS})\s+(?P<year>20\d\d)"
    r")"
)
_OUTGOING = regex.compile(r"(?i)(?:исх\p{L}*\.?|№\s*\S+)[^\n]{0,20}?(?:от\s+)?$")
_OF_PAPER = regex.compile(
    r"(?i)(?:№|дду|договор|дел[ао])[^\n]{0,30}\sот\s$|(?:отказ|ответ|претензи|жалоб|акт|решени|справк|выписк|копи|заключени|уведомлени|протокол|приказ|"
    r"постановлени|распоряжени|заявлени|письм|договор|доверенност|отч[её]т)\p{L}*\s+от\s$"
)
"""Before the date of a contract or another paper, not of the appeal."""
_OF_LIFE = regex.compile(r"(?i)(?<!\p{L})(?:рожд|родил|выдан)\p{L}*[^\p{L}\n]*\n?[^\p{L}\n]*$")
"""Before the date of a birth or a passport, in the line of it or in the one above."""
_RECEIVED = regex.compile(r"(?i)(?:сообщени|обращени|заявк|анкет|форм|портал|при[её]мн|чат)\p{L}*[^\n]*$")
"""Before the date in the line that says where a message came: «[сообщение боту «Приёмная», 09.07.2026]»."""
_NUMBERED_AFTER = regex.compile(r"\s*№\s*\d")
_NUMBER = regex.compile(
    r"(?<![\p{L}\d/-])(?<!\d\.)(?:№\s*|N\s*)?(?P<number>"
    r"[А-ЯЁA-Z]{1,3}(?:-|\s?/\s?)\d{2,}(?:/{1,2}\d+|\s–\s\d{4}|-\d+|-[А-Яа-я]{1,4})*"
    r"|\d+(?:\.\d+)*(?:[-/]\d+)*[-/][А-ЯЁA-Zа-яё]{1,3}(?:[-/]\d+)*"
    r"|\d{1,4}(?:\.\d+)*[-/]\d+(?:[-/]\d+)*"
    r"|(?<=(?:№|вх\.|исх\.|рег\.)\s?)\d{2,6})(?![\p{L}\d/-])"
)
_ORDINAL = regex.compile(r"\d+-(?:го|му|[емйхяю]|ый|ой|ая|ые|ми)|.*/[IVX]+(?:[-–]\d+)?|.*-ФЗ")
"""«2025-го», «16/XII» and acts are no numbers of letters."""
_OF_LETTERS = regex.compile(
    r"(?i)(?:ответ\p{L}*|обращени\p{L}+|письм\p{L}+|заявлени\p{L}+|зарегистрир\p{L}+|переписк\p{L}+|жалоб\p{L}+|писал\p{L}*|отвеча\p{L}+|отписк\p{L}+|входящ\p{L}+|вх\.)(?!\p{L})"
)
_ANSWER_TO = regex.compile(
    r"(?i)(?:тема|subject|на)\s*:?[^\n]{0,40}(?:ответ\p{L}*|обращени\p{L}+|ваш)[^\n]{0,40}№|"
    r"(?:повторн\p{L}+|ранее|прежн\p{L}+|предыдущ\p{L}+)[^№]{0,60}№"
)
"""In the head: «Тема: Re: Ответ на обращение № …», «На Ваш № …», «Повторное обращение (ранее: № …)»."""
_NOT_LETTERS = regex.compile(
    r"(?i)(?:дом\p{L}*|кв\p{L}*|квартир\p{L}+|д\.|участ\p{L}+|школ\p{L}+|сад\p{L}*|закон\p{L}*|ФЗ|договор\p{L}*|дел[аоу]|приказ\p{L}*|постановлени\p{L}+|акт\p{L}*|сч[её]т\p{L}*|контракт\p{L}*|тел\p{L}*|кабинет|окн\p{L}+|ордер|лицензи\p{L}+|протокол\p{L}*|справк\p{L}+|разрешени\p{L}+|производств\p{L}+|ИП|сери\p{L}+|мкр|микрорайон\p{L}*|программ\p{L}+|зон\p{L}+|распоряжени\p{L}+|форм\p{L}+|снилс|паспорт\p{L}*|полис\p{L}*|участк\p{L}+|ул\.\s\p{L}+|улиц\p{L}+\s\p{L}+)\s*(?:№\s*)?$"
)
_LISTED = regex.compile(r"\s*(?:[,;]|и(?!\p{L}))\s*(?:№\s*)?")
"""Between numbers that one «№» stands before: «№ 61-О-220, 61-О-415 и 61-О-733»."""
_NEAR_END = 160


def sent_on(text: str, labelled: tuple[LabelledLine, ...], zones: Zones) -> FoundValue[datetime.date] | None:
    """The date that the person put on the appeal: of the head of a message, of the close, of an outgoing number."""
    dates = list(_dates(text))
    for line in labelled:
        if line.label is Label.DATE:
            for span, date in dates:
                if line.at <= span[0] < line.end:
                    return FoundValue(date, (span,), 0.97)
    close = max(zones.story[1], 0)
    alone = [(span, date) for span, date in dates if _stands_alone(text, span) and not _is_of_paper(text, span)]
    closing = [each for each in dates if each[0][0] >= close and not _is_of_paper(text, each[0])] or [
        each for each in alone if each[0][0] > len(text) // 3
    ]
    if closing:
        return FoundValue(closing[-1][1], (closing[-1][0],), 0.92)
    for span, date in dates:
        outgoing = _OUTGOING.search(text[max(0, span[0] - 40) : span[0]]) or _NUMBERED_AFTER.match(text, span[1])
        is_alone = (span, date) in alone
        received = "\n" not in text[: span[0]].lstrip() and _RECEIVED.search(text, 0, span[0])
        in_head = zones.in_head(span[0]) and (outgoing or is_alone)
        if in_head or received or (is_alone and _is_line_above(text, span)):
            return FoundValue(date, (span,), 0.85)
    last = [
        each
        for each in dates
        if each[0][1] > len(text.rstrip()) - _NEAR_END and len(text) - each[0][1] < _NEAR_END // 2
    ]
    tail = [each for each in last if not regex.search(r"[.!?]\s+\p{Lu}", text[each[0][1] :])]
    return FoundValue(tail[-1][1], (tail[-1][0],), 0.6) if tail and _is_end(text, tail[-1][0]) else None


def _is_of_paper(text: str, span: Span) -> bool:
    before = text[max(0, span[0] - _NEAR_END) : span[0]]
    return bool(_OF_PAPER.search(before) or _OF_LIFE.search(before))


def _is_end(text: str, span: Span) -> bool:
    return len(regex.findall(r"\p{L}{2,}", text[span[1] :])) < 4


def _stands_alone(text: str, span: Span) -> bool:
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    line = text[start : span[0]] + text[span[1] : end if end >= 0 else len(text)]
    return len(regex.findall(r"\p{L}{3,}", line)) < 4


def _is_line_above(text: str, span: Span) -> bool:
    """Whether a date is all that a line says, above most of the text: under the fields of a form, over the story."""
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    rest = text[start : span[0]] + text[span[1] : end if end >= 0 else len(text)]
    return span[1] < len(text) // 3 and not regex.search(r"\w{2}", rest)


def _dates(text: str) -> Iterator[tuple[Span, datetime.date]]:
    found = {(each.start, each.end): each.first for each in find_dates(text) if not each.is_range}
    taken = [*found, *phones(text)]
    for match in _OTHER_DATES.finditer(text):
        date = _date(match)
        if date is not None and not any(start < match.end() and match.start() < end for start, end in taken):
            found[match.span()] = date
    yield from sorted(found.items())


def _date(match: "regex.Match[str]") -> datetime.date | None:
    if match["spelt"]:
        year = _YEARS.get(match["spelt"].lower().replace("четверт", "четвёрт"), 0)
    else:
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    if match["cut"] or match["named"]:
        month = _MONTHS_CUT[(match["cut"] or match["named"]).lower()[:3]]
    elif match["english"]:
        month = _SHORT[match["english"].lower()]
    elif match["month"]:
        month = _MONTH[match["month"].lower()]
    else:
        month = int(match["number"]) if match["number"].isdigit() else _ROMAN.get(match["number"].lower(), 0)
    day = (
        int(match["day"])
        if match["day"]
        else _ORDINALS.get(
            regex.sub("ого$|его$", _as_number, (match["word"] or "").lower()).replace("четверт", "четвёрт"), 0
        )
    )
    if match["tens"]:
        day += _TENS[match["tens"].lower()]
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _as_number(ending: "regex.Match[str]") -> str:
    """«десятого» → «десятое», «третьего» → «третье»."""
    return "ое" if ending[0] == "ого" else "е"


def earlier_numbers(text: str, zones: Zones) -> tuple[FoundValue[str], ...]:
    """Numbers of earlier appeals and of replies to them that the writer cites."""
    found: dict[str, FoundValue[str]] = {}
    for start, end in sentences(text):
        if (end <= zones.story[0] and not _ANSWER_TO.search(text, start, end)) or not _OF_LETTERS.search(
            text, max(0, start - 200), end
        ):
            continue
        near = bool(_OF_LETTERS.search(text, start, end))
        last = start
        for match in _NUMBER.finditer(text, start, end):
            number, before = match["number"], text[max(0, match.start() - 30) : match.start()]
            named = any(letter.isalpha() for letter in number)
            if not (near or named) or _NOT_LETTERS.search(before) or (number.isdigit() and not near):
                continue
            follows = last > start and _LISTED.fullmatch(text, last, match.start("number"))
            if _ORDINAL.fullmatch(number):
                continue
            if not (named or follows) and not regex.search(
                r"(?i)(?:№|номер\p{L}*|вх\.|исх\.|рег\.)\s*$", before + match[0][: match[0].index(number)]
            ):
                continue
            last = match.end("number")
            found.setdefault(number, FoundValue(number, (match.span("number"),), 0.85 if near else 0.6))
    return tuple(found.values())
