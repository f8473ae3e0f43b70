"""Savings are what the coach says they are: LibreOffice prints the letter again without the advised passages."""

import io
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from docx import Document

from letterkit.checking.profile import load_profile
from letterkit.checks.families.length.coach import RankedPassage, advised_cuts, plan
from letterkit.checks.families.length.measure import measure, printed_pages
from letterkit.checks.subject import Subject
from letterkit.core.cuts import CutPlan
from letterkit.core.page import PageFacts
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts
from letterkit.reading import read_docx

from .laid_out import laid_out
from .long_letter import long_letter

pytestmark = [pytest.mark.office, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
PROFILE = load_profile(ROOT / "rules" / "profile.yml")
SIZE_PT = 14
COMES_DOWN = ["resettlement", "gas"]
"""Three and four pages, of which the advised cuts leave two; of the other letters too little is superfluous."""
TOO_LITTLE = ["heating", "young_family"]
SAME_LINE_MM = 3.0


@pytest.fixture(scope="module")
def converter() -> Iterator[Converter]:
    with Converter() as opened:
        yield opened


@cache
def word_file(name: str) -> bytes:
    return laid_out(long_letter(name).text, size_pt=SIZE_PT)


def printed(converter: Converter, files: Iterable[bytes]) -> list[PageFacts]:
    return [page_facts(pdf) for pdf in converter.pdfs(list(files))]


def subject_of(converter: Converter, name: str) -> Subject:
    [facts] = printed(converter, [word_file(name)])
    return Subject(read_docx(word_file(name), f"{name}.docx"), PROFILE, facts=facts)


def coached(subject: Subject) -> tuple[CutPlan, tuple[RankedPassage, ...]]:
    made = plan(subject)
    assert made is not None
    return made, advised_cuts(subject)


def without(name: str, subject: Subject, cuts: Iterable[RankedPassage]) -> bytes:
    """The Word file as an executor would leave it: the passages gone, of those to be shortened the beginning kept."""
    document = Document(io.BytesIO(word_file(name)))
    for cut in cuts:
        for start, end in cut.passage.spans:
            words = subject.text[start:end]
            paragraph = next(each for each in document.paragraphs if words in each.text)
            rest = paragraph.text.replace(words, words[: cut.passage.keep // len(cut.passage.spans)]).strip()
            paragraph.text = rest
            if not rest:
                paragraph._p.getparent().remove(paragraph._p)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def lines(facts: PageFacts) -> int:
    """Lines of words on all the pages."""
    count = 0
    for page in facts.pages:
        low = -SAME_LINE_MM
        for top in sorted(word.box.y_mm for word in page.words):
            if top - low > SAME_LINE_MM:
                count, low = count + 1, top
    return count


def last_page(facts: PageFacts) -> int:
    return max(page.number for page in facts.pages if page.words)


FIRST, *REST = *COMES_DOWN, *TOO_LITTLE
FIRST_OF_ALL = [FIRST, *(pytest.param(name, marks=pytest.mark.long) for name in REST)]


@pytest.mark.parametrize("name", COMES_DOWN)
def test_without_the_least_cuts_two_pages_are_left(converter: Converter, name: str) -> None:
    subject = subject_of(converter, name)
    made, cuts = coached(subject)
    assert printed_pages(subject) > 2
    assert made.enough
    chosen = [cut for cut in cuts if cut.rank in made.least]
    [facts] = printed(converter, [without(name, subject, chosen)])
    assert last_page(facts) == 2


@pytest.mark.parametrize("name", TOO_LITTLE)
def test_where_the_cuts_are_said_to_be_too_few_they_are(converter: Converter, name: str) -> None:
    subject = subject_of(converter, name)
    made, cuts = coached(subject)
    assert not made.enough
    [facts] = printed(converter, [without(name, subject, cuts)])
    assert last_page(facts) == 3


@pytest.mark.parametrize("name", FIRST_OF_ALL)
def test_each_passage_saves_the_lines_that_it_is_said_to_save(converter: Converter, name: str) -> None:
    """To a line: words wrap anew, and the coach would rather promise too little."""
    subject = subject_of(converter, name)
    _, cuts = coached(subject)
    whole, *shorter = printed(converter, [word_file(name), *(without(name, subject, [cut]) for cut in cuts)])
    saved = [lines(whole) - lines(facts) for facts in shorter]
    promised = [cut.lines for cut in cuts]
    assert all(said <= real <= said + 1 for said, real in zip(promised, saved, strict=True)), (promised, saved)
    assert measure(subject).measured
