"""Whom an appeal is addressed to: a body or an official, named in its head."""

from dataclasses import replace

import regex

from letterkit.core.people import Case, Person
from letterkit.intake.capitals import with_capitals
from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import FoundValue, Span
from letterkit.intake.zones import Zones
from letterkit.russian.bodies import bodies
from letterkit.russian.morph import is_known, parses
from letterkit.russian.names import decline
from letterkit.russian.names_letters import without_yo
from letterkit.russian.names_nominative import nominative
from letterkit.russian.persons import persons
from letterkit.russian.phrase_nominative import phrase_nominative

_OFFICIALS = (
    r"(?:вице-)?губернатор министр мэр(?!и) глав(?:[аеу]|ой|"
    r"ы)(?!\p{L}) прокурор президент председател начальник руководител директор"
    r" уполномоченн депутат"
).split()
_HEAD_OF_BODY = (
    "министерство минестерство минстрой администрация правительство департамент управление комитет инспекция комиссия"
    " прокуратура агентство служба мэрия дума собрание фонд приёмная приемная аппарат отдел"
    " минздрав минобр минтранс госжилинспекция росреестр"
).split()
_STARTS = regex.compile(
    r"(?i)(?<![\p{L}-])(?:(?P<post>(?:перв\p{L}+\s+)?(?:заместител\p{L}+\s+)?(?:и\.\s?о\.\s?)?"
    rf"(?:{'|'.join(_OFFICIALS)})\p{{L}}*)"
    r"|(?P<body>(?:\p{L}+(?:-\p{L}+)*[ \t]+){0,3}?"
    rf"(?:{'|'.join(word[:-1] for word in _HEAD_OF_BODY)})\p{{L}}{{0,3}}(?!\p{{L}})))"
)
_NAMED = regex.compile(
    r"\s*(?:тов\.|товарищу|г-ну|господину|(?=\s))\s*(?<!\n[^\S\n]*\n)"
    r"(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ][а-яё]+)?)|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+)"
)
_WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*|№\s?\d+|[«»\"]|\S")
_HEAD_LENGTH = 500
_ADJECTIVES = frozenset(("ADJF", "PRTF"))
_PLACES = {"обл": "области", "р-н": "района", "респ": "республики"}
_SHOUTING = 0.6
_UNIT = regex.compile(r"(?i)\s*(?:отдел|сектор|кабинет|специалист)\p{L}*|$")
_OTHER_ROLE = regex.compile(r"(?i)(?<!\p{L})(?:от|из|на|уважаем\p{L}+)\s+(?:\p{L}+\s+){0,2}$")
_NOT_NAMED = frozenset(("приёмная", "приемная", "аппарат"))


def addressee(text: str, labelled: tuple[LabelledLine, ...], zones: Zones) -> FoundValue[str] | None:
    """The addressee in the nominative, as fully as it is named; bodies and posts with a small letter."""
    for line in labelled:
        if line.label is Label.ADDRESSEE and not _UNIT.match(text, line.at, line.end):
            found = _in(text, (line.at, line.end), 0.97)
            if found is not None:
                return found
    head = max(zones.story[0], min(_HEAD_LENGTH, len(text)))
    return _in(text, (0, head), 0.9)


def _in(text: str, span: Span, confidence: float) -> FoundValue[str] | None:
    low = _lower_shouting(text)
    for match in _STARTS.finditer(text, *span):
        start = _without_others(low, match)
        if _OTHER_ROLE.search(text[max(0, start - 40) : start]):
            continue
        end = _end_of(low, match, start)
        named = " ".join(low[start:end].split()).rstrip(" ,.")
        into = regex.search(r"(?i)(?<!\p{L})во?\s+$", text[max(0, start - 8) : start])
        made = _nominative(named, ("accs", "datv", "gent") if into else ("nomn", "datv", "accs", "gent"))
        if made is None:
            continue
        first, _, rest = made.partition(" ")
        if first.lower() in _NOT_NAMED and rest:
            made = phrase_nominative(rest, ("gent",)) or made
        person = _person(text, end) if match["post"] else None
        if person is not None:
            made, end = f"{made} {person[0]}", person[1]
        return FoundValue(_small(made), ((start, end),), confidence)
    return None


def _lower_shouting(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) <= _SHOUTING * max(len(letters), 1):
        return text
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _without_others(text: str, match: "regex.Match[str]") -> int:
    """Where the name begins: adjectives before the head belong to it, other words do not."""
    words = [(word.start() + match.start(), word[0]) for word in regex.finditer(r"\p{L}+(?:-\p{L}+)*", match[0])]
    start = words[-1][0]
    if match["post"]:
        return match.start()
    for at, word in reversed(words[:-1]):
        if not any(each.tag.POS in _ADJECTIVES for each in parses(word.lower())):
            break
        start = at
    return start


def _end_of(text: str, match: "regex.Match[str]", start: int) -> int:
    """The end of the name: genitives after its head, over a line break too; for a body, what ``bodies`` finds."""
    if not match["post"]:
        line = text[start : line_end if (line_end := text.find("\n", start)) >= 0 else len(text)]
        body = next((each for each in bodies(line) if each.start <= match.end() - 1 - start < each.end), None)
        end = start + body.end if body is not None else match.end()
    else:
        end = match.end()
    people = {entity.start for entity in persons(with_capitals(text))}
    for word in _WORD.finditer(text, end):
        gap = text[end : word.start()]
        if word.start() in people or gap.count("\n") > 1 or not _goes_on(word[0], new_line="\n" in gap):
            break
        end = word.end()
    return end


def _goes_on(word: str, *, new_line: bool) -> bool:
    low = word.lower()
    if new_line and (word.isupper() or not is_known(low) or _is_of_person(low)):
        return False
    if low in ("и", "рф") or word.startswith(("«", "»", '"', "№")) or low in _PLACES:
        return True
    if low in ("по", "от", "из") or not word[0].isalpha():
        return False
    read = parses(low)
    if any({"Surn", "Patr"} & each.tag.grammemes for each in read[:1]):
        return False
    return any("gent" in each.tag and each.tag.POS in ("NOUN", "ADJF", "PRTF") for each in read)


def _is_of_person(word: str) -> bool:
    return any({"Surn", "Name"} & each.tag.grammemes for each in parses(word)[:2])


def _nominative(named: str, cases: tuple[str, ...]) -> str | None:
    made = next((made for case in cases if (made := phrase_nominative(named, (case,))) and _is_one(made)), None)
    if made is None:
        return None
    for short, full in _PLACES.items():
        made = regex.sub(rf"(?i)(?<!\p{{L}}){short}(?:\.|(?!\p{{L}}))", full, made)
    return made


def _is_one(named: str) -> bool:
    """Whether the head of ``named`` is in the singular: of «Правительства» the genitive was meant, not the plural."""
    for word in regex.findall(r"\p{L}+(?:-\p{L}+)*", named):
        nouns = [each for each in parses(word.lower()) if each.tag.POS == "NOUN" and "nomn" in each.tag]
        if nouns:
            return any("sing" in each.tag for each in nouns)
    return False


def _person(text: str, end: int) -> tuple[str, int] | None:
    """The official's own name right after the post: «Министру строительства … Ковалю П.А.»."""
    match = _NAMED.match(text, end)
    if match is None:
        return None
    person = nominative(match["name"], Case.DATIVE)
    in_dative = decline(person, Case.DATIVE)
    if in_dative == replace(person, gender=in_dative.gender) or not _is_printed(in_dative, match["name"]):
        return None
    given = "".join(part for part in (person.name, person.patronymic) if part and part.endswith("."))
    parts = (person.surname, given or person.name, None if given else person.patronymic)
    return " ".join(part for part in parts if part), match.end("name")


def _is_printed(person: Person, text: str) -> bool:
    parts = (person.surname, person.name, person.patronymic)
    return all(not part or part.endswith(".") or without_yo(part) in without_yo(text) for part in parts)


def _small(named: str) -> str:
    first = named.split()[0]
    return named if len(first) > 1 and first.isupper() else named[:1].lower() + named[1:]
