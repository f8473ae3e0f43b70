"""Clauses 3.2 and 6.1: the reply stands on the body's blank, and the blank carries its reference data."""

from collections.abc import Iterator

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.subject import Subject
from letterkit.core.finding import Level
from letterkit.core.letter import Part, Role
from letterkit.russian.abbreviations import REGIONS, STREETS, TOWNS, alternatives

PHONE = regex.compile(
    r"(?:(?:\+7|\b8)[\s\-]*)?\(\d{3,5}\)\s*\d[\d\s\-–]{2,9}\d|(?:\+7|\b8)[\s\-]\d{3}[\d\s\-–]{6,12}\d"
)
_FAX = regex.compile(r"(?i)факс[\p{L}.]*[\s:]*$")
EMAIL = regex.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
SITE = regex.compile(r"(?i)(?<![@\w.\-])(?:https?://|www\.)?(?:[\w\-]+\.)+(?:ru|рф|su|com|org|net|gov)\b(?![\w.@\-])/?")
POSTCODE = regex.compile(r"(?<![\d\-])\d{6}(?![\d\-])")
STREET = regex.compile(
    rf"(?i)\b{alternatives(STREETS, ('д',))}\.|\b(?:улица|проспект|переулок|набережная|площадь|бульвар|шоссе|дом)\b"
)
_ORGANISATION = regex.compile(
    r"(?i)\b(?:министерств|департамент|управлени|администраци|комитет|агентств|инспекци|служб|правительств|прокуратур"
    r"|учреждени|обществ|компани|фонд|дум[аы]|собрани|мэри|палат|товариществ|совет|дирекци)\p{L}*|\b(?:ООО|ПАО|АО|МУП|ГУП|МКУ|ГКУ|ГБУ|МБУ)\b"
)
# Whoever else writes on a blank of its own: centres, schools, courts, and heads of bodies.
_WRITER = regex.compile(
    r"(?i)\b(?:центр|предприяти|отдел|бюро|институт|университет|академи|колледж|училищ|техникум|школ|лице[йя]|гимнази|больниц|поликлиник"
    r"|амбулатори|диспансер|интернат|библиотек|музе[йя]|театр|дворец|комисси|комиссариат|суд\b|суда\b|штаб|банк|почт|союз|ассоциаци"
    r"|объединени|кооператив|представительств|корпораци|хозяйств|водоканал|заповедник|нотариус|адвокат|уполномоченн|глав[аы]\b|мэр|губернатор"
    r"|министр|депутат|сенатор|председател|прокурор|президент|префект|атаман)\p{L}*"
)
_REGISTERS = regex.compile(r"\b(?:ОКПО|ОГРН|ИНН|КПП|ОКУД|ОКТМО|БИК)\b|(?i:\bтел|факс|телефон)")
_LETTERS = regex.compile(r"[^\p{L}\d]+")
_CAPITALS = 0.8
"""Share of capital letters from which a line of the blank is the name of the one who writes."""

_SIX_FIGURES = regex.compile(r"(?<![\d–-])\d{6}(?![\d–-])")
_POSTCODE_LIKE = regex.compile(r"(?<![\d–/№.-])(?<!№ )(?:\d{5}|\d{7})(?![\d–/.-])")
_ADDRESS_LINE = regex.compile(
    rf"(?i)\b{alternatives(STREETS, TOWNS, REGIONS)}\.|\b(?:проспект|улица|площадь|город|область|край)\b"
)
_OTHER_NUMBERS = regex.compile(r"(?i)\b(?:тел|факс|ОКПО|ОГРН|ИНН|КПП|ОКТМО)\b")


@function_check("letterhead.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """No block of the blank stands before the letter."""
    parts = list(subject.parts_of(Role.LETTERHEAD))
    if not parts or not any(_says_who(subject, part) for part in parts):
        yield MISSING


@function_check("letterhead.reference-data")
def reference_data(subject: Subject) -> Iterator[Hit]:
    """The blank lacks a phone, an e-mail, a site or an address.

    Advice where one of them is missing, or where an address and a phone are there: courts and police print no more.
    """
    parts = list(subject.parts_of(Role.LETTERHEAD))
    if not parts or not any(_says_who(subject, part) for part in parts):
        return
    words = "\n".join(subject.text_of(part) for part in parts)
    signs = {
        "почтовый адрес": bool(STREET.search(words) or POSTCODE.search(words)),
        "телефон": bool(PHONE.search(words) or regex.search(r"(?i)\bтел[\p{L}.]*[\s:/]*\p{L}*[.:]?\s*[\d(+]", words)),
        "адрес электронной почты": bool(EMAIL.search(words)),
        "сайт": bool(SITE.search(words)),
    }
    if absent := [name for name, there in signs.items() if not there]:
        reached = signs["почтовый адрес"] and signs["телефон"]
        level = Level.ADVICE if len(absent) == 1 or reached else None
        yield Hit(parts[0].start, parts[0].end, {"missing": ", ".join(absent)}, level=level)


@function_check("letterhead.differs")
def differs(subject: Subject) -> Iterator[Hit]:
    """Reference data of the body's own blank that are not those of its profile."""
    parts = list(subject.parts_of(Role.LETTERHEAD))
    if not any(_is_own(subject, part) for part in parts):
        return
    body = subject.profile.body
    phones = {phone_digits(number) for number in (body.phone, body.fax) if number}
    for part in parts:
        for found in PHONE.finditer(subject.text, part.start, part.end):
            own = phone_digits(found.group())
            if not any(own.endswith(known) or known.endswith(own) for known in phones):
                fax = bool(_FAX.search(subject.text[part.start : found.start()]))
                yield _differs(found.span(), "факс" if fax else "телефон", (body.fax if fax else None) or body.phone)
        for found in EMAIL.finditer(subject.text, part.start, part.end):
            if found.group().lower() != body.email.lower():
                yield _differs(found.span(), "адрес электронной почты", body.email)
        for found in SITE.finditer(subject.text, part.start, part.end):
            if site_key(found.group()) not in (site_key(body.site), body.email.partition("@")[2].lower()):
                yield _differs(found.span(), "сайт", body.site)
        yield from _address(subject, part)


@function_check("letterhead.name-differs")
def name_differs(subject: Subject) -> Iterator[Hit]:
    """The blank is that of another body than the profile's."""
    parts = list(subject.parts_of(Role.LETTERHEAD))
    if any(_is_own(subject, part) for part in parts):
        return
    for part in parts:
        if _says_who(subject, part):
            head = subject.text_of(part).split("\n\n")[0].rstrip()
            expected = " ".join(subject.profile.body.letterhead_lines)
            yield Hit(part.start, part.start + len(head), {"expected": expected})
            return


def _address(subject: Subject, part: Part) -> Iterator[Hit]:
    """A postcode or a house that the profile's address does not have."""
    wanted = " ".join(subject.profile.body.address_lines)
    index = POSTCODE.search(wanted)
    for found in POSTCODE.finditer(subject.text, part.start, part.end):
        before = subject.text[max(part.start, found.start() - 12) : found.start()]
        if (
            index
            and found.group() != index.group()
            and not regex.search(r"(?i)(?:инн|огрн|окпо|кпп|№)[\s:/]*$", before)
        ):
            yield _differs(found.span(), "индекс", index.group())
    house = regex.search(r"(?i)\bд(?:ом|\.)\s*(\d[\w./\-]*)", wanted)
    if house is None:
        return
    street = words_key(wanted[: house.start()].rsplit(",", 2)[0].rsplit("\n")[-1])
    for found in regex.finditer(
        r"(?i)\bд(?:ом|\.)\s*(?P<house>\d[\w/\-]*)", subject.text, pos=part.start, endpos=part.end
    ):
        line = subject.text[subject.text.rfind("\n", 0, found.start()) + 1 : found.start()]
        number = house[1].rstrip(".,")
        if street and street in words_key(line) and found["house"] != number:
            yield _differs(found.span("house"), "номер дома", number)


def _differs(span: tuple[int, int], what: str, expected: str) -> Hit:
    return Hit(*span, {"what": what, "expected": expected}, (expected,))


def _says_who(subject: Subject, part: Part) -> bool:
    """Whether the block names who writes, not only an address or a phone."""
    words = subject.text_of(part)
    return names_body(words) or _is_own(subject, part) or any(_names_writer(line) for line in words.split("\n"))


def _names_writer(line: str) -> bool:
    """A line of the blank that tells no address and no phone: in capitals, or with a word for a body or its head."""
    if any(sign.search(line) for sign in (STREET, POSTCODE, PHONE, EMAIL, SITE, _REGISTERS)):
        return False
    letters = [letter for letter in line if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return (len(letters) > 5 and capitals > _CAPITALS * len(letters)) or bool(_WRITER.search(line))


def names_body(words: str) -> bool:
    """Whether ``words`` name a body or an organisation."""
    return bool(_ORGANISATION.search(words))


def _is_own(subject: Subject, part: Part) -> bool:
    return words_key("".join(subject.profile.body.letterhead_lines)) in words_key(subject.text_of(part))


def words_key(text: str) -> str:
    return _LETTERS.sub("", text).lower().replace("ё", "е")


def phone_digits(phone: str) -> str:
    digits = regex.sub(r"\D", "", phone)
    return digits[-10:] if len(digits) > 10 else digits


def site_key(address: str) -> str:
    return regex.sub(r"^(?:https?://)?(?:www\.)?", "", address.strip().lower()).rstrip("/.")


@function_check("letterhead.postcode")
def postcode(subject: Subject) -> Iterator[Hit]:
    """A postcode of five or seven figures in the address of the blank."""
    parts = list(subject.parts_of(Role.LETTERHEAD))
    if any(_SIX_FIGURES.search(subject.text, part.start, part.end) for part in parts):
        return
    for part in parts:
        for found in _POSTCODE_LIKE.finditer(subject.text, part.start, part.end):
            begin = subject.text.rfind("\n", 0, found.start()) + 1
            end = subject.text.find("\n", found.end())
            line = subject.text[begin : end if end >= 0 else len(subject.text)]
            if _ADDRESS_LINE.search(line) and not _OTHER_NUMBERS.search(line):
                yield Hit(found.start(), found.end())
                return
