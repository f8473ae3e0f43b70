"""Clause 2.1: places of acts that nobody can find – «пункт 3.2 правил», «статья 12 закона о штрафах»."""

from collections.abc import Iterator

import regex

from letterkit.checks.families.law_acts import acts, known_acts
from letterkit.checks.hit import Hit
from letterkit.checks.registry import function_check
from letterkit.checks.subject import PROSE, Subject

# «Пункт 3.2 правил», and then the sentence goes on: of which rules?
_OF_RULES = regex.compile(
    r"(?i)\b(?:пункт|подпункт|раздел|абзац)\p{L}*\s+\d[\d.]*\d?\s+(?P<holder>правил|регламента|положения|инструкции|порядка)"
    r"(?=\s*(?:[,.;:)]|$|\s(?:мы|вы|он|она|оно|они|это|за|должн\p{L}+|обязан\p{L}*|нужно|можно|нельзя|не|уже|плат\p{L}+|подрядчик|собственник\p{L}*|управляющ\p{L}+)\b))"
)
_NAMED_IN_FULL = {
    "правил": (
        r"(?i)\bправил\p{L}*\s+(?:\p{L}+(?:ого|ой|их|ых)\s+)?\p{Ll}{4,}(?:ия|ий|ства|а|и|ы)\b"
        r"|\bправил\p{L}*\s*(?:«|,\s+(?:утвержд|котор))"
    ),
    "регламента": r"(?i)\bрегламент\p{L}*\s+(?:\p{Ll}{5,}|«|,)",
    "положения": r"(?i)\bположени\p{L}+\s+(?:об?|«|,)\s?",
    "инструкции": r"(?i)\bинструкци\p{L}+\s+(?:по|об?|«|,)\s?",
    "порядка": r"(?i)\bпорядк\p{L}*\s+\p{Ll}{6,}(?:ия|ий)\b",
}
_TOLD = regex.compile(r"(?i)\W*(?:утвержд|установл|принят|введ[её]н|котор|от\s|«)\p{L}*|\s*\(")
# «По статье 12 Закона об административных правонарушениях»: a law by its matter alone.
_BY_MATTER = regex.compile(
    r"(?i)\b(?:стать\p{L}{1,3}|ст\.)\s+\d[\d.]*\d?\s+(?P<act>(?:федеральн\p{L}+\s+)?закона\s+об?\s+(?!бюджете)\p{Ll}+(?:\s+\p{Ll}+){0,3})(?=\s*(?:[.,;)]|$))"
)
_REGION = regex.compile(r"(?i)\b(?:област|кра[яй]|республик|округ|район|город)\p{L}*")
_LEAST = 3
"""Words of a title whose loss at its end is plain."""


@function_check("law.rules-unnamed")
def rules_unnamed(subject: Subject) -> Iterator[Hit]:
    """«Согласно пункту 3.2 правил»: of which rules?"""
    for part in subject.parts_of(*PROSE):
        text = subject.text_of(part)
        for found in _OF_RULES.finditer(text):
            holder = found["holder"].lower()
            rest = subject.prose.replace(found.group(), " ")
            if not _TOLD.match(text, found.end()) and not regex.search(_NAMED_IN_FULL[holder], rest):
                yield Hit(part.start + found.start(), part.start + found.end(), {"holder": holder})


@function_check("law.by-matter")
def by_matter(subject: Subject) -> Iterator[Hit]:
    """An article of a law that has neither date nor number anywhere in the letter."""
    for part in subject.parts_of(*PROSE):
        for found in _BY_MATTER.finditer(subject.text, part.start, part.end):
            named = any(act.number or act.date for act in acts(subject))
            if not named and not _REGION.search(found["act"]):
                yield Hit(*found.span("act"))


@function_check("law.title-cut")
def title_cut(subject: Subject) -> Iterator[Hit]:
    """The title of a known law without its last words."""
    for act in acts(subject):
        if not (act.federal_law and act.name and act.number):
            continue
        for one in known_acts():
            if one.number.upper() != act.number.upper() or act.date not in (None, one.date):
                continue
            said, known = _words(act.name), _words(one.name)
            if _LEAST <= len(said) < len(known) and known[: len(said)] == said:
                at = subject.text.find(act.name, act.start)
                if at >= 0:
                    yield Hit(at, at + len(act.name), {"name": one.name}, (one.name,))


def _words(name: str) -> list[str]:
    return regex.findall(r"\p{L}+", name.lower().replace("ё", "е"))
