"""The layout that a Word file asks for, without pages; what pages show is in the rules' examples and in print."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from letterkit.checking.profile import load_profile
from letterkit.checks import run
from letterkit.checks.rule_book import RuleBook, load_rulebook
from letterkit.checks.subject import Subject
from letterkit.core.finding import Finding, Level
from letterkit.core.profile import Profile
from letterkit.core.report import Verdict
from letterkit.reading import read_docx, read_text

from .word_letter import BODY, OPENING, Number, WordLetter, set_number

ROOT = Path(__file__).resolve().parents[3]
Findings = Callable[..., list[Finding]]


def book_of(pack: str) -> RuleBook:
    return load_rulebook(ROOT / "rules", [pack])


@pytest.fixture(scope="module")
def plain_profile() -> Profile:
    return load_profile(ROOT / "rules" / "profile.yml")


@pytest.fixture(scope="module")
def found(plain_profile: Profile) -> Findings:
    """What the layout rules say of a Word letter that is not printed."""
    book = book_of("gost-2025")

    def findings(**settings: Any) -> list[Finding]:
        letter = read_docx(WordLetter(**settings).docx(), "письмо.docx")
        report = run.check(letter, book=book, profile=plain_profile)
        return [finding for finding in report.findings if finding.family == "layout"]

    return findings


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code.removeprefix("layout.") for finding in findings]


def test_a_letter_set_by_the_standard_passes(found: Findings) -> None:
    assert found() == []


@pytest.mark.parametrize("lines", [1, 1.15, 1.5])
@pytest.mark.parametrize("size_pt", [12, 13, 14])
def test_everything_that_the_standard_allows_passes(found: Findings, size_pt: float, lines: float) -> None:
    assert found(left_mm=20, right_mm=10, size_pt=size_pt, lines=lines, indent_mm=12.7, font="PT Serif") == []


@pytest.mark.parametrize(
    ("side", "mm", "said"),
    [
        ("left_mm", 15, "Левое поле 15 мм, по стандарту – не меньше 20 мм"),
        ("right_mm", 5, "Правое поле 5 мм, по стандарту – не меньше 10 мм"),
        ("top_mm", 12.7, "Верхнее поле 12,7 мм, по стандарту – не меньше 20 мм"),
        ("bottom_mm", 10, "Нижнее поле 10 мм, по стандарту – не меньше 20 мм"),
    ],
)
def test_a_narrow_margin_is_named_with_its_width(found: Findings, side: str, mm: float, said: str) -> None:
    (finding,) = found(**{side: mm})
    assert (finding.code, finding.level, finding.message) == ("layout.margin", Level.WARNING, said)


def test_the_gutter_is_part_of_the_margin(found: Findings) -> None:
    def bound(document: Any) -> None:
        document.sections[0].gutter = Mm(10)

    assert found(left_mm=12, change=bound) == []


def test_a_coat_of_arms_may_open_the_letter_in_the_top_margin(found: Findings) -> None:
    def with_arms(document: Any) -> None:
        run_ = document.paragraphs[0].insert_paragraph_before().add_run()
        run_._r.append(OxmlElement("w:drawing"))
        document.element.body.insert(0, run_._r.getparent())

    assert found(top_mm=10, change=with_arms) == []
    assert codes(found(top_mm=10)) == ["margin"]


def test_an_attachment_may_have_margins_and_type_of_its_own(found: Findings) -> None:
    def with_attachment(document: Any) -> None:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(8)
        for text in BODY * 3:
            document.add_paragraph().add_run(text).font.size = Pt(9)

    assert found(change=with_attachment) == []


@pytest.mark.parametrize("size_pt", [9, 11, 11.5, 15, 16])
def test_text_in_another_size_is_shown_at_its_first_paragraph(found: Findings, size_pt: float) -> None:
    (finding,) = (each for each in found(size_pt=size_pt) if each.code == "layout.font-size")
    assert finding.level is Level.WARNING
    assert finding.excerpt == OPENING
    assert f"{size_pt:g}".replace(".", ",") in finding.message


def test_one_small_paragraph_of_many_is_mere_advice(found: Findings) -> None:
    def with_note(document: Any) -> None:
        document.paragraphs[-8].runs[0].font.size = Pt(10)

    (finding,) = found(paragraphs=9, change=with_note)
    assert (finding.code, finding.level) == ("layout.font-size", Level.ADVICE)


def test_the_size_may_come_from_a_style_or_from_runs(found: Findings) -> None:
    def by_runs(document: Any) -> None:
        for paragraph in document.paragraphs:
            for each in paragraph.runs:
                each.font.size = Pt(14)

    def by_style(document: Any) -> None:
        style = document.styles.add_style("Текст письма", 1)
        style.base_style, style.font.size = document.styles["Normal"], Pt(13)
        for paragraph in document.paragraphs:
            paragraph.style = style

    assert "font-size" in codes(found(size_pt=10))
    assert "font-size" not in codes(found(size_pt=10, change=by_runs))
    assert "font-size" not in codes(found(size_pt=10, change=by_style))


def test_a_table_in_the_text_may_be_set_smaller(found: Findings) -> None:
    def with_table(document: Any) -> None:
        table = document.add_table(6, 3)
        document.paragraphs[4]._p.addnext(table._tbl)
        for cell in (cell for row in table.rows for cell in row.cells):
            cell.paragraphs[0].add_run("Квартира передана по акту приёмки").font.size = Pt(9)

    assert found(change=with_table) == []


def test_a_pasted_paragraph_in_another_font_is_noticed(found: Findings) -> None:
    def with_pasted(document: Any) -> None:
        document.paragraphs[5].runs[0].font.name = "Arial"

    (finding,) = found(change=with_pasted)
    assert (finding.code, finding.level) == ("layout.font-family", Level.ADVICE)
    assert "Arial" in finding.message
    assert "Times New Roman" in finding.message


@pytest.mark.parametrize(
    ("settings", "code", "words"),
    [
        ({"lines": 2}, "line-spacing", "интервал: 2;"),
        ({"lines": 0.8}, "line-spacing", "интервал: 0,8;"),
        ({"indent_mm": 0}, "indent", "отступ: нет"),
        ({"indent_mm": 20}, "indent", "отступ: 2 см"),
        ({"align": "left"}, "alignment", "по левому краю"),
        ({"align": "center"}, "alignment", "по центру"),
    ],
)
def test_how_paragraphs_are_set_is_mere_advice(
    found: Findings, settings: dict[str, Any], code: str, words: str
) -> None:
    (finding,) = found(**settings)
    assert (finding.code, finding.level) == (f"layout.{code}", Level.ADVICE)
    assert words in finding.message


def test_an_indent_typed_as_a_tab_is_an_indent(found: Findings) -> None:
    def typed(document: Any) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text in (OPENING, *BODY):
                paragraph.runs[0].text = f"\t{paragraph.text}"

    assert found(indent_mm=0, change=typed) == []


def test_items_of_a_list_have_indents_of_their_own(found: Findings) -> None:
    def listed(document: Any) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text in BODY:
                paragraph.style = document.styles["List Number"]
                paragraph.paragraph_format.first_line_indent = Mm(-6)

    assert found(change=listed) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Number(), []),
        (None, []),
        (Number(on_first=True), ["page-number-first"]),
        (Number(words="– # –"), ["page-number-form"]),
        (Number(words="стр. #"), ["page-number-form"]),
        (Number(align="right"), ["page-number-place"]),
        (Number(edge_mm=5), ["page-number-place"]),
        (Number(zone="footer"), ["page-number-place"]),
        (Number(zone="footer", words="Петрова Анна Сергеевна, #"), ["page-number-place"]),
    ],
)
def test_the_number_of_the_page_is_read_from_its_field(
    found: Findings, number: Number | None, expected: list[str]
) -> None:
    assert codes(found(number=number)) == expected


def test_a_number_that_a_tab_or_a_frame_places_is_left_alone(found: Findings) -> None:
    def by_tab(document: Any) -> None:
        paragraph = document.sections[0].header.paragraphs[0]
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].header_distance = Mm(11)
        paragraph.add_run("\t")
        set_number(paragraph)

    assert found(number=None, change=by_tab) == []


def test_a_sheet_of_another_size_is_named(found: Findings) -> None:
    def american(document: Any) -> None:
        document.sections[0].page_width, document.sections[0].page_height = Mm(215.9), Mm(279.4)

    (finding,) = found(change=american)
    assert (finding.code, finding.level) == ("layout.paper-size", Level.ADVICE)
    assert "216 × 279" in finding.message


def test_a_typed_letter_has_no_layout_and_is_not_incomplete_for_it(plain_profile: Profile) -> None:
    book = book_of("gost-2025")
    report = run.check(read_text(OPENING.encode(), "письмо.txt"), book=book, profile=plain_profile)
    layout = {item.what: item.why for item in report.not_checked if item.what.startswith("layout.")}
    assert [finding.code for finding in report.findings if finding.family == "layout"] == []
    assert report.verdict is Verdict.READY
    assert layout["layout.margin"] == "layout.none"


@pytest.mark.parametrize(("pack", "limit"), [("gost-2025", 80), ("gost-2016", 75)])
def test_each_edition_of_the_standard_has_its_own_longest_line(plain_profile: Profile, pack: str, limit: float) -> None:
    book = book_of(pack)
    assert book.complete(plain_profile).limits["corner_line_mm"] == limit
    assert {check.code for check in book.checks if check.family == "layout"} == {
        path.stem for path in (ROOT / "rules" / "gost").glob("layout.*.yml")
    }


def test_a_damaged_measure_is_passed_over(plain_profile: Profile) -> None:
    def odd(document: Any) -> None:
        size = document.styles["Normal"].element.rPr.find("{*}sz")
        size.set(next(iter(size.attrib)), "большой")

    letter = read_docx(WordLetter(change=odd).docx(), "письмо.docx")
    subject = Subject(letter, book_of("gost-2025").complete(plain_profile))
    assert letter.paper is not None
    assert all(setting.size_pt for setting in subject.settings)
