"""The greeting: there, to this person, in the form of clause 3.5 (NORMS C.1)."""

from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role

_ONE = regex.compile(r"(?P<dear>Уважаем(?:ый|ая)) (?P<name>\p{Lu}\p{Ll}+) (?P<patronymic>\p{Lu}\p{Ll}+)(?P<sign>!)")
_ANY = regex.compile(r"(?P<dear>Уважаем(?:ый|ая|ые)) (?P<rest>[^!]+)(?P<sign>!)")
_SURNAME = r"(?m)^[ \t]*(?P<surname>\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?) (?P<initials>\p{Lu}\.(?: ?\p{Lu}\.)?)(?=[,\s]|$)"


def _match_salutation(sheet: Sheet, pattern: "regex.Pattern[str]") -> "regex.Match[str] | None":
    part = sheet.first(Role.SALUTATION)
    return pattern.fullmatch(sheet.text, part.start, part.end) if part else None


def _variants(sheet: Sheet, pattern: "regex.Pattern[str]", *forms: str) -> Iterator[Edit]:
    """The whole greeting in each of ``forms``, in which the groups of ``pattern`` stand in braces."""
    match = _match_salutation(sheet, pattern)
    if match:
        for form in forms:
            yield swap(match.span(), form.format(**match.groupdict()), way=form)


@planter("salutation.removed", "salutation", "absence", follows="closing|address-form")
def no_salutation(sheet: Sheet, random: Random) -> Iterator[Edit]:
    span = sheet.whole(Role.SALUTATION)
    if span:
        yield absence(span)


@planter("salutation.other-gender", "salutation|addressee|consistency", "form", most=8, follows="closing|address-form")
def other_gender(sheet: Sheet, random: Random) -> Iterator[Edit]:
    match = _match_salutation(sheet, _ANY)
    other = {"Уважаемый": "Уважаемая", "Уважаемая": "Уважаемый"}
    if match and match["dear"] in other:
        new = f"{other[match['dear']]} {match['rest']}!"
        yield swap(match.span(), new, way=match["dear"]).against(sheet.first(Role.ADDRESSEE))


@planter("salutation.one-for-many", "salutation", "form", follows="closing|address-form")
def one_for_many(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Уважаемая» before two names, «Уважаемый» before residents; «Уважаемые» before one person."""
    match = _match_salutation(sheet, _ANY)
    if match and match["dear"] == "Уважаемые":
        for dear in ("Уважаемый", "Уважаемая"):
            yield swap(match.span(), f"{dear} {match['rest']}!", way=dear)
    elif match and _match_salutation(sheet, _ONE):
        yield swap(match.span(), f"Уважаемые {match['rest']}!", way="one")


@planter("salutation.both-genders", "salutation|placeholder", "form", follows="closing|address-form")
def both_genders(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The choice of the template left to the reader."""
    yield from _variants(
        sheet,
        _ONE,
        "Уважаемый(ая) {name} {patronymic}!",
        "Уважаемый(-ая) {name} {patronymic}!",
        "Уважаемая(ый) {name} {patronymic}!",
        "Уважаемый/ая {name} {patronymic}!",
        "Уважаем__ {name} {patronymic}!",
    )


@planter("salutation.shortened", "salutation", "form", follows="closing|address-form")
def shortened_salutation(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _variants(sheet, _ONE, "Ув. {name} {patronymic}!", "Уваж. {name} {patronymic}!")


@planter("salutation.comma-inside", "salutation|punctuation", "form", follows="closing|address-form")
def comma_inside(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _variants(sheet, _ANY, "{dear}, {rest}!")


@planter("salutation.no-exclamation", "salutation|punctuation", "form", follows="closing|address-form")
def no_exclamation(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Nothing, or a full stop, in the place of «!»."""
    yield from _variants(sheet, _ANY, "{dear} {rest}", "{dear} {rest}.", "{dear} {rest}:")


@planter(
    "salutation.two-exclamations", "salutation|punctuation|tone|typography", "form", follows="closing|address-form"
)
def two_exclamations(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _variants(sheet, _ANY, "{dear} {rest}!!", "{dear} {rest}!!!", "{dear} {rest} !", "{dear} {rest}!.")


@planter("salutation.initials", "salutation", "form", follows="closing|address-form")
def initials(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """Initials in the place of the name."""
    match = _match_salutation(sheet, _ONE)
    if match:
        short = f"{match['name'][0]}.{match['patronymic'][0]}."
        yield swap(match.span(), f"{match['dear']} {short}!", way="alone")
        for surname in sheet.find(_SURNAME, Role.ADDRESSEE):
            nominative = regex.sub("(?<=ов|ев|ин)ой$", "а", regex.sub("(?<=ов|ев|ин)у$", "", surname["surname"]))
            if nominative != surname["surname"]:
                yield swap(match.span(), f"{match['dear']} {nominative} {short}!", way="surname")
                yield swap(match.span(), f"{match['dear']} {short} {nominative}!", way="before surname")


@planter("salutation.by-surname", "salutation", "form", follows="closing|address-form")
def by_surname(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Уважаемый господин Орлов!», though name and patronymic are known (clause 3.5)."""
    match = _match_salutation(sheet, _ONE)
    if match:
        for surname in sheet.find(_SURNAME, Role.ADDRESSEE):
            nominative = regex.sub("(?<=ов|ев|ин)ой$", "а", regex.sub("(?<=ов|ев|ин)у$", "", surname["surname"]))
            if nominative != surname["surname"]:
                lord = "господин" if match["dear"] == "Уважаемый" else "госпожа"
                yield swap(match.span(), f"{match['dear']} {lord} {nominative}!", way="lord")
                yield swap(match.span(), f"{match['dear']} {nominative}!", way="bare")
                yield swap(
                    match.span(), f"{match['dear']} {nominative} {match['name']} {match['patronymic']}!", way="full"
                )


@planter("salutation.colloquial", "salutation|tone", "form", most=8, follows="closing|address-form")
def colloquial(sheet: Sheet, random: Random) -> Iterator[Edit]:
    yield from _variants(
        sheet,
        _ONE,
        "Здравствуйте, {name} {patronymic}!",
        "Добрый день, {name} {patronymic}!",
        "{name} {patronymic}, добрый день!",
        "Доброго времени суток, {name} {patronymic}!",
        "Приветствуем Вас, {name} {patronymic}!",
        "{name} {patronymic}, здравствуйте!",
        "Добрый день!",
        "Здравствуйте!",
    )


@planter("salutation.nameless", "salutation", "form", follows="closing|address-form")
def nameless(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A greeting to nobody, though the name is known."""
    yield from _variants(
        sheet,
        _ONE,
        "Уважаемый заявитель!",
        "{dear} гражданин!",
        "Уважаемый житель!",
        "Уважаемые граждане!",
        "Уважаемый клиент!",
    )


@planter("salutation.bare-name", "salutation", "form", follows="closing|address-form")
def bare_name(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The word «уважаемый» is missing, or another stands in its place."""
    yield from _variants(
        sheet,
        _ONE,
        "{name} {patronymic}!",
        "Дорогая {name} {patronymic}!" if sheet.greeted == "woman" else "Дорогой {name} {patronymic}!",
        "Многоуважаемый {name} {patronymic}!" if sheet.greeted == "man" else "Любезная {name} {patronymic}!",
    )


@planter("salutation.lower-case", "salutation|spelling|typography", "form", follows="closing|address-form")
def lower_case(sheet: Sheet, random: Random) -> Iterator[Edit]:
    match = _match_salutation(sheet, _ONE)
    if match:
        dear, name, patronymic = match["dear"], match["name"], match["patronymic"]
        yield swap(match.span(), f"{dear} {name.lower()} {patronymic.lower()}!", way="both")
        yield swap(match.span(), f"{dear} {name} {patronymic.lower()}!", way="patronymic")
        yield swap(match.span(), f"{dear.lower()} {name} {patronymic}!", way="dear")


@planter("salutation.misspelt", "salutation|spelling", "typo", most=8, follows="closing|address-form")
def misspelt(sheet: Sheet, random: Random) -> Iterator[Edit]:
    match = _match_salutation(sheet, _ANY)
    if match:
        ending = match["dear"][-2:]
        for stem in ("Уважем", "Уважаемм", "Уваажем", "Ужаваем", "Увжаем", "Уважяем", "Уважаим", "Увожаем"):
            yield swap((match.start("dear"), match.end("dear")), stem + ending, way=stem)
    one = _match_salutation(sheet, _ONE)
    if one:
        name = one["patronymic"]
        yield swap((one.start("patronymic"), one.end("patronymic")), name[:2] + name[3:], way="patronymic")


@planter("salutation.no-patronymic", "salutation|addressee|consistency", "form", follows="closing|address-form")
def no_patronymic(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The name only, though the patronymic is known: two initials stand in the address."""
    match = _match_salutation(sheet, _ONE)
    if match and any(len(found["initials"].replace(" ", "")) == 4 for found in sheet.find(_SURNAME, Role.ADDRESSEE)):
        yield swap(match.span(), f"{match['dear']} {match['name']}!").against(sheet.first(Role.ADDRESSEE))


@planter("salutation.other-name", "salutation|addressee|consistency", "fact", follows="closing|address-form")
def other_name(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The name of another person: its letters are not the initials above."""
    match = _match_salutation(sheet, _ONE)
    if match and any(found for found in sheet.find(_SURNAME, Role.ADDRESSEE)):
        woman = match["dear"] == "Уважаемая"
        names = ("Зинаида", "Фаина", "Эмма") if woman else ("Захар", "Фёдор", "Эдуард")
        fathers = ("Захаровна", "Фёдоровна") if woman else ("Захарович", "Фёдорович")
        name = next(each for each in names if each[0] != match["name"][0])
        father = next(each for each in fathers if each[0] != match["patronymic"][0])
        for way, words in (
            ("name", f"{name} {match['patronymic']}"),
            ("patronymic", f"{match['name']} {father}"),
            ("both", f"{name} {father}"),
        ):
            yield swap(match.span(), f"{match['dear']} {words}!", way=way).against(sheet.first(Role.ADDRESSEE))


@planter(
    "salutation.mixed-genders", "salutation|consistency|spelling|addressee", "fact", follows="closing|address-form"
)
def mixed_genders(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Тамара Николаевич»: the last letters of the patronymic came from another person."""
    match = _match_salutation(sheet, _ONE)
    if match and match["patronymic"].endswith("вна"):
        yield swap(match.span(), f"{match['dear']} {match['name']} {match['patronymic'][:-2]}ич!", way="man's").against(
            sheet.first(Role.ADDRESSEE)
        )
    elif match and match["patronymic"].endswith("вич"):
        yield swap(
            match.span(), f"{match['dear']} {match['name']} {match['patronymic'][:-2]}на!", way="woman's"
        ).against(sheet.first(Role.ADDRESSEE))


@planter("salutation.declined", "salutation|grammar", "form", follows="closing|address-form")
def dative_salutation(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """«Уважаемой Тамаре Николаевне»: the case of the address block."""
    match = _match_salutation(sheet, _ONE)
    if match and match["dear"] == "Уважаемая" and match["patronymic"].endswith("вна"):
        name = match["name"][:-1] + "е" if regex.search("[бвгджзклмнпрстф]а$", match["name"]) else None
        if name:
            yield swap(match.span(), f"Уважаемой {name} {match['patronymic'][:-1]}е!")
    elif match and match["patronymic"].endswith("вич") and regex.search("[бвгджзклмнпрстф]$", match["name"]):
        yield swap(match.span(), f"Уважаемому {match['name']}у {match['patronymic']}у!")


@planter("salutation.more-than-known", "salutation|addressee|consistency", "fact", follows="closing|address-form")
def more_than_known(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A patronymic for one who gave only a name (clause 3.5)."""
    part = sheet.first(Role.SALUTATION)
    match = regex.fullmatch(r"Уважаем(ый|ая) (\p{Lu}\p{Ll}+)!", sheet.words_of(part)) if part else None
    single = any(len(found["initials"]) == 2 for found in sheet.find(_SURNAME, Role.ADDRESSEE))
    if part and match and single:
        father = "Иванович" if match[1] == "ый" else "Ивановна"
        yield swap((part.start, part.end), f"Уважаем{match[1]} {match[2]} {father}!").against(
            sheet.first(Role.ADDRESSEE)
        )
