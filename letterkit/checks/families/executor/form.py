"""Clause 6.2: how the mark of the executor is written – below the signature, the name undeclined, a whole phone."""

from collections.abc import Iterator

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role
from letterkit.russian import morph

# «Петровой Анне Сергеевне», «Иванову Ивану Петровичу»; the genitive and the instrumental likewise.
_DECLINED = regex.compile(
    r"(?<!\p{L})\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?\s+\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+"
    r"(?:вн[еуы]|вной|чн[еуы]|чной|[вь]ич[уае]|[вь]ичем|мич[уа])(?!\p{L})"
)
_TO_WHOM = regex.compile(r"(?i)\b(?:к|ко|у|от|с|со|на\s+имя|обращаться|звонить|спросить|телефон|тел\.)\s*:?\s+$")
_NAME_AND_PATRONYMIC = regex.compile(
    r"(?<![^\n])[ \t]*(?P<person>(?P<name>\p{Lu}\p{Ll}+)\s+\p{Lu}\p{Ll}+(?:[оеё]вич|ьич|мич|[ое]вна|ична|инишна))"
    r"(?=\s*(?:[,;\n(+]|$|\d))"
)
CODED_PHONE = regex.compile(
    r"(?<![\d+])(?P<country>(?:\+7|8)\s?)?\((?P<code>\d{3,5})\)\s?"
    r"(?P<rest>\d+(?:[-–‑]\d+)*|\d{1,3}(?: \d{2}){2})(?![\d-])"
)
_WHOLE = 10
"""Figures in a phone with the code of its town, without +7 or 8."""


@function_check("executor.above-signature")
def above_signature(subject: Subject) -> Iterator[Hit]:
    """The mark stands before the signature."""
    mark, signature = subject.first(Role.EXECUTOR), subject.first(Role.SIGNATURE)
    if mark and signature and mark.end <= signature.start and subject.last(Role.EXECUTOR) == mark:
        text = subject.text_of(mark)
        yield Hit(mark.start + len(text) - len(text.lstrip()), mark.start + len(text.rstrip()))


@function_check("executor.name-declined", alone=(Role.EXECUTOR,))
def name_declined(subject: Subject) -> Iterator[Hit]:
    """«Петровой Анне Сергеевне»: the mark names the executor in the nominative."""
    for part in subject.parts_of(Role.EXECUTOR):
        for found in _DECLINED.finditer(subject.text, part.start, part.end):
            if not _TO_WHOM.search(subject.text, max(part.start - 20, 0), found.start()):
                yield Hit(*found.span())


@function_check("executor.no-surname", alone=(Role.EXECUTOR,))
def no_surname(subject: Subject) -> Iterator[Hit]:
    """«Анна Сергеевна, +7 …»: a name and a patronymic, and no surname."""
    for part in subject.parts_of(Role.EXECUTOR):
        for found in _NAME_AND_PATRONYMIC.finditer(subject.text, part.start, part.end):
            if any("Name" in parse.tag for parse in morph.parses(found["name"])):
                yield Hit(*found.span("person"))


@function_check("executor.phone-figures", alone=(Role.EXECUTOR,))
def phone_figures(subject: Subject) -> Iterator[Hit]:
    """«(4242) 00-00», «(4242) 00-00-00-00»: a phone with its code has ten figures."""
    for part in subject.parts_of(Role.EXECUTOR):
        for found in CODED_PHONE.finditer(subject.text, part.start, part.end):
            count = len(found["code"]) + sum(sign.isdigit() for sign in found["rest"])
            if count != _WHOLE:
                yield Hit(found.start(), found.end(), {"count": str(count)})
