"""A letter is judged alike whichever way it came: typed, in Word, printed."""

import re
from collections import Counter
from typing import Any

import pytest

from letterkit.core.report import Report

from .letters_in_all_forms import LETTERS, READ_OTHERWISE, Form, Part, labelled_letters, marks_of, report, reports

pytestmark = pytest.mark.slow

NEED_PAGES = re.compile(r"executor\.(?:place|corner)|length\..+|layout\..+|typography\.hanging")
"""Codes of rules that look at pages or type, which a .txt has not."""
UNSEEN_IN_PRINT = frozenset({"typography.double-space", "typography.invisible"})
"""Codes of rules about signs that leave no trace on paper: a PDF has words with places, not blanks."""

NAMES = [letter.name for letter in labelled_letters(LETTERS)]


def expected_to_fail(reason: str | None) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


def names(form: Form) -> list[Any]:
    """The letters; those read otherwise must differ, or they no longer belong to the list."""
    known = READ_OTHERWISE[form]
    return [pytest.param(name, marks=[*marks_of(name, form), *expected_to_fail(known.get(name))]) for name in NAMES]


def found(report: Report) -> Counter[tuple[str, str]]:
    """Codes with the words that they are about, white space and hyphenation aside."""
    return Counter(
        (finding.code, re.sub(r"[\s\u00ad]+", "", finding.excerpt))
        for finding in report.findings
        if not NEED_PAGES.fullmatch(finding.code)
    )


def in_print(findings: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    return Counter({key: count for key, count in findings.items() if key[0] not in UNSEEN_IN_PRINT})


@pytest.mark.parametrize("name", names("docx"))
def test_word_gives_the_findings_of_the_typed_letter(name: str) -> None:
    assert found(report("docx", name)) == found(report("txt", name))


@pytest.mark.parametrize("name", names("pdf"))
def test_print_gives_the_findings_of_the_typed_letter(name: str) -> None:
    assert in_print(found(report("pdf", name))) == in_print(found(report("txt", name)))


@pytest.mark.office
@pytest.mark.parametrize("part", ["some", pytest.param("rest", marks=pytest.mark.long)])
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_what_is_found_in_a_printed_letter_is_shown_on_its_page(form: Form, part: Part) -> None:
    lost = [
        f"{name}: {finding.code} {finding.excerpt!r}"
        for name, report_ in reports(form, part=part).items()
        for finding in report_.findings
        if finding.start is not None and (finding.page is None or finding.box is None)
    ]
    assert lost == []
