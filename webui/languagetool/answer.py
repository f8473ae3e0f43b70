"""A report as LanguageTool's answer: what was found, where in what was sent, what to put, which rule says so."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from flask import url_for

from letterkit import __version__
from letterkit.checks.rule_book import RuleBook
from letterkit.core.finding import Finding, Level
from letterkit.core.report import Report
from letterkit.language.languagetool.client import OWN_NAME
from letterkit.reports.rule_words import title_of
from letterkit.reports.wording import FAMILIES, grouped_by_reason, reason
from letterkit.russian.sentences import sentences
from webui.engine import engine
from webui.errors import capital
from webui.languagetool.asked import Question
from webui.languagetool.markup import MarkedText

Object = dict[str, Any]
_RUSSIAN = {"name": "Russian", "code": "ru-RU"}
_AROUND = 40
_MISSPELLING, _HINT, _OTHER = "UnknownWord", "Hint", "Other"


@dataclass(frozen=True, slots=True)
class _Category:
    """What programs know of a family: its id and its kind of fault decide the colour of the line under the words."""

    id: str
    issue: str
    type: str = _OTHER


# Those that LanguageTool has for Russian; whatever is no fault of language is a matter of style.
_CATEGORIES = {
    "spelling": _Category("TYPOS", "misspelling", _MISSPELLING),
    "grammar": _Category("GRAMMAR", "grammar"),
    "punctuation": _Category("PUNCTUATION", "typographical"),
    "typography": _Category("TYPOGRAPHY", "typographical"),
    "consistency": _Category("SEMANTICS", "inconsistency"),
}
_STYLE = _Category("STYLE", "style", _HINT)
_NAMES = {
    "TYPOS": "Правописание",
    "GRAMMAR": "Грамматика",
    "PUNCTUATION": "Пунктуация",
    "TYPOGRAPHY": "Типографика",
    "SEMANTICS": "Согласованность сведений",
    "STYLE": "Стиль письма",
}
_SURE_BY_ITSELF = frozenset({"spelling", "typography"})
"""Families whose findings hold while the sentence is still being written."""


def category_of(family: str) -> str:
    """The id of the category that programs know ``family`` by."""
    return _CATEGORIES.get(family, _STYLE).id


def answer(asked: Question, findings: Iterable[Finding], book: RuleBook, likeness: float, unchecked: str) -> Object:
    """What is told of ``asked``: how much of it is Russian, from 0 to 1, and in words what could not be checked."""
    text = asked.text
    spans = sentences(text.plain)
    ranges = [_units(text, place) for start, end in spans if (place := text.place(start, end))]
    return {
        "software": {
            "name": OWN_NAME,
            "version": __version__,
            "buildDate": "",
            "apiVersion": 1,
            "premium": False,
            "status": "",
        },
        "warnings": {
            "incompleteResults": bool(unchecked),
            **({"incompleteResultsReason": unchecked} if unchecked else {}),
        },
        "language": {**_RUSSIAN, "detectedLanguage": {**_RUSSIAN, "confidence": likeness, "source": "letters"}},
        "matches": _matches(asked, findings, book, spans),
        "sentenceRanges": [[start, end] for start, end in ranges],
        "extendedSentenceRanges": [
            {"from": start, "to": end, "detectedLanguages": [{"language": "ru", "rate": 1.0}]} for start, end in ranges
        ],
    }


def unchecked_words(report: Report) -> str:
    """What could not be checked, and why; empty where all was."""
    groups = grouped_by_reason(report.not_checked)
    return " ".join(f"{capital(', '.join(titles))} – {reason(code)}" for code, titles in groups)


def _matches(
    asked: Question, findings: Iterable[Finding], book: RuleBook, spans: Sequence[tuple[int, int]]
) -> list[Object]:
    """In the order of the text; what is found of no place in it is nothing that a program could show."""
    told, starts = [], [start for start, _ in spans]
    for finding in findings:
        rule = book.by_code.get(finding.code)
        is_wide, category = rule is not None and rule.is_wide, category_of(finding.family)
        if not asked.rules.admit(finding.code, category, is_wide, _is_for_the_picky(finding, category)):
            continue
        for start, end, mends in _places(finding, asked.text.plain):
            place = asked.text.place(start, end)
            if place is not None:
                sentence = asked.text.plain[slice(*spans[max(0, bisect_right(starts, start) - 1)])]
                told.append((place, _match(finding, place, mends, sentence, asked.text, book)))
    return [match for _, match in sorted(told, key=lambda each: each[0])]


def _is_for_the_picky(finding: Finding, category: str) -> bool:
    """Advice on style; what may be a slip of spelling or grammar is worth a look of everybody."""
    return finding.level is Level.ADVICE and category == _STYLE.id


def _places(finding: Finding, plain: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Each place with its mends; one between two characters takes the one before along, to be seen at all."""
    for place in finding.places:
        start, end, mends = place.start, place.end, place.suggestions
        if start is None or end is None or not plain:
            continue
        if start == end and start > 0:
            start -= 1
            mends = tuple(plain[start] + words for words in mends)
        elif start == end:
            end += 1
            mends = tuple(words + plain[start] for words in mends)
        yield start, end, mends


def _match(
    finding: Finding, place: tuple[int, int], mends: tuple[str, ...], sentence: str, text: MarkedText, book: RuleBook
) -> Object:
    start, end = _units(text, place)
    category = _CATEGORIES.get(finding.family, _STYLE)
    is_sure = finding.family in _SURE_BY_ITSELF
    return {
        "message": ". ".join(filter(None, (finding.message.rstrip("."), finding.advice.rstrip(".")))) + ".",
        "shortMessage": _heading(finding),
        "replacements": [{"value": words} for words in mends],
        "offset": start,
        "length": end - start,
        "context": _context(text, place),
        "sentence": sentence,
        "type": {"typeName": category.type},
        "rule": {
            "id": finding.code,
            "description": _description(finding, book),
            "issueType": category.issue,
            **_urls(finding.code),
            "category": {"id": category.id, "name": _NAMES[category.id]},
        },
        "ignoreForIncompleteSentence": not is_sure,
        "contextForSureMatch": 0 if is_sure else -1,
    }


def _heading(finding: Finding) -> str:
    """«Канцелярит, пункт 3.7 Порядка»: LibreOffice shows no more of a rule."""
    family = capital(FAMILIES.get(finding.family, finding.family))
    return f"{family}, пункт {finding.clause} Порядка" if finding.clause else family


def _description(finding: Finding, book: RuleBook) -> str:
    check, clause = book.by_code.get(finding.code), book.clauses.by_number.get(finding.clause or "")
    title = title_of(check) if check is not None else _heading(finding)
    return f"{title}. Пункт {clause.number} Порядка: {clause.asks}" if clause is not None else title


def _urls(code: str) -> Object:
    """The page of the rule, where there is one."""
    if code not in engine().book.by_code:
        return {}
    address = engine().settings.address
    page = url_for("rules.show", code=code, _external=address is None)
    return {"urls": [{"value": urljoin(address, page) if address else page}]}


def _context(text: MarkedText, place: tuple[int, int]) -> Object:
    """The words around, on one line."""
    begin, finish = max(0, place[0] - _AROUND), min(len(text.written), place[1] + _AROUND)
    before, after = "..." if begin else "", "..." if finish < len(text.written) else ""
    shown = text.written[begin:finish].replace("\r", " ").replace("\n", " ")
    start, end = _units(text, place)
    return {"text": before + shown + after, "offset": len(before) + start - text.units(begin), "length": end - start}


def _units(text: MarkedText, place: tuple[int, int]) -> tuple[int, int]:
    return text.units(place[0]), text.units(place[1])
