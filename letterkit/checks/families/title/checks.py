"""The title to the text: «О …», short, for every document (GOST R 7.0.97-2025)."""

from collections.abc import Iterator

import regex

from letterkit.checks.addressee_lines import addressees, is_place
from letterkit.checks.families.letterhead.checks import names_body
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.subject import Subject
from letterkit.core.letter import Part, Role

_FORM = regex.compile(r"\s*[«\"]?\s*(?:О|Об|Обо|По\s+вопросу|По\s+вопросам)\s+\S", regex.IGNORECASE)
_SMALL = regex.compile(r"\s*[«\"]?(?P<word>об?)\s+\p{L}")
_QUOTED = regex.compile(r"[«\"“](?:[^«»\"]+)[»\"”]")
_FIVE_LINES = 5 * 75
_LONGEST = 150
_HEAD = frozenset({Role.LETTERHEAD, Role.DATE, Role.NUMBER, Role.REFERENCE, Role.RESTRICTION, Role.ADDRESSEE})


@function_check("title.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """No title between the requisites and the salutation."""
    if subject.first(Role.TITLE) is None and _title_like(subject) is None:
        yield MISSING


@function_check("title.missing-long")
def missing_long(subject: Subject) -> Iterator[Hit]:
    """No title over a text of more than five lines, as the standard of 2016 has it."""
    if len(subject.prose) > _FIVE_LINES:
        yield from missing(subject)


@function_check("title.form")
def form(subject: Subject) -> Iterator[Hit]:
    """A title that does not answer «о чём?», or is taken in quotation marks."""
    part = subject.first(Role.TITLE) or _title_like(subject)
    if part and (not _FORM.match(subject.text_of(part)) or _QUOTED.fullmatch(subject.text_of(part).strip())):
        yield _whole(part, subject)


@function_check("title.lower-case")
def lower_case(subject: Subject) -> Iterator[Hit]:
    """«о ремонте дороги» on a line of its own."""
    part = subject.first(Role.TITLE) or _title_like(subject)
    found = _SMALL.match(subject.text, part.start, part.end) if part else None
    if found:
        yield Hit(found.start("word"), found.end("word"), suggestions=(found["word"].capitalize(),))


@function_check("title.long")
def long(subject: Subject) -> Iterator[Hit]:
    """A title of more than three lines."""
    part = subject.first(Role.TITLE)
    if part and (length := len(" ".join(subject.text_of(part).split()))) > _LONGEST:
        hit = _whole(part, subject)
        yield Hit(hit.start, hit.end, {"length": str(length)})


def _title_like(subject: Subject) -> Part | None:
    """A short line right before the salutation that was read as no title: «Ремонт дороги», «„О ремонте“»."""
    before: list[Part] = []
    for part in subject.parts:
        if part.role is Role.SALUTATION:
            break
        if part.role not in _HEAD and part.role is not Role.OTHER:
            return None
        before.append(part)
    else:
        return None
    if not before or not _could_be_title(subject, before):
        return None
    return before[-1]


def _could_be_title(subject: Subject, before: list[Part]) -> bool:
    last = before[-1]
    words = subject.text_of(last).strip()
    if not 5 < len(words) < 200 or words.endswith((".", ":", ",")):
        return False
    if last.role is Role.OTHER:
        return True
    if last.role is not Role.ADDRESSEE or not any(part.role is Role.ADDRESSEE for part in before[:-1]):
        return False
    if is_place(words) or names_body(words) or any(last.start <= one.start < last.end for one in addressees(subject)):
        return False
    tokens = [token for token in subject.tokens_of(last) if token.is_word]
    return bool(tokens) and (_FORM.match(words) is not None or tokens[0].has("NOUN", "nomn"))


def _whole(part: Part, subject: Subject) -> Hit:
    text = subject.text_of(part)
    lead = len(text) - len(text.lstrip())
    return Hit(part.start + lead, part.start + len(text.rstrip()))
