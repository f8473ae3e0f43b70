"""Clauses 6.2 and 6.3: the mark of the one main executor, full name and phone, lower left on the last page's face."""

from collections.abc import Iterator

import regex

from letterkit.checks.check import Need
from letterkit.checks.families.executor.form import CODED_PHONE
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.subject import Subject
from letterkit.core.box import Box
from letterkit.core.finding import Level
from letterkit.core.letter import Part, Role
from letterkit.core.page import Page
from letterkit.core.people import Person
from letterkit.russian import morph, names

PREFIX = regex.compile(
    r"(?i)(?P<prefix>\b(?:исп(?:\.|(?=\s?:)|олнитель|олнил\p{L}?|олнители)|подготовил\p{L}?)\s*:?)\s*"
)
PHONE = regex.compile(
    r"(?:\+7|\b[78])?[\s(\-–]*(?:\d{3,5}[\s)\-–]+)?\d{1,3}(?:[\s\-–]?\d{2}){2}(?!\d)(?:\s*\(?(?:доб\.?|вн\.?|#)\s*\d+\)?)?"
)
_AREA_CODE = regex.compile(
    r"(?:(?:\+7|\b[78])[\s(\-–]*\d{3,5}|\(\d{2,4}[\s-]?\d{1,3}\)|\b\d{3,5}[\s\-–]\d{1,3}[\s\-–]?\d{2})[\s)\-–]*\d"
)
_INITIALS = regex.compile(
    r"(?:\p{Lu}\.\s?){1,2}\s?\p{Lu}[\p{Ll}]+(?:-\p{Lu}\p{Ll}+)?|\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?\s+\p{Lu}\.\s?(?:\p{Lu}\.)?"
)
_NAME_LINE = regex.compile(
    r"\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?\s+\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+)?(?:\s+(?:оглы|кызы))?"
)
_PAGE_NUMBER = regex.compile(r"(?i)\W*(?:(?:стр(?:аница|\.)?|лист|с\.)\s*)?\d{1,3}(?:\s*(?:из|/)\s*\d{1,3})?\W*")

LEFT_TOLERANCE_MM = 12.0
"""How far right of the text's left edge the mark may begin (a first-line indent is 12.5 mm; it is not one)."""
CORNER_LEFT_MM = 20.0
"""So near the left edge a mark still stands in the corner: it has the indent of a paragraph, which is advice."""
CORNER_MM = 60.0
"""A mark whose lower edge is farther than this above the page's lower edge does not stand in the corner."""


@function_check("executor.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """No mark of the executor."""
    if subject.first(Role.EXECUTOR) is None:
        yield MISSING


@function_check("executor.prefix")
def prefix(subject: Subject) -> Iterator[Hit]:
    """«Исп.» before the name is no part of the mark; beside a full name and a phone it does no harm, and is advice.

    A surname alone, without the word, nobody would know for the mark of an executor.
    """
    for part in subject.parts_of(Role.EXECUTOR):
        found = PREFIX.search(subject.text, part.start, part.end)
        if found:
            named, phone = bool(_full_names(subject, part)), bool(PHONE.search(subject.text, part.start, part.end))
            level = Level.ADVICE if named and phone else None
            after = subject.text[found.end() : part.end].split("\n")[0]
            word = regex.match(r"\S+", after)
            if word:
                end = found.end() + word.end()
                yield Hit(found.start(), end, suggestions=(word.group(),), level=level, safe=named or phone)
            else:
                yield Hit(found.start(), found.end("prefix"), level=level)


@function_check("executor.initials")
def initials(subject: Subject) -> Iterator[Hit]:
    """«Петрова А.С.» where the full name belongs."""
    known = subject.card.executor.person.full if subject.card else ""
    for part in subject.parts_of(Role.EXECUTOR):
        if _full_names(subject, part):
            continue
        found = _INITIALS.search(subject.text, part.start, part.end)
        if found:
            yield Hit(found.start(), found.end(), suggestions=(known,) if known else ())


@function_check("executor.no-name")
def no_name(subject: Subject) -> Iterator[Hit]:
    """A mark with a phone but nobody's name."""
    for part in subject.parts_of(Role.EXECUTOR):
        if not _full_names(subject, part) and not _INITIALS.search(subject.text, part.start, part.end):
            yield _mark(part, subject)


@function_check("executor.no-patronymic")
def no_patronymic(subject: Subject) -> Iterator[Hit]:
    """«Петрова Анна»: the patronymic is missing, though the Order asks for surname, name and patronymic."""
    card = subject.card
    if card and card.executor.person.name and not card.executor.person.patronymic:
        return
    for part in subject.parts_of(Role.EXECUTOR):
        for start, end in _full_names(subject, part)[:1]:
            person = names.parse_name(subject.text[start:end])
            two_words = len(subject.text[start:end].split()) == 2  # «Ким Ен Сун» is a whole name
            if two_words and person.surname and person.name and not person.patronymic:
                yield Hit(start, end)


@function_check("executor.no-phone")
def no_phone(subject: Subject) -> Iterator[Hit]:
    """No phone number in the mark."""
    for part in subject.parts_of(Role.EXECUTOR):
        if not any(phone.search(subject.text, part.start, part.end) for phone in (PHONE, CODED_PHONE)):
            known = subject.card.executor.phone if subject.card else None
            hit = _mark(part, subject)
            words = subject.text[hit.start : hit.end]
            yield Hit(hit.start, hit.end, suggestions=(f"{words.rstrip(',')}, {known}",) if known else ())


@function_check("executor.phone-code", alone=(Role.EXECUTOR,))
def phone_code(subject: Subject) -> Iterator[Hit]:
    """A phone without the code of its city: the citizen may live elsewhere."""
    for part in subject.parts_of(Role.EXECUTOR):
        found = PHONE.search(subject.text, part.start, part.end)
        if found and not _AREA_CODE.search(subject.text, part.start, part.end):
            yield Hit(found.start() + len(found.group()) - len(found.group().lstrip()), found.end())


@function_check("executor.several")
def several(subject: Subject) -> Iterator[Hit]:
    """Two names: the Order asks for the main executor alone (6.3)."""
    for part in subject.parts_of(Role.EXECUTOR):
        people = _full_names(subject, part) or [
            found.span() for found in _INITIALS.finditer(subject.text, part.start, part.end)
        ]
        if len(people) > 1:
            yield Hit(people[1][0], people[-1][1])


@function_check("executor.card-name")
def card_name(subject: Subject) -> Iterator[Hit]:
    """The mark names somebody else than the card's executor."""
    wanted = subject.card.executor.person if subject.card else None
    if wanted is None or not wanted.surname:
        return
    for part in subject.parts_of(Role.EXECUTOR):
        named = _full_names(subject, part)
        if named and wanted.surname.lower() not in subject.text_of(part).lower():
            yield Hit(*named[0], {"right": wanted.full}, (wanted.full,))


@function_check("executor.place", needs=Need.PAGES)
def place(subject: Subject) -> Iterator[Hit]:
    """The mark is not on the last page, not at the left edge, or text is printed below it."""
    seen = _locate_mark(subject)
    if seen is None:
        return
    part, page, box, last = seen
    others = [word.box for word in last.words if not _inside(word.box, box) and _in_text(word.box, last.height_mm)]
    left_mm = min((other.x_mm for other in others), default=box.x_mm)
    if page != last.number:
        footer = _is_printed_on(last, subject.text_of(part))
        where = "на каждой странице, а не только на последней" if footer else f"на странице {page} из {last.number}"
        yield Hit(part.start, part.end, {"where": where}, level=Level.ADVICE if footer else None)
    elif (first := _first_page(subject, part)) != page:
        cut = {"where": f"разорвана между страницами {first} и {page}"}
        yield Hit(part.start, part.end, cut, level=Level.ADVICE)
    elif box.x_mm > left_mm + LEFT_TOLERANCE_MM:
        right_mm = box.x_mm - left_mm
        level = Level.ADVICE if right_mm < CORNER_LEFT_MM else None
        yield Hit(part.start, part.end, {"where": f"в {right_mm:.0f} мм от левого края текста"}, level=level)
    elif any(other.y_mm > box.bottom_mm for other in others) and not _page_number_below(last, box):
        yield Hit(part.start, part.end, {"where": "выше другого текста письма"})


@function_check("executor.corner", needs=Need.PAGES)
def corner(subject: Subject) -> Iterator[Hit]:
    """The mark follows the text instead of standing in the lower corner of the page."""
    seen = _locate_mark(subject)
    if seen is not None:
        part, page, box, last = seen
        above_mm = last.height_mm - box.bottom_mm
        if page == last.number and above_mm > CORNER_MM:
            yield Hit(part.start, part.end, {"above": f"{above_mm:.0f}"})


def _locate_mark(subject: Subject) -> tuple[Part, int, Box, Page] | None:
    """The last mark, the page and box it ends in, and the last page with words; None when it cannot be seen."""
    part = subject.last(Role.EXECUTOR)
    if part is None or subject.page_map is None or subject.facts is None:
        return None
    last = next((page for page in reversed(subject.facts.pages) if page.words), None)
    found = subject.page_map.place(*subject.original(part.start, part.end))
    if found is None or last is None:
        return None
    page, box = found
    if page != last.number:
        at = max(subject.text.rfind("\n", part.start, part.end), subject.text.rfind(" ", part.start, part.end)) + 1
        page, box = subject.page_map.place(*subject.original(max(at, part.start), part.end)) or found
    return part, page, box, last


def _is_printed_on(last: Page, mark: str) -> bool:
    """Whether the mark stands on the last page too, where the Order wants it: the footer of all pages."""
    return "".join(mark.split()) in "".join(word.text for word in last.words)


def _first_page(subject: Subject, part: Part) -> int | None:
    """The page on which the mark begins."""
    found = subject.page_map and subject.page_map.place(*subject.original(part.start, part.end))
    return found[0] if found else None


def _inside(box: Box, outer: Box) -> bool:
    return (
        box.x_mm >= outer.x_mm - 1
        and box.right_mm <= outer.right_mm + 1
        and box.y_mm >= outer.y_mm - 1
        and box.bottom_mm <= outer.bottom_mm + 1
    )


def _page_number_below(page: Page, box: Box) -> bool:
    """Whether all that is printed below the mark is the number of the page."""
    below = [word.text for word in page.words if not _inside(word.box, box) and word.box.y_mm > box.bottom_mm]
    return _PAGE_NUMBER.fullmatch(" ".join(below)) is not None


def _in_text(box: Box, height_mm: float) -> bool:
    """Page numbers in the margins are not text."""
    return 15.0 < box.y_mm < height_mm - 15.0


def _full_names(subject: Subject, part: Part) -> list[tuple[int, int]]:
    """Spans of full names in the mark: words with capitals that read as surname, name and perhaps patronymic."""
    return [
        found.span()
        for found in _NAME_LINE.finditer(subject.text, part.start, part.end)
        if _is_full_name(found.group())
    ]


def _is_full_name(words: str) -> bool:
    """A patronymic settles it, for a surname can be any word («Заяц», «Мельник»); without one, no word is ordinary."""
    person = names.parse_name(words)
    if not person.name or not (person.surname or person.patronymic):
        return False
    if person.patronymic and names.gender_of(Person(patronymic=person.patronymic)) is not None:
        return True
    return not any(_ordinary(word) for word in words.split()[:2])


def _ordinary(word: str) -> bool:
    """A word of the dictionary that is nobody's name («Отдел», «Жилищной»)."""
    names_of = ("Name", "Surn", "Patr", "Geox")
    return morph.is_known(word) and not any(mark in parse.tag for parse in morph.parses(word) for mark in names_of)


def _mark(part: Part, subject: Subject) -> Hit:
    text = subject.text_of(part)
    lead = len(text) - len(text.lstrip())
    return Hit(part.start + lead, part.start + len(text.rstrip()))
