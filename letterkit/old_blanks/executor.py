"""Who has prepared the letter of an old blank: in the footer or below the signature, the phone beside the name."""

from collections.abc import Sequence

from letterkit.core.paper import Zone
from letterkit.old_blanks.found import CONTEXT, NOTHING, PATTERN, FoundMarks, neighbours
from letterkit.old_blanks.letter import names_executor
from letterkit.old_blanks.lines import HELD, Line
from letterkit.old_blanks.names import field_named
from letterkit.old_blanks.patterns import (
    ADDRESS,
    ANY_PERSON,
    ATTACHMENT,
    BARE_PHONE,
    CONTACTS,
    EXECUTOR,
    EXECUTOR_WORD,
    FULL_NAME,
    PHONE_ALONE,
    RULE,
    TWO_NAMES,
)

_MOST_LINES = 3
_MOST_NAMES = 3
_SIGNATURE = ("signer.post_lines", "signer.name")
_LETTERHEAD = tuple(CONTACTS[f"organisation.{name}"] for name in ("email", "site", "okpo", "ogrn", "inn_kpp"))
"""What stands beside a phone of the body, and only seldom beside one of its clerk."""


def find_executor(found: FoundMarks) -> None:
    """Adds the mark of the executor: below the signature or in the footer."""
    if found.has("executor"):
        return
    signed = found.lines_of(*_SIGNATURE)
    after = found.lines[max(map(found.lines.index, signed)) + 1 :] if signed else []
    greeted = found.index("salutation") or 0
    # A frame may stand anywhere in the file and yet be printed at the foot of the page.
    framed = [line for line in found.lines[greeted:] if line.zone is Zone.FRAME and line not in after]
    below = [*(line for line in after if line.zone is not Zone.FOOTER), *framed]
    for place in (below, [line for line in found.lines if line.zone is Zone.FOOTER]):
        for at, line in enumerate(place):
            asked = line.held and not line.masked.strip(f"{HELD} ")
            if found.takes_line(line) or not (asked or _says_executor(_name_and_phone(found, place, at))):
                continue
            lines = [each for each in neighbours(place[at:])[:_MOST_LINES] if not _is_rule(each)]
            sure = any(EXECUTOR.match(each.words) or FULL_NAME.match(each.words) for each in lines[:1])
            found.add_lines("executor", lines, PATTERN if sure else CONTEXT)
            for above in place[max(at - 1, 0) : at]:
                if _is_rule(above):
                    found.add_lines(NOTHING, [above], CONTEXT)
            return


def tells_executor(lines: Sequence[Line], line: Line) -> bool:
    """Whether a phone in ``line`` would be the executor's: at the end of a letter, apart from an address of a body."""
    others = [each for each in lines if (each.zone, each.cell) == (line.zone, line.cell)]
    at = others.index(line)
    near = [each for each in others[max(at - _MOST_LINES, 0) : at + _MOST_LINES] if not each.is_empty]
    if line.zone is Zone.FOOTER:
        return not any(_is_letterhead(each) for each in near)
    before = lines[: lines.index(line)]
    return any(field_named(held.name) in _SIGNATURE for each in before for held in each.held)


def _says_executor(words: str) -> bool:
    """Whether a line and the one below it say who has prepared a letter: a name first, or a phone and no address."""
    first = words.split("\n")[0]
    if names_executor(first) or PHONE_ALONE.match(first):
        return True
    return _has_phone(words) and _tells_person(words)


def _name_and_phone(found: FoundMarks, place: Sequence[Line], at: int) -> str:
    """The words of the line ``at`` and those of the line below it that belongs to it."""
    lines = [each for each in neighbours(place[at:])[:2] if not found.takes_line(each)]
    return "\n".join(each.words for each in lines)


def _has_phone(words: str) -> bool:
    phones = (BARE_PHONE, CONTACTS["organisation.phone"])
    lines = words.split("\n")
    return any(sign.search(words) for sign in phones) or any(PHONE_ALONE.match(line) for line in lines)


def _tells_person(words: str) -> bool:
    """Whether words beside a phone are those of a clerk: a name, or a few words above it, no requisites of the body."""
    if EXECUTOR_WORD.search(words):
        return True
    if ADDRESS.search(words) or ATTACHMENT.match(words):
        return False
    if ANY_PERSON.search(words) or TWO_NAMES.search(words):
        return True
    above = words.split("\n")[0]
    alone = not _has_phone(above) and 0 < len(above.split()) <= _MOST_NAMES
    return alone and not any(sign.search(words) for sign in _LETTERHEAD)


def _is_letterhead(line: Line) -> bool:
    named = (field_named(held.name) for held in line.held)
    said = ADDRESS.search(line.words) or any(sign.search(line.words) for sign in _LETTERHEAD)
    return bool(said) or any(name in ("addressee", "organisation.email", "organisation.lines") for name in named)


def _is_rule(line: Line) -> bool:
    return not line.is_empty and RULE.match(line.words) is not None
