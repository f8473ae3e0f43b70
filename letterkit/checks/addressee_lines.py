"""The addressee taken apart: who is named, in which form, and where the letter goes."""

from dataclasses import dataclass

import regex

from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.subject import Subject
from letterkit.core.letter import Part, Role
from letterkit.core.people import Case, Gender, Person
from letterkit.russian import morph, names
from letterkit.russian.abbreviations import OF_PLACES, STREETS, alternatives

_SURNAME = r"\p{Lu}[\p{Ll}’']+(?:-\p{Lu}\p{Ll}+)?"
_INITIALS = r"\p{Lu}\.(?:-\p{Lu}\.)?[ ]?(?:\p{Lu}\.(?:-\p{Lu}\.)?)?"
_WITH_INITIALS = regex.compile(
    rf"(?<![\p{{L}}.])(?:(?P<surname>{_SURNAME})[ ]+(?P<initials>{_INITIALS})"
    rf"|(?P<initials>{_INITIALS})[ ]?(?P<surname>{_SURNAME}))(?!\p{{L}})"
)
_PATRONYMIC = (
    r"\p{Lu}\p{Ll}+(?:-\p{L}\p{Ll}*)?(?:ович|евич|ич|овн|евн|ичн|инишн)(?:у|а|е|ой|ы|ем)?(?!\p{L})"
    r"|\p{Lu}\p{Ll}+\s+(?:оглы|кызы|оглу)"
)
_FULL = regex.compile(
    rf"(?<!\p{{L}})(?P<surname>{_SURNAME}(?:[ ]\({_SURNAME}\))?)\s+(?P<name>\p{{Lu}}\p{{Ll}}+(?:-\p{{Lu}}\p{{Ll}}+)?)"
    rf"\s+(?P<patronymic>{_PATRONYMIC})"
)
_NAME_FIRST = regex.compile(
    rf"^\s*(?P<name>\p{{Lu}}\p{{Ll}}+(?:-\p{{Lu}}\p{{Ll}}+)?)\s+(?P<patronymic>{_PATRONYMIC})\s+(?P<surname>{_SURNAME})\s*,?\s*$"
)
# «Сидоровой» on one line and «Елене Олеговне» on the next, or the other way round.
_SURNAME_LINE = regex.compile(rf"\s*(?P<surname>{_SURNAME})\s*,?\s*")
_GIVEN_LINE = regex.compile(
    rf"\s*(?P<name>\p{{Lu}}\p{{Ll}}+(?:-\p{{Lu}}\p{{Ll}}+)?)\s+(?P<patronymic>{_PATRONYMIC})\s*,?\s*"
)
# Before a name that is not the addressee's: a street, a firm, the one who is represented.
_OF_ANOTHER = regex.compile(
    rf"(?i)\b(?:{alternatives(STREETS)}|улиц\p{{L}}*|им|имени|проспект|площадь|бульвар)\.?\s+(?:\p{{L}}+\s+){{0,3}}$"
    rf"|\b{alternatives(STREETS, ('им',))}\.$"
    r"|\b(?:ИП|КФХ|индивидуальн\p{L}+\s+предпринимател\p{L}+)\s+[«\"]?$|[«\"]$"
    r"|\b(?:представител\p{L}+|опекун\p{L}*|попечител\p{L}+|наследник\p{L}*|матери|отцу|родител\p{L}+|супруг\p{L}+|для|за|передачи)\s+(?:(?:гр\.|г-на|г-жи|гражданина|гражданки)\s*)?$"
)
_COURTESY = regex.compile(r"(?i)^\s*(?:г-ну|г-же|гр\.|гр-ну|гр-ке|господину|госпоже|гражданину|гражданке|кому:?)\s+")
_TWO_WORDS = regex.compile(rf"^\s*(?P<surname>{_SURNAME})[ ]+(?P<name>\p{{Lu}}\p{{Ll}}+)[ ]*,?\s*$")
_NO_PERSON = regex.compile(
    r"(?i)\b(?:ул|улиц|просп|пр-т|област|край|район|город|г\.|село|пос|министерств|администраци|управлени|департамент|комитет|"
    r"прокуратур|инспекци|обществ|компани|служб|правительств|россия|российск|дума|собрани|жител|собственник|гражданам)"
)
EMAIL = regex.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_STREET = regex.compile(
    # «Г.Т.», «Д. С.» after a surname are initials.
    rf"(?i)\b(?:{alternatives(OF_PLACES)}|кв|а/я|(?-i:[шдсг]))\.?\s*(?=(?-i:[\p{{Lu}}\d]))"
    r"|\p{Latin}{3,}[^\n]*\d|\d[^\n]*\p{Latin}{3,}|\b(?:улиц|проспект|переул|набережн|площад|бульвар|шоссе|дом|квартир|област|район|посел|посёл|город)\p{L}*|до\s+востребования|а/я|(?<!\d)\d{6}(?!\d)"
)
_CHANNEL = regex.compile(
    r"(?i)портал|госуслуг|\bЕПГУ\b|\bПОС\b|платформ\p{L}+\s+обратной|лично|нарочн|вручен|вконтакте|мэдо|сэд\b|эл\.\s*почт"
)
_BODY = regex.compile(
    r"(?i)\b(?:министерств|администраци|управлени|департамент|комитет|прокуратур|инспекци|обществ|компани|служб|правительств|школ"
    r"|дума|собрани|учреждени|сад\b|жител|собственник|граждан)\p{L}*|\b(?:ООО|АО|ПАО|ТСЖ|ТСН|СНТ|МУП|МБУ|ГБУ|ИП)\b"
)
_REGION = regex.compile(r"(?i)\b(?:республик|округ|кра[йя]\b|улус)\p{L}*")
# What may stand between the names of people who wrote together.
_NAMES_ALONE = regex.compile(r"(?i)(?:[\s,;]|\bи\b|г-ну|г-же|гр\.|гражданину|гражданке|господину|госпоже|кому:?)*")
_TITLED = regex.compile(
    r"(?i)(?:(?P<woman>госпоже|гражданке|г-же|гр-ке)|господину|гражданину|г-ну|гр-ну)\s+(?-i:\p{Lu})"
)
_GROUP = regex.compile(
    r"(?i)(?:уважаемым\s+)?(?:жителям|жильцам|собственникам|родителям|гражданам|заявителям|авторам|членам|участникам|пайщикам|дольщикам|соседям"
    r"|садоводам|владельцам|семьям|работникам|студентам|учителям|потребителям|пользователям|инициативной\s+группе)(?!\p{L})"
)
_RUSSIAN = regex.compile(r"(?:[оеё]в|[иы]н|ск|цк)(?:а|ой|у|ая|ий|ого|ому|ую)?$")
_UNCHANGING = regex.compile(r"(?:[бвдзлмнпрстфх]|нг)и$")
"""«Месхи», «Месси», «Санги» never change; after г, к and hushing sounds «и» may end a genitive («Шульги»)."""
_OF_MAN = regex.compile(r"[бвгджзклмнпрстфхцчшщй]у$")
"""«Заяцу» beside «Зайцу»: a family may keep its vowel, and both are the dative."""
POSTCODE = regex.compile(r"(?<![\d\-–/])\d{6}(?![\d\-–/])")


@dataclass(frozen=True, slots=True)
class AddresseeName:
    """One person among those whom the letter goes to; words as they stand, not in the nominative."""

    start: int
    end: int
    surname: str
    name: str | None
    patronymic: str | None
    initials: str
    initials_first: bool

    @property
    def full(self) -> bool:
        """Whether the name is written out."""
        return self.name is not None


@once_a_letter
def addressees(subject: Subject) -> list[AddresseeName]:
    """The people of the addressee parts, in order; organisations and groups are none."""
    found: list[AddresseeName] = []
    greeted = frozenset(
        word
        for part in subject.parts_of(Role.SALUTATION)
        for word in regex.findall(r"\p{Lu}\p{Ll}+", subject.text_of(part))
    )
    before: tuple[str, int] = ("", 0)
    for part in subject.parts_of(Role.ADDRESSEE):
        at = part.start
        for line in subject.text_of(part).split("\n"):
            people = _of_line(line, at, greeted) or _of_two_lines(subject.text, before, (line, at))
            before = ("", 0) if people else (line, at)
            found += people
            at += len(line) + 1
    return found


def _of_two_lines(text: str, one: tuple[str, int], other: tuple[str, int]) -> list[AddresseeName]:
    """The person whose surname is ``one`` of two lines of the addressee, each with its place, and the rest the other.

    The place is that of both lines, or of the surname where something else of the letter stands between them.
    """
    for (first, at), (second, then) in ((one, other), (other, one)):
        surname, given = _SURNAME_LINE.fullmatch(first), _GIVEN_LINE.fullmatch(second)
        if surname is None or given is None:
            continue
        place = (at + surname.start("surname"), at + surname.end("surname"))
        (start, ends), (begins, end) = sorted([place, (then + given.start("name"), then + given.end("patronymic"))])
        if text[ends:begins].strip(" ,\n\t\u00a0"):
            start, end = place
        return [AddresseeName(start, end, surname["surname"], given["name"], given["patronymic"], "", False)]
    return []


@once_a_letter
def joint_addressees(subject: Subject) -> list[AddresseeName]:
    """Those who wrote together: several names, each on a line of names alone («Валиеву Д.Р., Валиевой А.Р.»).

    Empty when one person is addressed, or when a line says more: a post, «копия», «для …».
    """
    found: list[AddresseeName] = []
    for part in addressee_parts(subject):
        at = part.start
        for line in subject.text_of(part).split("\n"):
            people = _of_line(line, at, frozenset())
            rest = "".join(
                subject.text[begin:end]
                for begin, end in zip(
                    [at, *(one.end for one in people)],
                    [*(one.start for one in people), at + len(line)],
                    strict=True,
                )
            )
            if people and _NAMES_ALONE.fullmatch(rest):
                found += people
            at += len(line) + 1
    return found if len(found) > 1 else []


def gender_addressed(subject: Subject) -> Gender | None:
    """The gender of the one person addressed as «Госпоже …», «г-ну …» or in a man's dative («Жамсарану Энхбаяру»)."""
    people = addressees(subject)
    lines = [line.strip() for line in _words(subject).split("\n") if line.strip()]
    if not lines or len(people) > 1:
        return None
    titled = _TITLED.match(lines[0])
    if titled:
        return Gender.FEMALE if titled["woman"] else Gender.MALE
    of_man = people and not people[0].patronymic and people[0].name and _OF_MAN.search(people[0].name)
    return Gender.MALE if of_man and _OF_MAN.search(people[0].surname) else None


def is_group(subject: Subject) -> bool:
    """Whether a group is addressed and nobody of it by name («Жителям дома № 5»)."""
    lines = [line.strip() for line in _words(subject).split("\n") if line.strip()]
    return bool(lines) and _GROUP.match(lines[0]) is not None and not addressees(subject)


def is_dative(surname: str, gender: Gender | None) -> bool:
    """Whether ``surname`` can stand in the dative for a person of ``gender``; unknown kinds of surnames pass."""
    if "-" in surname:
        first, last = surname.rsplit("-", 1)
        # «Эль-Мехди», «Мороз-Вайсу»: only of a Russian surname is it plain that the first half changes too.
        if not _RUSSIAN.search(first):
            return is_dative(last, gender)
    if _UNCHANGING.search(surname) or (gender is not Gender.FEMALE and _OF_MAN.search(surname)):
        return True
    cases = names.possible_cases(surname, gender)
    return not cases or any(case is Case.DATIVE for case, _ in cases)


def is_surname(word: str) -> bool:
    """Whether ``word`` alone is more likely a person's surname in the dative than a place or a body."""
    if _NO_PERSON.search(word) or _BODY.search(word):
        return False
    likeliest = morph.parses(word)[0]
    adjective = likeliest.tag.POS == "ADJF" and word.endswith(("ой", "ому", "ей", "ему"))  # Ольховой, Толстому
    ordinary = (likeliest.is_known and "Surn" not in likeliest.tag and not adjective) or "Geox" in likeliest.tag
    return not ordinary and is_dative(word, None) and bool(names.possible_cases(word))


def is_of_other_gender(surname: str, gender: Gender | None) -> bool:
    """Whether ``surname`` stands in the dative, but of the other gender («Иванову» to a woman)."""
    cases = names.possible_cases(surname)
    datives = {other for case, other in cases if case is Case.DATIVE}
    return gender is not None and bool(datives) and gender not in datives and (Case.NOMINATIVE, gender) not in cases


def in_nominative(one: AddresseeName, gender: Gender | None) -> Person | None:
    """The person, when the name stands in the nominative as printed; else None."""
    cases = names.possible_cases(one.surname, gender)
    genders = {other for case, other in cases if case is Case.NOMINATIVE}
    if one.full:
        person = names.parse_name(" ".join(word for word in (one.surname, one.name, one.patronymic) if word))
        return person if names.gender_of(person) else None
    if len(genders) != 1:
        return None
    letters = regex.findall(r"\p{Lu}\.", one.initials)
    return Person(one.surname, letters[0], letters[1] if len(letters) > 1 else None, next(iter(genders)))


def has_place(subject: Subject) -> bool:
    """Whether the addressee parts say where the letter goes: a postal or electronic address, or another channel."""
    return is_place(_words(subject))


def is_place(words: str) -> bool:
    """Whether ``words`` hold an address of any kind."""
    return bool(EMAIL.search(words) or _STREET.search(words) or _CHANNEL.search(words))


def place_alone(subject: Subject) -> bool:
    """Whether every line of the addressee is an address, so that nobody is named."""
    lines = [line.strip() for line in _words(subject).split("\n") if line.strip()]
    return (
        bool(lines)
        and bool(EMAIL.fullmatch(lines[0]) or _STREET.match(lines[0]) or POSTCODE.match(lines[0]))
        and all(EMAIL.fullmatch(line) or _STREET.search(line) or _REGION.search(line) for line in lines)
        and not any(_BODY.search(line) for line in lines)
    )


def is_postal(subject: Subject) -> bool:
    """Whether the letter goes by post: a street or a house is named, and no electronic address."""
    words = _words(subject)
    return bool(regex.search(r"(?i)\b(?:ул|д|кв|пр-т|пер|просп|улиц\p{L}*|дом)\b", words)) and not EMAIL.search(words)


def _words(subject: Subject) -> str:
    return "\n".join(subject.text_of(part) for part in subject.parts_of(Role.ADDRESSEE))


def addressee_parts(subject: Subject) -> list[Part]:
    return list(subject.parts_of(Role.ADDRESSEE))


def _of_line(line: str, at: int, greeted: frozenset[str]) -> list[AddresseeName]:
    """The people of a line at ``at``; ``greeted`` are the names of the salutation, by which a rare name is known."""
    found = [
        AddresseeName(
            start=at + one.start(),
            end=at + len(line[: one.end()].rstrip()),
            surname=one["surname"],
            name=None,
            patronymic=None,
            initials=one["initials"].strip(),
            initials_first=one.start("initials") < one.start("surname"),
        )
        for one in _WITH_INITIALS.finditer(line)
        if not _OF_ANOTHER.search(line[: one.start()])
    ]
    if found:
        return found
    lead = _COURTESY.match(line)
    rest = line[lead.end() :] if lead else line
    shift = at + (lead.end() if lead else 0)
    one = _NAME_FIRST.match(rest) or _FULL.search(rest)
    if one is None and not _NO_PERSON.search(rest) and not _GIVEN_LINE.fullmatch(rest):
        two = _TWO_WORDS.match(rest)
        one = two if two and _is_name(two["name"], greeted) else None
    if one is None:
        return []
    groups = one.groupdict()
    return [
        AddresseeName(
            start=shift + min(one.start(group) for group, words in groups.items() if words),
            end=shift + max(one.end(group) for group, words in groups.items() if words),
            surname=one["surname"],
            name=one["name"],
            patronymic=groups.get("patronymic"),
            initials="",
            initials_first=False,
        )
    ]


def _is_name(word: str, greeted: frozenset[str]) -> bool:
    """Whether ``word`` is a name by the dictionary, or the one by which the reader is greeted, in any case."""
    if names.gender_of(Person(name=word)) or _dative_name(word):
        return True
    return any(word == name or word[:-1] in (name, name[:-1]) for name in greeted if len(name) > 2)


def _dative_name(word: str) -> bool:
    return any("Name" in parse.tag and "datv" in parse.tag for parse in morph.parses(word))
