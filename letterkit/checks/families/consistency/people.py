"""The people a letter names, each mention taken apart: what must stay the same from one to the next."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.protected_spans import Shield
from letterkit.checks.subject import Subject
from letterkit.russian import morph

_INITIALS = regex.compile(r"\p{Lu}\.\s?(?:\p{Lu}\.)?")
_WORD_BEFORE = regex.compile(r"(?P<word>\p{Ll}{4,})\s$")
_STEM = 4


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person at ``start`` up to ``end``; ``genders`` (masc, femn) are those that the form of the name allows."""

    text: str
    start: int
    end: int
    surname: str | None
    initials: str | None
    name: str | None
    patronymic: str | None
    genders: frozenset[str]

    def same_but_for_gender(self, other: "NamedPerson") -> bool:
        """Whether both are «Иванов… М.П.», one a man's name and one a woman's."""
        if not (self.surname and other.surname and self.initials and self.initials == other.initials):
            return False
        stem = min(len(self.surname), len(other.surname), max(_STEM, len(self.surname) - 2))
        alike = self.surname[:stem].lower() == other.surname[:stem].lower()
        return alike and bool(self.genders and other.genders) and not self.genders & other.genders


@once_a_letter
def people_of(subject: Subject) -> tuple[NamedPerson, ...]:
    """Mentions of people anywhere in the letter, in order."""
    whole = {(part.start, part.end) for part in subject.parts}
    spans = sorted(
        {
            (span.start, span.end)
            for span in subject.protected.spans
            if span.shield is Shield.PERSON and (span.start, span.end) not in whole
        }
    )
    return tuple(
        parse_person(subject.text[start:end], start, _cases_before(subject.text, start)) for start, end in spans
    )


def parse_person(text: str, start: int = 0, cases: frozenset[str] = frozenset()) -> NamedPerson:
    """The mention ``text`` of a person taken apart; forms stay as they are, name and patronymic by their lemmas.

    ``cases`` are those in which it can stand, where a noun before it says so («собственнику Кузнецову»).
    """
    initials = _INITIALS.search(text)
    pieces = regex.findall(r"\p{Lu}[\p{L}\-]+", text)
    if initials:
        surname = next((piece for piece in pieces if piece not in initials.group()), None)
        letters = "".join(regex.findall(r"\p{Lu}", initials.group()))
        return NamedPerson(
            text, start, start + len(text), surname, letters, None, None, _genders(surname or "", "Surn", cases)
        )
    patronymic = next((piece for piece in pieces[1:] if _genders(piece, "Patr")), None)
    at = pieces.index(patronymic) if patronymic else 0
    name = pieces[at - 1] if patronymic else None
    surname = next((piece for piece in pieces if piece not in (name, patronymic)), None)
    genders = _genders(patronymic or "", "Patr", cases) or _genders(surname or "", "Surn", cases)
    return NamedPerson(
        text,
        start,
        start + len(text),
        surname,
        (name[0] + patronymic[0]) if name and patronymic else None,
        _lemma(name, "Name"),
        _lemma(patronymic, "Patr"),
        genders,
    )


@lru_cache(maxsize=4096)
def _genders(word: str, mark: str, cases: frozenset[str] = frozenset()) -> frozenset[str]:
    """Genders of the readings of ``word`` that carry ``mark``; those in ``cases`` alone, if there are any."""
    tags = [parse.tag for parse in (morph.parses(word) if word else ()) if mark in parse.tag and parse.tag.gender]
    fitting = [tag for tag in tags if str(tag.case) in cases]
    return frozenset(str(tag.gender) for tag in fitting or tags)


def _cases_before(text: str, start: int) -> frozenset[str]:
    """The cases of the noun right before the name, which the name shares."""
    found = _WORD_BEFORE.search(text, max(0, start - 30), start)
    readings = morph.parses(found["word"]) if found else ()
    return frozenset(str(parse.tag.case) for parse in readings if parse.tag.POS == "NOUN")


def _lemma(word: str | None, mark: str) -> str | None:
    if word is None:
        return None
    return next((str(parse.normal_form) for parse in morph.parses(word) if mark in parse.tag), word.lower())
