"""What the editor is told while somebody writes: findings at their places in the text, and the pages."""

import base64
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from letterkit.checking.writing import Live, PrintedLetter, Remark
from letterkit.checks.check import Need
from letterkit.checks.rule_book import RuleBook
from letterkit.compose.executor_mark import mark_lines
from letterkit.compose.letter import post_lines
from letterkit.core.cuts import CutPlan
from letterkit.core.errors import LetterkitError
from letterkit.core.profile import Profile
from letterkit.reports import cuts
from letterkit.reports.as_html import facts_told
from letterkit.reports.mends import MendWords, describe_words, verb
from letterkit.reports.repeats import times_words
from letterkit.reports.wording import PAGE_FORMS, ROLES, plural, reason, sentence, tally, verdict_words
from webui.errors import capital
from webui.rules.links import rule_href

Object = dict[str, Any]


def live_object(live: Live, book: RuleBook, profile: Profile, seq: int = 0) -> Object:
    """``live`` for the script: findings in the order of the text, those without a place in it last."""
    remarks, signer = _sort_by_place(live.remarks), live.written.card.signer
    found = [remark.finding for remark in remarks]
    return {
        "seq": seq,
        "verdict": live.verdict.value,
        "verdict_words": verdict_words(
            replace(live.report, verdict=live.verdict, findings=tuple(found)), may_be_signed=False
        ),
        "tally": tally(found),
        "findings": [finding_object(number, remark, book) for number, remark in enumerate(remarks, 1)],
        "facts": facts_told(live.report),
        "addressee": list(live.addressee),
        "salutation": live.salutation,
        "signature": {"post": " ".join(post_lines(signer, profile)), "name": signer.name or ""},
        "executor": " ".join(mark_lines(live.written.card.executor)),
        "error": None,
    }


def refused_object(fault: LetterkitError, seq: int = 0) -> Object:
    """Why there is no letter to check yet: something is missing in its card, or its text has been emptied."""
    return {
        "seq": seq,
        "verdict": "incomplete",
        "verdict_words": "Письмо пока не собрать",
        "tally": "",
        "findings": [],
        "facts": [],
        "addressee": [],
        "salutation": "",
        "signature": None,
        "executor": "",
        "error": capital(sentence(fault)),
    }


def finding_object(number: int, remark: Remark, book: RuleBook) -> Object:
    """One finding; ``start`` and ``end`` count code points of the editor's text, None elsewhere in the letter."""
    finding = remark.finding
    clause = book.clauses.by_number.get(finding.clause or "")
    return {
        "n": number,
        "code": finding.code,
        "rule_href": rule_href(finding.code),
        "clause": finding.clause,
        "clause_title": clause.asks if clause else "",
        "level": finding.level.value,
        "message": finding.message,
        "advice": finding.advice,
        "where": remark.where.value if remark.where else None,
        "where_words": ROLES[remark.where] if remark.where and remark.start is None else None,
        "verb": verb(finding),
        **_place_object(remark),
        "others": [_place_object(other) for other in remark.others],
        "others_words": times_words(len(finding.others)),
    }


def _place_object(remark: Remark) -> Object:
    excerpt = remark.finding.excerpt
    return {
        "excerpt": excerpt,
        "start": remark.start,
        "end": remark.end,
        "suggestions": list(remark.suggestions),
        "mends": [_mend_object(describe_words(words, excerpt)) for words in remark.suggestions],
        "safe": remark.finding.safe and bool(remark.suggestions),
    }


def _mend_object(mend: MendWords) -> Object:
    """``told`` is the mend as one line, for those who hear it."""
    return {**asdict(mend), "told": str(mend)}


def preview_object(printed: PrintedLetter, text: str, book: RuleBook) -> Object:
    """The pages of ``text`` as pictures with boxes at the findings, and how a letter that is too long can be shortened.

    Boxes have the numbers that the findings have while the letter is written; ``findings`` are those that only pages
    show, such as the place of the executor's mark.
    """
    seen_while_writing = _sort_by_place([remark for remark in printed.live.remarks if not _needs_pages(remark, book)])
    on_pages = [remark for remark in printed.live.remarks if _needs_pages(remark, book)]
    numbered = list(enumerate([*seen_while_writing, *on_pages], 1))
    pages = printed.pages or 0
    return {
        "pages": [
            {
                "number": picture.page,
                "src": f"data:image/png;base64,{base64.b64encode(picture.png).decode('ascii')}",
                "width_mm": round(picture.width_mm, 2),
                "height_mm": round(picture.height_mm, 2),
                "boxes": _boxes(numbered, picture.page),
            }
            for picture in printed.checked.pictures
        ],
        "page_count": pages,
        "page_words": plural(pages, PAGE_FORMS) if pages else "",
        "why": no_pages(printed.checked.why_no_pages),
        "coach": _coach(printed, text),
        "findings": [
            finding_object(number, remark, book) for number, remark in numbered if number > len(seen_while_writing)
        ],
    }


def no_pages(why: str | None) -> str:
    """«Страниц нет: …» where a letter could not be printed, empty where it could."""
    return f"Страниц нет: {reason(why)}" if why else ""


def _sort_by_place(remarks: Sequence[Remark]) -> list[Remark]:
    """In the order of the text, those without a place in it last."""
    return sorted(remarks, key=lambda remark: (remark.start is None, remark.start or 0))


def _needs_pages(remark: Remark, book: RuleBook) -> bool:
    check = book.by_code.get(remark.finding.code)
    return check is not None and check.needs in (Need.PAGES, Need.LAYOUT)


def _boxes(numbered: Sequence[tuple[int, Remark]], page: int) -> list[Object]:
    return [
        {
            "n": number,
            "x": round(box.x_mm, 2),
            "y": round(box.y_mm, 2),
            "w": round(box.width_mm, 2),
            "h": round(box.height_mm, 2),
            "level": remark.finding.level.value,
        }
        for number, remark in numbered
        for place in remark.finding.places
        if (box := place.box) is not None and place.page == page
    ]


def _coach(printed: PrintedLetter, text: str) -> Object | None:
    plan: CutPlan | None = printed.report.cuts
    if plan is None:
        return None
    lines = {passage.cut.rank: text.count("\n", 0, passage.start) + 1 for passage in printed.live.cuts}
    return {
        "heading": cuts.heading(plan),
        "rows": [
            {"what": row.what, "line": lines.get(row.rank), "saved": f"{row.saved_lines}, {row.saved_pages}"}
            for row in cuts.rows(printed.report)
        ],
        "verdict": cuts.verdict(plan),
    }
