"""Clause 2.1: places of acts that nobody can find – «пункт 3.2 правил», «статья 12 закона о штрафах»."""

from collections.abc import Iterator

import regex

from letterkit.checks.families.law.act_list import known_acts
from letterkit.checks.families.law.acts import acts
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.finding import Level

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
# «Это запрещает закон об исполнительном производстве»: the law is named by its matter, and no number says which.
_LAW_ALONE = regex.compile(
    r"(?i)(?<![\p{L}-]|федеральн\p{L}{2,3}\s|област\p{L}{1,3}\s|краев\p{L}{2,3}\s)(?P<act>закон(?:а|у|ом|е)?\s+об?\s+(?!бюджете|том\b|этом\b|ч[её]м\b|котор)"
    r"\p{Ll}{5,}(?:\s+(?!и\b|а\b|не\b|от\b)\p{Ll}+){0,2})(?=\s*[.,;)])"
)
# Who issued it is told before («Правительство утвердило правила постановлением от …») or it is a step of a case.
_ISSUES = regex.compile(
    r"(?i)\b(?:правительств|администраци|министерств|комитет|департамент|управлени|глав[аыуе]\b|губернатор|президент|дум[аыуе]\b|совет|мэр|комисси"
    r"|служб|суд|судь|пристав|следовател|дознавател|прокурор|прокуратур|участков|инспектор|полици|инспекци|област|кра[йея]\b|республик|город|район|округ)\p{L}*"
)
_TOLD_BY_WHOM = regex.compile(
    r"(?i)\s*(?:\([^)]*\)\s*)?(?:правительств|администраци|министерств|глав[аы]\b|губернатор|президент|мэр|о\s+возбужд|об\s+отказе|о\s+назнач|о\s+взыск|о\s+наложен|о\s+снят)\p{L}*"
)
_NUMBERLESS = regex.compile(
    r"(?i)\b(?:на\s+основании|в\s+соответствии\s+с|согласно|по|в\s+силу)\s+(?P<span>(?:под)?(?:пункт(?:а|у|ом)?|част(?:и|ью)|стать(?:и|е|[её]й))\s+(?P<holder>(?:федеральн\p{L}+\s+)?закона"
    r"|\p{L}+(?:ого)\s+кодекса|постановления|приказа|указа|правил|коллективного\s+договора|договора|регламента|положения|порядка))(?!\p{L})"
    r"|(?<!(?:эт|кажд|люб|перв|втор|треть|последн|одн|друг|нов|сам|так|тот|данн|указанн|следующ|отдельн)\p{L}{0,3}\s)\b(?P<span>пункт(?:ом|е)?\s+(?P<holder>(?:коллективного\s+|трудового\s+)?договора|правил|постановления|приказа))(?!\p{L}|,\s+(?:(?:в|во|по|согласно)\s+)?(?:котор|\p{L}+(?:ющ|ящ|вш)(?:ий|его|ему|им|ем)))"
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
            if _TOLD.match(text, found.end()):
                continue
            # What names them may be the very words that are looked at.
            if holder not in _named_holders(subject) or not regex.search(
                _NAMED_IN_FULL[holder], subject.prose.replace(found.group(), " ")
            ):
                yield Hit(part.start + found.start(), part.start + found.end(), {"holder": holder})


@once_a_letter
def _named_holders(subject: Subject) -> frozenset[str]:
    """The rules, regulations … that the letter names in full."""
    return frozenset(holder for holder, pattern in _NAMED_IN_FULL.items() if regex.search(pattern, subject.prose))


@function_check("law.by-matter")
def by_matter(subject: Subject) -> Iterator[Hit]:
    """An article of a law that has neither date nor number anywhere in the letter."""
    named = any(act.number or act.date for act in acts(subject))
    for part in subject.parts_of(*PROSE) if not named else ():
        for found in _BY_MATTER.finditer(subject.text, part.start, part.end):
            if not _REGION.search(found["act"]):
                yield Hit(*found.span("act"))
    if "закон" in subject.prose.lower() and not acts(subject):
        for part in subject.parts_of(*PROSE):
            for found in _LAW_ALONE.finditer(subject.text, part.start, part.end):
                if not _BY_MATTER.search(subject.text, max(part.start, found.start() - 40), found.end() + 1):
                    yield Hit(found.start("act"), found.end("act"), level=Level.ADVICE)


@function_check("law.no-issuer")
def no_issuer(subject: Subject) -> Iterator[Hit]:
    """«Постановлением от 18.12.2024 № 402»: whose? A number is told from another body's only by the body."""
    told = {(act.number, act.date) for act in acts(subject) if act.issuer}
    for act in acts(subject):
        word = act.noun.lower()
        if not word.startswith(("постановлени", "распоряжени", "указ")) or not (act.number and act.date):
            continue
        if act.issuer or (act.number, act.date) in told or _ISSUES.search(_sentence_before(subject, act.start)):
            continue
        if not _TOLD_BY_WHOM.match(subject.text, act.end):
            yield Hit(act.start, act.end)


@function_check("law.no-place-number", alone=PROSE, seeks=(_NUMBERLESS,))
def no_place_number(subject: Subject) -> Iterator[Hit]:
    """«В соответствии с пунктом постановления»: with which one?"""
    for part in subject.parts_of(*PROSE):
        for found in _NUMBERLESS.finditer(subject.text, part.start, part.end):
            yield Hit(*found.span("span"))


def _sentence_before(subject: Subject, at: int) -> str:
    start, _ = subject.sentences.at(at) or (at, at)
    return subject.text[start:at]


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
