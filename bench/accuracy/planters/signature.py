"""Post and name of the signer (clause 2.3; NORMS B.9)."""

from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, inside, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role

_NAME = r"(?P<initials>\p{Lu}\. ?\p{Lu}\.) ?(?P<surname>\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)"


def _names(sheet: Sheet) -> Iterator["regex.Match[str]"]:
    if sheet.first(Role.ESIGN) is None:
        yield from sheet.find(_NAME, Role.SIGNATURE)


def _post(sheet: Sheet) -> "regex.Match[str] | None":
    """The first words of the signature, up to the columns of blanks."""
    part = sheet.first(Role.SIGNATURE)
    if part is None or sheet.first(Role.ESIGN) is not None:
        return None
    return regex.compile(r"\p{Lu}[^\n]*?(?=\s{3,}|\n|$)").match(sheet.text, part.start, part.end)


@planter("signature.removed", "signature", "absence", follows="esign|closing|executor")
def no_signature(sheet: Sheet, random: Random) -> Iterator[Edit]:
    span = sheet.whole(Role.SIGNATURE)
    if span:
        yield absence(span)


@planter("signature.no-post", "signature", "form")
def no_post(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A name, and nobody knows whose."""
    part = sheet.first(Role.SIGNATURE)
    for match in _names(sheet):
        if part and len(sheet.of(Role.SIGNATURE)) == 1:
            yield swap((part.start, part.end), match.group())


@planter("signature.no-name", "signature", "form")
def no_name(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The post, and room for a name."""
    for match in _names(sheet):
        part = sheet.first(Role.SIGNATURE)
        if part and match.end() == part.end:
            gap = regex.compile(r"\s{3,}").search(sheet.text, part.start, match.start())
            if gap and not sheet.text[gap.end() : match.start()].strip():
                yield Edit((gap.start(), match.end()), "", (part.start, gap.start()))


@planter("signature.surname-first", "signature", "form")
def surname_first(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in _names(sheet):
        yield swap(match.span(), f"{match['surname']} {match['initials']}")


@planter("signature.no-initials", "signature", "form")
def no_initials(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for match in _names(sheet):
        yield swap(match.span(), match["surname"])


@planter("signature.initials-form", "signature|typography|punctuation", "form")
def initials_form(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Initials without their full stops, in lower case, or spaced out."""
    for match in _names(sheet):
        one, two = (sign for sign in match["initials"] if sign.isalpha())
        for way, form in (
            ("bare", f"{one}{two} "),
            ("one", f"{one}.{two} "),
            ("small", f"{one.lower()}.{two.lower()}. "),
        ):
            yield swap(match.span(), form + match["surname"], way=way)


@planter("signature.in-place-of", "signature", "form")
def in_place_of(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«За министра», a slash: the signer signs in another's name."""
    match = _post(sheet)
    if match and regex.match(r"(?:Министр|Мэр|Руководитель|Директор|Начальник|Глава|Заместитель)\b", match.group()):
        genitive = {
            "Министр": "министра",
            "Мэр": "мэра",
            "Руководитель": "руководителя",
            "Директор": "директора",
            "Начальник": "начальника",
            "Глава": "главу",
            "Заместитель": "заместителя",
        }
        first, _, rest = match.group().partition(" ")
        rest = f" {rest}" if rest else ""
        yield inside(match.span(), f"За {genitive[first]}{rest}", f"За {genitive[first]}", way="for")
        yield inside(match.span(), f"/{match.group()}", f"/{first}", way="slash")
        yield inside(match.span(), f"п/п {match.group()}", f"п/п {first}", way="signed")


@planter("signature.post-misspelt", "signature|spelling", "typo")
def post_misspelt(sheet: Sheet, random: Random) -> Iterator[Edit]:
    for right, wrong in (
        ("Министр", "Минстр"),
        ("Министр", "Миниср"),
        ("Руководитель", "Руководитиль"),
        ("Начальник", "Началник"),
        ("Директор", "Дирктор"),
        ("Заместитель", "Заместиель"),
        ("Председатель", "Председатиль"),
        ("Глава", "Главва"),
        ("строительства", "строителства"),
        ("инспекции", "испекции"),
    ):
        for match in sheet.find(rf"\b{right}\b", Role.SIGNATURE):
            yield swap(match.span(), wrong, way=wrong)


@planter("signature.post-small", "signature|spelling|typography", "form")
def post_small(sheet: Sheet, random: Random) -> Iterator[Edit]:
    match = _post(sheet)
    if match:
        first = match.group().split()[0]
        yield swap((match.start(), match.start() + len(first)), first[0].lower() + first[1:])


@planter("signature.not-a-head", "signature", "form")
def not_a_head(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Signed by one who may not sign: clause 2.3 wants the head."""
    part = sheet.first(Role.SIGNATURE)
    for match in _names(sheet):
        if part and match.end() == part.end and len(sheet.of(Role.SIGNATURE)) == 1:
            for post in ("Главный специалист", "Ведущий консультант", "Секретарь приёмной", "Инженер первой категории"):
                new = f"{post}{' ' * 30}{match.group()}"
                yield Edit((part.start, part.end), new, (part.start, part.start + len(post)), post)


@planter("signature.post-oblique", "signature|grammar", "form")
def post_oblique(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The post in the case of an address."""
    match = _post(sheet)
    if match:
        first = match.group().split()[0]
        oblique = {
            "Министр": "Министру",
            "Мэр": "Мэру",
            "Руководитель": "Руководителя",
            "Начальник": "Начальнику",
            "Директор": "Директору",
            "Глава": "Главы",
            "Заместитель": "Заместителю",
        }
        if first in oblique:
            yield swap((match.start(), match.start() + len(first)), oblique[first])
