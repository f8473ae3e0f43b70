"""Data of the body typed into a blank: they stand in the profile, and letters take them from there by marks.

What is typed as the profile has it will be wrong on the day on which the profile changes; what differs is wrong now.
"""

from collections.abc import Iterator
from typing import Any

import regex

from letterkit.checks.families.letterhead.checks import (
    EMAIL,
    PHONE,
    POSTCODE,
    SITE,
    STREET,
    names_body,
    phone_digits,
    site_key,
    words_key,
)
from letterkit.compose import Blank
from letterkit.compose.blank_fields import fields
from letterkit.core.errors import TemplateError
from letterkit.core.finding import Level
from letterkit.core.paper import Zone
from letterkit.core.profile import Profile
from letterkit.office.content.blanks.markup import TAG
from letterkit.office.content.blanks.places import Places, shorten
from letterkit.office.content.remark import BlankPlace, Remark
from letterkit.old_blanks.letter import names_executor
from letterkit.old_blanks.letterhead import other_languages
from letterkit.old_blanks.lines import read_lines

_FAX = regex.compile(r"(?i)факс[\p{L}.]*[\s:]*$")
_REGISTER = regex.compile(r"\b(?P<what>ОКПО|ОГРН|ИНН(?:\s*/\s*КПП)?)\b[\s:№]*(?P<value>\d[\d\s/]{6,28}\d)")
_REGISTERS = {"ОКПО": "okpo", "ОГРН": "ogrn"}
_RUNNING = (Zone.HEADER, Zone.FOOTER)
_MASK = "\0"


def reference_remarks(blank: Blank, places: Places, profile: Profile) -> tuple[Remark, ...]:
    """The body's name, address, phones, registers and signers as far as they are typed, in the order of the blank."""
    typed = _TypedReference(blank, places, profile)
    found = [*typed.contacts(), *typed.registers(), *typed.names(), *typed.signers()]
    taken = [(remark.place.start or 0, remark.place.end or 0) for remark in found]
    found += typed.others(taken)
    # The profile has the body's data in Russian alone.
    others = other_languages(read_lines(places.package))
    found = [each for each in found if not any(start <= (each.place.start or 0) < end for start, end in others)]
    return tuple(sorted(found, key=lambda remark: remark.place.start or 0))


class _TypedReference:
    def __init__(self, blank: Blank, places: Places, profile: Profile) -> None:
        self._blank, self._places, self._body, self._profile = blank, places, profile.body, profile
        # Marks are no words of the blank, but keep their room, so that offsets stay those of the text.
        self._text = TAG.sub(lambda found: _MASK * len(found.group()), places.text)
        begun = places.text.find("salutation")
        self._head = begun if begun >= 0 else len(self._text)

    def contacts(self) -> Iterator[Remark]:
        body, text = self._body, self._text
        for found in PHONE.finditer(text):
            if self._is_executors(found.start()):
                yield self._executor(found.span())
                continue
            fax = bool(_FAX.search(text[max(0, found.start() - 20) : found.start()]))
            field = "organisation.fax" if fax else "organisation.phone"
            own = [phone_digits(number) for number in (body.phone, body.fax) if number]
            same = any(one.endswith(phone_digits(found.group())) for one in own)
            yield self._remark(found.span(), field, same=same, wanted=(body.fax if fax else None) or body.phone)
        for found in EMAIL.finditer(text):
            same = found.group().lower() == body.email.lower()
            yield self._remark(found.span(), "organisation.email", same=same, wanted=body.email)
        for found in SITE.finditer(text):
            same = site_key(found.group()) == site_key(body.site)
            yield self._remark(found.span(), "organisation.site", same=same, wanted=body.site)
        yield from self._addresses()

    def registers(self) -> Iterator[Remark]:
        for found in _REGISTER.finditer(self._text):
            name = _REGISTERS.get(found["what"], "inn_kpp")
            wanted = getattr(self._body, name) or ""
            same = _figures(found["value"]) in _figures(wanted) if wanted else False
            yield self._remark(found.span("value"), f"organisation.{name}", same=same, wanted=wanted)

    def names(self) -> Iterator[Remark]:
        """The body's own name as the blank prints it, and in every case."""
        body = self._body
        variants = {" ".join(body.letterhead_lines), *body.names.values(), *filter(None, (body.superior,))}
        spans: list[tuple[int, int]] = []
        for variant in sorted(variants, key=len, reverse=True):
            pattern = r"\s+".join(map(regex.escape, variant.split()))
            for found in regex.finditer(rf"(?i)(?<!\p{{L}}){pattern}(?!\p{{L}})", self._text):
                if not any(start <= found.start() < end for start, end in spans):
                    spans.append(found.span())
                    field = "organisation.superior" if variant == body.superior else "organisation.lines"
                    yield self._remark(found.span(), field, same=True, wanted=variant)

    def signers(self) -> Iterator[Remark]:
        """Whoever may sign is named in the profile: a blank is everybody's."""
        for signer in self._profile.signers:
            pattern = r"\s*".join(map(regex.escape, signer.name.replace(".", ". ").split()))
            for found in regex.finditer(pattern, self._text):
                yield self._remark(found.span(), "signer.name", same=True, wanted=signer.name)

    def others(self, taken: list[tuple[int, int]]) -> Iterator[Remark]:
        """A line above the letter that names a body, and not this one."""
        for place in self._lines():
            start, end = place.start or 0, place.end or 0
            words = self._text[start:end].replace(_MASK, " ")
            known = any(a < end and b > start for a, b in taken)
            if known or not names_body(words):
                continue
            if words_key(words) in words_key("".join(self._body.letterhead_lines)):  # a line of the own name
                yield self._remark((start, end), "organisation.lines", same=True, wanted="")
            else:
                details: dict[str, Any] = {"words": shorten(words), "expected": " ".join(self._body.letterhead_lines)}
                yield Remark(self._error("blank.other-body", place, **details), Level.ERROR, place, "3.2")

    def _is_executors(self, at: int) -> bool:
        """Whether the phone there stands with a name under the letter or in the footer: it is not the body's."""
        place = self._places.span(at, at)
        if place.zone is not Zone.FOOTER and at < self._head:
            return False
        line = self._places.paragraph(place.part, place.paragraph or 0)
        above = self._places.paragraph(place.part, (place.paragraph or 0) - 1)
        return names_executor(line.words) or names_executor(above.words)

    def _executor(self, span: tuple[int, int]) -> Remark:
        about, place = fields()["executor"], self._places.span(*span)
        details: dict[str, Any] = {"words": shorten(self._places.text[slice(*span)]), "tag": " ".join(about.mark)}
        return Remark(self._error("blank.typed-executor", place, **details), Level.ERROR, place, about.clause)

    def _addresses(self) -> Iterator[Remark]:
        """A line with a street or a postcode, held to the lines of the profile's address."""
        own = words_key(" ".join(self._body.address_lines))
        for place in self._lines():
            start, end = place.start or 0, place.end or 0
            words = self._text[start:end].replace(_MASK, " ").strip()
            index = POSTCODE.search(words)
            if not (index or (STREET.search(words) and any(map(str.isdigit, words)))):
                continue
            wanted = ", ".join(line.rstrip(",") for line in self._body.address_lines)
            same = words_key(words) in own or own in words_key(words)
            yield self._remark((start, end), "organisation.address_lines", same=same, wanted=wanted)

    def _lines(self) -> Iterator[BlankPlace]:
        """Paragraphs before the letter itself, and in the margins."""
        for spots in self._places.spots.values():
            for spot in spots:
                at = spot.place.start
                if at is not None and (at < self._head or spot.place.zone in _RUNNING):
                    yield spot.place

    def _remark(self, span: tuple[int, int], field: str, *, same: bool, wanted: str) -> Remark:
        about = fields()[field]
        place = self._places.span(*span)
        words = shorten(self._places.text[slice(*span)])
        details: dict[str, Any] = {"what": about.label, "words": words, "tag": " ".join(about.mark), "expected": wanted}
        code = "blank.typed" if same else "blank.typed-differs"
        return Remark(self._error(code, place, **details), Level.WARNING if same else Level.ERROR, place, about.clause)

    def _error(self, code: str, place: BlankPlace, **details: Any) -> TemplateError:
        return TemplateError(code, file=self._blank.file, part=place.part, paragraph=place.paragraph, **details)


def _figures(words: str) -> str:
    return regex.sub(r"\D", "", words)
