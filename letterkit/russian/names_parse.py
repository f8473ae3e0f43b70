"""A person's name as people write it, read into surname, name and patronymic, in whatever order they stand."""

import re
from dataclasses import dataclass, replace
from itertools import groupby

from letterkit.core.people import Person
from letterkit.russian.names_decline import is_east_asian
from letterkit.russian.names_dictionary import knows
from letterkit.russian.names_gender import (
    gender_of,
    gender_of_name,
    gender_of_patronymic,
    gender_of_surname,
)
from letterkit.russian.names_tables import NamePart, lists

_INITIAL = re.compile(r"[А-ЯЁA-Zа-яё][а-яё]?\.(?:-?[А-ЯЁA-Zа-яё][а-яё]?\.)*|[А-ЯЁ]")
_ONE_INITIAL = re.compile(r"[А-ЯЁA-Zа-яё][а-яё]?\.(?:-[А-ЯЁA-Zа-яё][а-яё]?\.)?|[А-ЯЁ]")
Piece = tuple[NamePart, str]


@dataclass(frozen=True, slots=True)
class ParsedName:
    """The person, and the parts in the order in which they were written."""

    person: Person
    order: tuple[Piece, ...]


def read_name(text: str) -> ParsedName:
    """``text`` read as a full name, a part of one, or a surname with initials; raises nothing.

    The gender is what the name says if it stands in the nominative. Parts that are not there are None.
    """
    tokens = [token.strip(",;") for token in text.replace("\u00a0", " ").split()]
    tokens = [token for token in tokens if token]
    if any(_INITIAL.fullmatch(token) for token in tokens) and len(tokens) > 1:
        order = _with_initials(tokens)
    else:
        order = _in_words(_join_particles(tokens))
    parts = dict(order)
    name, patronymic = parts.get(NamePart.NAME), parts.get(NamePart.PATRONYMIC)
    if name and _INITIAL.fullmatch(name.replace(" ", "")):
        name, patronymic = _initials_apart(name)
    person = Person(parts.get(NamePart.SURNAME), name, patronymic)
    return ParsedName(replace(person, gender=gender_of(person)), tuple(order))


def _join_particles(tokens: list[str]) -> list[str]:
    """«Гасан оглы» is one patronymic; «фон Бюлов», «де Голль» one surname."""
    last = lists()["patronymic_male"] | lists()["patronymic_female"]
    joined: list[str] = []
    for token in tokens:
        before = joined[-1] if joined else ""
        particle = before.islower() and before.split(" ")[-1] in lists()["particle"]
        if joined and (particle or token.lower() in last):
            joined[-1] = f"{before} {token}"
        else:
            joined.append(token)
    return joined


def _with_initials(tokens: list[str]) -> list[Piece]:
    """«Иванова М.П.», «М. П. Иванова», «Ким А.»: the words are the surname, the initials keep their own spacing."""
    order: list[Piece] = []
    for initials, group in groupby(tokens, key=lambda token: _INITIAL.fullmatch(token) is not None):
        order.append((NamePart.NAME if initials else NamePart.SURNAME, " ".join(group)))
    return order


def _initials_apart(text: str) -> tuple[str, str | None]:
    """«М.П.» → «М.», «П.»."""
    first, *others = _ONE_INITIAL.findall(text)
    return first, "".join(others) or None


def _in_words(tokens: list[str]) -> list[Piece]:
    if not tokens:
        return []
    if len(tokens) == 1:
        return [(_of_one(tokens[0]), tokens[0])]
    if len(tokens) == 2:
        return _of_two(tokens)
    return _of_many(tokens)


def _is_patronymic(word: str) -> bool:
    return gender_of_patronymic(word) is not None and not (knows(word, "Name") and not knows(word, "Patr"))


def _of_one(word: str) -> NamePart:
    if _is_patronymic(word) and not knows(word, "Surn") and (knows(word, "Patr") or _of_known_father(word)):
        return NamePart.PATRONYMIC
    if knows(word, "Name") and word.lower() != "ким" and not (knows(word, "Surn") and gender_of_name(word) is None):
        return NamePart.NAME
    if "-" in word and gender_of_name(word) is not None and gender_of_surname(word) is None:
        return NamePart.NAME
    return NamePart.SURNAME


def _of_known_father(word: str) -> bool:
    """Whether the patronymic is made from a name of the dictionary: «Абдулазизович»."""
    stem = re.sub("(ович|евич|овна|евна|ич|ична)$", "", word.lower())
    return any(knows(stem + end, "Name") for end in ("", "й", "ь", "а", "я"))


def _surname_like(word: str) -> bool:
    return knows(word, "Surn") or gender_of_surname(word) is not None


def _is_name(word: str) -> bool:
    return knows(word, "Name") or gender_of_name(word) is not None or word.lower() in lists()["both_genders"]


def _of_two(tokens: list[str]) -> list[Piece]:
    first, second = tokens
    if _is_patronymic(second):
        gender, first_gender = gender_of_patronymic(second), gender_of_name(first)
        if first_gender is not None and first_gender is not gender and not _only_patronymic(second):
            return [(NamePart.NAME, first), (NamePart.SURNAME, second)]  # Анна Рабинович
        if not _is_name(first) and _surname_like(first):
            return [(NamePart.SURNAME, first), (NamePart.PATRONYMIC, second)]
        return [(NamePart.NAME, first), (NamePart.PATRONYMIC, second)]
    if _name_first(first, second):
        return [(NamePart.NAME, first), (NamePart.SURNAME, second)]
    return [(NamePart.SURNAME, first), (NamePart.NAME, second)]


def _only_patronymic(word: str) -> bool:
    """Whether the dictionary has the word as a patronymic and as no surname: «Игоревич», unlike «Рабинович»."""
    return knows(word, "Patr") and not knows(word, "Surn")


def _name_first(first: str, second: str) -> bool:
    """Official papers put the surname first, so the name comes first only when the words themselves say so."""
    if _is_name(second):
        return _is_name(first) and not _surname_like(first) and _surname_like(second) and gender_of_name(second) is None
    return _is_name(first) or (_surname_like(second) and not _surname_like(first))


def _of_many(tokens: list[str]) -> list[Piece]:
    at = next((index for index in range(len(tokens) - 1, 0, -1) if _is_patronymic(tokens[index])), None)
    if at == len(tokens) - 1 and at >= 2 and _is_patronymic(tokens[at - 1]) and _is_name(tokens[at - 2]):
        at -= 1  # Иван Петрович Рабинович
    if at is not None:
        before = tokens[:at]
        name_from = len(before) - 1
        if at < len(tokens) - 1:
            name_from = 0
        order: list[Piece] = []
        if name_from > 0:
            order.append((NamePart.SURNAME, " ".join(before[:name_from])))
        order += [(NamePart.NAME, " ".join(before[name_from:])), (NamePart.PATRONYMIC, tokens[at])]
        if at < len(tokens) - 1:
            order.append((NamePart.SURNAME, " ".join(tokens[at + 1 :])))
        return order
    if is_east_asian(tokens):
        return [(NamePart.SURNAME, tokens[0]), (NamePart.NAME, " ".join(tokens[1:]))]
    names = [_is_name(token) for token in tokens]
    if names[0] and not names[-1]:
        count = next(index for index, known in enumerate(names) if not known)
        return [(NamePart.NAME, " ".join(tokens[:count])), (NamePart.SURNAME, " ".join(tokens[count:]))]
    if True in names[1:] and not names[0]:
        start = names.index(True)
        return [(NamePart.SURNAME, " ".join(tokens[:start])), (NamePart.NAME, " ".join(tokens[start:]))]
    rest = " ".join(tokens[2:])
    return [(NamePart.SURNAME, tokens[0]), (NamePart.NAME, tokens[1]), (NamePart.PATRONYMIC, rest)]
