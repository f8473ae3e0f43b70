"""Signs, spaces, dates and sums (NORMS C.5)."""

from collections.abc import Iterator
from random import Random

from bench.accuracy.edit import Edit, beside, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import PROSE, Sheet
from letterkit.core.letter import Role

_NBSP = "\u00a0"
_MONTHS = r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
_EVERY = (*PROSE, Role.TITLE)


@planter("typography.number-sign", "typography|law", "typography", most=20)
def number_sign(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«N 59-ФЗ», «№5», «# 5», «№ № 5», «No 5»."""
    for match in sheet.find(r"№[ \u00a0](\d[\w-]*)", *_EVERY):
        number = match[1]
        for form in ("N {}", "№{}", "# {}", "No {}", "№ № {}", "№. {}"):
            yield swap(match.span(), form.format(number), way=form)


@planter("typography.quotes", "typography|punctuation", "typography", most=20, follows="law")
def quotes(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Quotation marks of the typewriter, of English, or two kinds in a pair."""
    for match in sheet.find(r"«([^«»\n]+)»", *_EVERY, quoted=True):
        for form in ('"{}"', "“{}”", "'{}'", "<<{}>>", "„{}“", '«{}"', ",,{}''"):
            yield swap(match.span(), form.format(match[1]), way=form)


@planter("typography.hyphen-for-dash", "typography|punctuation", "typography", most=16)
def hyphen_for_dash(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Срок - до», «Срок –до», «Срок -- до»."""
    for match in sheet.find(r"(?<=\p{L}|\d|»)( – )(?=\p{L}|\d)"):
        for sign in (" - ", " –", "– ", " -- ", "-", "–"):
            yield beside(sheet.text, match.span(1), sign, way=sign)


@planter("typography.list-hyphen", "typography", "typography", most=6)
def list_hyphen(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """An item of a list whose dash has grown to its word."""
    for match in sheet.find(r"(?m)^– (?=\p{L})", Role.BODY):
        yield beside(sheet.text, match.span(), "–")


@planter("typography.spaces-twice", "typography", "typography", most=16)
def spaces_twice(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in sheet.find(r"(?<=\p{L},?)( )(?=\p{L})", *_EVERY):
        yield beside(sheet.text, match.span(1), "  ", way="two")
        yield beside(sheet.text, match.span(1), f"{_NBSP} ", way="mixed")
        yield beside(sheet.text, match.span(1), "   ", way="three")


@planter("typography.space-before-sign", "typography|punctuation", "typography", most=16)
def space_before_sign(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«дом ,», «квартире : заявление»."""
    for match in sheet.find(r"(?<=\p{Ll}{2})[,.:;!?](?= |$)", *_EVERY):
        yield beside(sheet.text, match.span(), f" {match.group()}", way=match.group())


@planter("typography.no-space-after-sign", "typography|punctuation|spelling", "typography", most=16)
def no_space_after_sign(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«дом,который», «Морской.Квартиры»."""
    for match in sheet.find(r"(?<=\p{Ll}{3}[,.:;])( )(?=\p{L}{2})", *_EVERY):
        yield beside(sheet.text, match.span(1), "", way=sheet.text[match.start() - 1])


@planter("typography.space-in-brackets", "typography|punctuation", "typography", most=10)
def space_in_brackets(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«( до ремонта )», «слово(в скобках)», «« Госуслуги »»."""
    for match in sheet.find(r"\((\p{L}[^()\n]+)\)"):
        yield swap(match.span(), f"( {match[1]} )", way="brackets")
    for match in sheet.find(r"«([^«»\n]{3,30})»", *_EVERY, quoted=True):
        yield swap(match.span(), f"« {match[1]} »", way="quotes")
    for match in sheet.find(r"\p{Ll}( )(?=\(\p{L})"):
        yield beside(sheet.text, match.span(1), "", way="before")


@planter("typography.date-digits", "typography", "typography", most=28)
def date_digits_form(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«12.9.2024», «12.09.24», «12/09/2024», «12. 09. 2024», «12.09.2024г», «2024-09-12»."""
    for match in sheet.find(r"\b(\d\d)\.(\d\d)\.(\d\d)(\d\d)\b(?! №)"):
        day, month, century, year = match.groups()
        forms = [
            f"{day}.{month}.{year}",
            f"{day}/{month}/{century}{year}",
            f"{day}. {month}. {century}{year}",
            f"{day}.{month}.{century}{year}г",
            f"{century}{year}-{month}-{day}",
            f"{day},{month},{century}{year}",
            f"{day}-{month}-{century}{year}",
            f"{day}.{month}.{century}{year} г",
            f"{day}.{month}{century}{year}",
        ]
        for number, form in enumerate(forms):
            if not (form.endswith(" г") and sheet.text[match.end()] == "."):
                yield swap(match.span(), form, way=str(number))
        if day[0] == "0" or month[0] == "0":
            yield swap(match.span(), f"{int(day)}.{int(month)}.{century}{year}", way="zero")


@planter("typography.impossible-date", "typography|consistency|placeholder", "fact", most=10)
def impossible_date(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """No calendar has such a day."""
    for match in sheet.find(r"\b\d\d\.\d\d\.(\d{4})\b(?! №)"):
        for day in ("31.06.", "30.02.", "32.05.", "15.13.", "00.04."):
            yield swap(match.span(), day + match[1], way=day)
    for match in sheet.find(rf"\b\d{{1,2}} ({_MONTHS})( \d{{4}} года)?"):
        for day in ("31 сентября", "30 февраля", "32 мая"):
            yield swap(match.span(), day + (match[2] or ""), way=day)


@planter("typography.ordinal", "typography|spelling|grammar", "typography", most=14)
def ordinal(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«3-го сентября», «5-ти дней», «10-тью», «2025-ом году»."""
    for match in sheet.find(rf"\b(\d{{1,2}}) (?={_MONTHS})"):
        yield swap((match.start(1), match.end(1)), f"{match[1]}-го", way="day")
        yield swap((match.start(1), match.end(1)), f"{match[1]}-ого", way="day long")
    for match in sheet.find(
        r"(?<!№ |\d)\b(5|6|7|8|9|10|15|20|30)"
        r"(?= (?:рабочих |календарных )?(?:дней|лет|квартир|семей|человек|метров|рублей))"
    ):
        yield swap(match.span(1), f"{match[1]}-ти", way="ti")
        yield swap(match.span(1), f"{match[1]}-ть", way="t")
    for match in sheet.find(r"(?<=[Вв] )(\d{4})(?= году)"):
        yield swap(match.span(1), f"{match[1]}-ом", way="year")
        yield swap(match.span(1), f"{match[1]}-м", way="year short")


@planter("typography.year-glued", "typography|spelling", "typography", most=12)
def year_glued(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«2024года», «5дней», «2024г.»."""
    for match in sheet.find(r"(?<=\d)( )(?=(?:года|году|год|дней|дня|рублей|метров|квартир|этаж\p{Ll}*)\b)"):
        yield beside(sheet.text, match.span(1), "", way="word")
    for match in sheet.find(r"(\d{4}) года\b"):
        yield swap(match.span(), f"{match[1]}г.", way="g.")
        if sheet.text[match.end() : match.end() + 1] != ".":
            yield swap(match.span(), f"{match[1]} г", way="g")
        yield swap(match.span(), f"{match[1]} гг.", way="gg.")


@planter("typography.sum", "typography", "typography", most=12)
def sum_of_money(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Thousands not set apart, or set apart by a full stop; «руб» without its full stop."""
    for match in sheet.find(r"\b(\d{1,3})[ \u00a0](\d{3})(?= рубл)"):
        yield swap(match.span(), match[1] + match[2], way="glued")
        yield swap(match.span(), f"{match[1]}.{match[2]}", way="stop")
        yield swap(match.span(), f"{match[1]},{match[2]}.00", way="English")
    for match in sheet.find(r"\b(\d+) рубл\p{Ll}+\b(?!\.)"):
        yield swap(match.span(), f"{match[1]} руб", way="rub")
        yield swap(match.span(), f"{match[1]}р.", way="r.")
        yield swap(match.span(), f"{match[1]} р", way="r")


@planter("typography.address-glued", "typography|punctuation", "typography", most=14)
def address_glued(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«ул.Садовой», «г.Холмск», «д.4», «ул Садовой»."""
    for match in sheet.find(r"\b((?:ул|пер|просп|г|с|пгт|д|кв)\.) (?=\p{Lu}|\d)"):
        yield beside(sheet.text, (match.end() - 1, match.end()), "", way="glued")
        if match[1] in ("ул.", "пер."):
            yield beside(sheet.text, (match.end(1) - 1, match.end(1)), "", way="no stop")


@planter("typography.units", "typography|abbreviation|spelling|punctuation", "typography", most=10)
def units(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«кв.м», «кв м», «м2», «тыс рублей», «млн. рублей»."""
    for match in sheet.find(r"кв\. м\b"):
        for form in ("кв м", "кв.м", "м2", "м.кв.", "кв.метров"):
            yield swap(match.span(), form, way=form)
    for match in sheet.find(r"\b(?:млн|млрд)\b(?!\.)"):
        yield swap(match.span(), f"{match.group()}.", way="million")
    for match in sheet.find(r"\bтыс\."):
        yield beside(sheet.text, match.span(), "тыс", way="thousand")
    for match in sheet.find(r"(?<=\d )(?:процент\p{Ll}+|метр\p{Ll}*)\b"):
        yield swap(match.span(), "проц." if "проц" in match.group() else "метр.", way="word")


@planter("typography.time", "typography", "typography", most=8)
def time(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«с 10-00 до 13-00», «с 10ч»."""
    for match in sheet.find(r"с (\d{1,2}) до (\d{1,2}) часов"):
        yield swap(match.span(), f"с {match[1]}ч до {match[2]}ч", way="h")
        yield swap(match.span(), f"с {match[1]}-{match[2]} часов", way="dash")
        yield swap(match.span(), f"c {match[1]} до {match[2]} часов", way="Latin")


@planter("typography.invisible", "typography", "typography", most=8)
def invisible(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Signs that nobody sees, pasted from elsewhere: soft hyphens, zero-width blanks, tabs."""
    for word in sheet.words:
        middle = (word.start + word.end) // 2
        yield Edit((middle, middle), "\u00ad", (word.start, word.end + 1), "soft hyphen")
        yield Edit((middle, middle), "\u200b", (word.start, word.end + 1), "zero width")
    for match in sheet.find(r"(?<=\p{L})( )(?=\p{L})"):
        yield beside(sheet.text, match.span(1), "\t", way="tab")


@planter("typography.dots", "typography|punctuation|placeholder", "typography", most=8)
def dots(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Four full stops, «и т.д» and «т.е» without the last one."""
    for match in sheet.find(r"(?<=\p{Ll}{3})\.(?=$)"):
        yield beside(sheet.text, match.span(), "....", way="four")
    for match in sheet.find(r"\bто есть\b"):
        yield swap(match.span(), "т.е", way="т.е")
        yield swap(match.span(), "те.", way="те.")
    for match in sheet.find(r"\bи другие\b(?!\.)"):
        yield swap(match.span(), "и др", way="и др")


@planter("typography.initials", "typography", "typography", most=8)
def initials(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«И.О.Фамильев», glued."""
    for match in sheet.find(r"(\p{Lu}\. ?\p{Lu}\.) (\p{Lu}\p{Ll}+)", Role.SIGNATURE, *PROSE):
        yield swap(match.span(), match[1] + match[2])
