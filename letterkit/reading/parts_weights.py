"""How much each sign of a line speaks for each role.

One function a role; it adds what the line itself shows and where it stands. The scale: 1 is a hint, 3 is what an
attentive clerk would bet on, 6 is a form that plays one part only. Neighbours are the business of parts_path.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from letterkit.core.letter import Role
from letterkit.core.paper import Align, Zone
from letterkit.reading import parts_marks as marks
from letterkit.reading.parts_lines import LONGEST_KEPT, TextLine

_MOST_KEPT = 4096  # lines of the last hundred or so letters
_MOST_ASKED = 16
"""Lines for which what several judges ask is kept: they ask of one line in a row."""


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where a line stands among its neighbours.

    ``head``: before the salutation, or before the first sentence when there is none. ``tail``: after the last sentence.
    ``first`` is the first line of all, ``phone_next`` one that a line with nothing but a phone number follows,
    ``signed`` one below a name with initials that stands after the text, ``attached`` one of a list of attachments,
    ``copied`` one of a list of those who get a copy;
    ``in_blank`` is a line beside the date, the number or the reference of the letter, ``executor_next`` one above a
    department, a post of a specialist or a phone, ``contacts`` one of a block with the body's address and phone.
    """

    head: bool
    tail: bool
    first: bool = False
    phone_next: bool = False
    signed: bool = False
    attached: bool = False
    copied: bool = False
    in_blank: bool = False
    executor_next: bool = False
    contacts: bool = False


def weigh(line: TextLine, place: LinePlace) -> dict[Role, float]:
    """The weight of every role that ``line`` can play; to be read only."""
    weighed = _weigh_line if len(line.text) <= LONGEST_KEPT else _weigh_line.__wrapped__
    # Where it stands in the letter no judge looks at: the same words are weighed once.
    return weighed(line.text, line.zone, line.gap, line.align, line.column, line.right, line.hint, place)


@lru_cache(maxsize=_MOST_KEPT)
def _weigh_line(
    text: str, zone: Zone, gap: int, align: Align | None, column: int, right: bool, hint: Role | None, place: LinePlace
) -> dict[Role, float]:
    line = TextLine(0, 0, text, 0, zone, 0, gap, align, None, column, right, hint)
    if _is_left_open(line, place):
        line = replace(line, hint=None)
    weights = {role: judge(line, place) for role, judge in _JUDGES.items()}
    if line.hint is not None:
        weights[line.hint] += 4.0
    return weights


def entry(line: TextLine) -> dict[Role, float]:
    """What it costs to begin a role with this line, to be read only: no one is addressed by a street alone."""
    return (_entry if len(line.text) <= LONGEST_KEPT else _entry.__wrapped__)(line.text)


@lru_cache(maxsize=_MOST_KEPT)
def _entry(text: str) -> dict[Role, float]:
    if names_somebody(text) or marks.ORGANISATION.match(text) or marks.FULL_NAME.match(text):
        return {}
    return {Role.ADDRESSEE: -1.5}


def names_somebody(text: str) -> bool:
    """Whether ``text`` names or addresses a person, or leaves room for a name."""
    return (_names_somebody if len(text) <= LONGEST_KEPT else _names_somebody.__wrapped__)(text)


@lru_cache(maxsize=_MOST_KEPT)
def _names_somebody(text: str) -> bool:
    signs = (marks.COURTESY.match, marks.DATIVE_POST.match, marks.PATRONYMIC.search, marks.UNFILLED.match)
    return _names_person(text) or _is_two_names(text) or any(sign(text) for sign in signs)


def _is_left_open(line: TextLine, place: LinePlace) -> bool:
    """«____________» alone on a line where a name belongs, not the date that the blank leaves room for."""
    if line.column or not marks.UNFILLED.match(line.text) or place.in_blank:
        return False
    return place.head or (place.signed and line.gap > 0)


@lru_cache(maxsize=_MOST_ASKED)
def _names_person(text: str) -> bool:
    if marks.CAPITAL_NAME.match(text):
        return True
    return any(not marks.OF_STREET.search(text, 0, name.start()) for name in marks.NAME_WITH_INITIALS.finditer(text))


def _is_two_names(text: str) -> bool:
    return marks.TWO_NAMES.match(text) is not None and not marks.ORGANISATION.match(text)


def sentence_like(line: TextLine) -> bool:
    """Whether ``line`` reads as running text rather than as a requisite."""
    text, hint, zone, right = line.text, line.hint, line.zone, line.right
    if hint not in (None, Role.SALUTATION) or marks.ATTACHMENT.match(text) or marks.EXECUTOR_START.match(text):
        return False
    if marks.SHEETS.search(text):
        return False
    if _list_item_of_text(text) or (len(text) > 60 and text.endswith(".") and len(text.split()) > 6):
        return True
    long = len(text) > 70 or (len(text) > 45 and zone is Zone.BODY and not right)
    if marks.TEXT_START.match(text) and len(text) > 30:
        return True
    return long and bool(_speaks(text) or (len(text) > 90 and marks.SENTENCE_END.search(text)))


def _list_item_of_text(text: str) -> bool:
    """Whether it is one of several things set under each other: with a mark before it, or a semicolon after it."""
    item = marks.LIST_ITEM.match(text) and marks.SENTENCE_END.search(text)
    return bool(item or (text.endswith(";") and text[:1].islower())) and not marks.SHEETS.search(text)


def _letterhead(line: TextLine, place: LinePlace) -> float:
    text, score = line.text, 0.0
    if not place.head and line.zone is not Zone.FOOTER:
        return -6.0
    letters = [char for char in text if char.isalpha()]
    if len(letters) > 5 and sum(char.isupper() for char in letters) > 0.8 * len(letters):
        score += 3.0
    if marks.ORGANISATION.match(text.lstrip('(«"')):
        score += 1.5
    if marks.REGISTERS.search(text):
        score += 4.0
    if _has_phone(text) or marks.PHONE_WORD.search(text):
        score += 2.5
    if marks.SITE.search(text):
        score += 3.0
    if marks.EMAIL.search(text):
        score += 1.0
    if marks.ADDRESS.search(text):
        score += 1.0
    if not marks.CYRILLIC.search(text) and "@" not in text and not line.hint and not marks.UNFILLED.match(text):
        score += 2.0
    score += 1.5 if place.first else 0.0
    score += 2.0 if place.contacts else 0.0
    score += 1.0 if line.zone is Zone.HEADER else 0.0
    if line.align == "center":
        score += 2.0 if marks.ADDRESS.search(text) or marks.EMAIL.search(text) else 0.5
    score -= 1.5 if line.right else 0.0
    score -= 2.5 if _names_person(text) or marks.COURTESY.match(text) else 0.0
    score -= 2.5 if marks.PATRONYMIC.search(text) else 0.0
    score -= 1.5 if _sentence(text) else 0.0
    return score


def _date(line: TextLine, place: LinePlace) -> float:
    return 1.0 if line.hint is Role.DATE else -6.0


def _number(line: TextLine, place: LinePlace) -> float:
    return 1.0 if line.hint is Role.NUMBER else -6.0


def _reference(line: TextLine, place: LinePlace) -> float:
    return 2.0 if line.hint is Role.REFERENCE else -6.0


def _restriction(line: TextLine, place: LinePlace) -> float:
    return 5.0 if marks.RESTRICTION.match(line.text) else -6.0


def _addressee(line: TextLine, place: LinePlace) -> float:
    text, score = line.text, 0.0
    if not place.head:
        return -5.0
    if marks.COURTESY.match(text):
        score += 4.0
    if marks.DATIVE_POST.match(text):
        score += 3.5
    name = _names_person(text)
    if name and len(text) < 60:
        score += 2.5
    whole = len(text) < 60 and (marks.FULL_NAME.match(text) or marks.PATRONYMIC.search(text))
    short = not place.first and (_is_two_names(text) or _is_left_open(line, place))
    if not name and (whole or short):
        score += 2.0
    if marks.EMAIL.search(text):
        score += 1.5
    if marks.ADDRESS.search(text):
        score += 1.5
    if marks.ORGANISATION.match(text):
        score += 0.5
    if line.right:
        score += 2.0
    score += 0.5 if line.zone in (Zone.TEXTBOX, Zone.FRAME) else 0.0
    score -= 1.0 if place.first else 0.0
    score -= 2.0 if place.contacts else 0.0
    score -= 2.5 if marks.REGISTERS.search(text) else 0.0
    score -= 1.5 if not (marks.CYRILLIC.search(text) or "@" in text or marks.UNFILLED.match(text)) else 0.0
    score -= 1.5 if marks.PHONE_WORD.search(text) or marks.SITE.search(text) else 0.0
    score -= 2.0 if _sentence(text) or len(text) > 90 else 0.0
    return score


def _title(line: TextLine, place: LinePlace) -> float:
    text, score = line.text, -2.0
    if not place.head:
        score -= 4.0
    if marks.TITLE_START.match(text) and len(text) < 250:
        score += 6.0
        score -= 2.0 if _speaks(text) and text.endswith(".") else 0.0
    elif text[:1].islower() and len(text) < 90:
        score += 1.5
    if text.startswith(("Кас.", "Касательно", "Тема:")):
        score += 5.0
    if line.right:
        score -= 1.0
    return score


def _salutation(line: TextLine, place: LinePlace) -> float:
    if not marks.SALUTATION_START.match(line.text) and line.hint is not Role.SALUTATION:
        return -6.0
    score = 2.0
    if line.hint is Role.SALUTATION or len(line.text) < 70:
        score += 3.0
    if line.text.endswith("!"):
        score += 1.0
    return score - (3.0 if len(line.text) > 120 else 0.0)


def _body(line: TextLine, place: LinePlace) -> float:
    text, score = line.text, 0.0
    if len(text) > 80:
        score += 2.0
    if len(text) > 160:
        score += 2.0
    if _speaks(text):
        score += 1.5
    if marks.TEXT_START.match(text):
        score += 2.0
    if marks.SENTENCE_END.search(text) and len(text) > 25:
        score += 1.0
    if _sentence(text):
        score += 1.0
    if _list_item_of_text(text):
        score += 3.0
    if not place.head and not place.tail:
        score += 2.5
    if line.zone in (Zone.HEADER, Zone.FOOTER):
        score -= 3.0
    return score


def _attachment(line: TextLine, place: LinePlace) -> float:
    text, score = line.text, -2.0
    if marks.ATTACHMENT.match(text):
        score += 7.0 if len(text) < 300 else 4.0
    if marks.SHEETS.search(text):
        score += 3.0
    if marks.LIST_ITEM.match(text):
        score += 1.0
    if place.attached:
        score += 8.0
    return score - (4.0 if place.head and not place.tail else 0.0)


def _closing(line: TextLine, place: LinePlace) -> float:
    match = marks.CLOSING.match(line.text)
    return 6.0 if match and len(line.text) < 60 else -6.0


def _signature(line: TextLine, place: LinePlace) -> float:
    text, score = line.text, -0.5
    if marks.NAME_ONLY.match(text):
        score += 3.0
        score += 1.0 if marks.INITIALS_FIRST_ONLY.match(text) else 0.0
    elif _names_person(text) and len(text) < 90:
        score += 1.0
    elif marks.FULL_NAME.fullmatch(text):
        score += 0.5
    if marks.POST_START.match(text) and len(text) < 120:
        # «Руководитель компании заменил трубы.» tells of a post, it does not sign.
        score += 0.5 if len(text) > 40 and text.endswith(".") and not _names_person(text) else 2.5
    if marks.ORGANISATION.match(text) and len(text) < 90:
        score += 1.0
    if (
        _has_phone(text)
        or marks.PHONE_WORD.search(text)
        or marks.EMAIL.search(text)
        or marks.EXECUTOR_START.match(text)
    ):
        score -= 4.0
    if _sentence(text):
        score -= 2.0
    if place.head:
        score -= 4.0
    score -= 2.0 if not place.tail else 0.0
    return score - (3.0 if len(text) > 120 else 0.0)


def _esign(line: TextLine, place: LinePlace) -> float:
    if line.hint is Role.ESIGN:
        return 3.0
    if marks.OF_A_THING.match(line.text):
        return -4.0
    if marks.ESIGN.match(line.text) and len(line.text) < 140:
        return 6.0
    detail = marks.FULL_NAME.fullmatch(line.text) or marks.ESIGN_DETAIL.match(line.text)
    return 0.5 if detail and len(line.text) < 60 else -4.0


def _executor(line: TextLine, place: LinePlace) -> float:
    text, score = line.text, -0.5
    if marks.EXECUTOR_START.match(text) and not marks.OF_A_THING.match(text):
        score += 6.0
    if text.endswith(".") and not place.signed and not _names_person(text) and not marks.FULL_NAME.match(text):
        score -= 3.5  # «Справки по тел. 0-00-11.»: the last words of the text
    if _has_phone(text):
        score += 2.5
    if marks.PHONE_WORD.search(text):
        score += 1.5
    if marks.EMAIL.search(text):
        score += 2.0
    if marks.FULL_NAME.match(text) and marks.PATRONYMIC.search(text):
        score += 3.0
    if marks.EXECUTOR_POST.match(text):
        score += 1.5
    if _names_person(text):
        score += 0.5
    if place.phone_next and (marks.NAME_ONLY.match(text) or marks.FULL_NAME.match(text)):
        score += 4.0
    if place.signed and line.gap and not line.column:
        if marks.SURNAME_FIRST_ONLY.match(text) or marks.UNFILLED.match(text):
            score += 3.5
        elif marks.INITIALS_FIRST_ONLY.match(text) and (text.endswith(",") or place.executor_next):
            score += 5.0
    if line.zone is Zone.FOOTER and marks.POSTCODE.search(text):
        score -= 4.0
    if line.zone in (Zone.FOOTER, Zone.FRAME) and not place.head:
        score += 1.5
    score -= 2.5 if _sentence(text) and len(text) > 60 else 0.0
    score -= 6.0 if place.head else 0.0
    score -= 2.0 if not place.tail and not place.head else 0.0
    return score - (2.0 if len(text) > 140 else 0.0)


def _page_number(line: TextLine, place: LinePlace) -> float:
    if not marks.PAGE_NUMBER.match(line.text):
        return -8.0
    return 6.0 if line.zone in (Zone.HEADER, Zone.FOOTER) else 1.5


def _other(line: TextLine, place: LinePlace) -> float:
    if place.copied or marks.SURVEY.match(line.text):
        return 8.0
    return 0.5 if line.zone in (Zone.HEADER, Zone.FOOTER) else -1.5


def _speaks(text: str) -> bool:
    return marks.TEXT_WORD.search(text) is not None


def _has_phone(text: str) -> bool:
    return marks.PHONE.search(text) is not None


def _sentence(text: str) -> bool:
    return len(text) > 40 and text.endswith((".", "?", ";")) and _speaks(text)


_JUDGES: dict[Role, Callable[[TextLine, LinePlace], float]] = {
    Role.LETTERHEAD: _letterhead,
    Role.DATE: _date,
    Role.NUMBER: _number,
    Role.REFERENCE: _reference,
    Role.RESTRICTION: _restriction,
    Role.ADDRESSEE: _addressee,
    Role.TITLE: _title,
    Role.SALUTATION: _salutation,
    Role.BODY: _body,
    Role.ATTACHMENT: _attachment,
    Role.CLOSING: _closing,
    Role.SIGNATURE: _signature,
    Role.ESIGN: _esign,
    Role.EXECUTOR: _executor,
    Role.PAGE_NUMBER: _page_number,
    Role.OTHER: _other,
}
