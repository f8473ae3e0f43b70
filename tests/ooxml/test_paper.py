"""The layout that a .docx asks for: paragraphs once all their styles have spoken, sheets, page numbers."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from word_files import docx

from letterkit.core.paper import Paper, Setting, Zone
from letterkit.ooxml.measures import millimetres, points
from letterkit.ooxml.package import Package
from letterkit.ooxml.paper import paper_of
from letterkit.ooxml.text import text_map

TEXT = "Крышу отремонтируют до 1 сентября 2026 года."
Change = Callable[[Any], None]


def paper(change: Change, text: str = TEXT) -> Paper:
    document = Document()
    document.add_paragraph(text)
    change(document)
    saved = io.BytesIO()
    document.save(saved)
    package = Package.open(saved.getvalue(), "письмо.docx")
    return paper_of(package, text_map(package))


def setting(change: Change, text: str = TEXT) -> Setting:
    return paper(change, text).settings[0]


def test_a_paragraph_is_set_as_its_style_says() -> None:
    def normal(document: Any) -> None:
        style = document.styles["Normal"]
        style.font.name, style.font.size = "PT Serif", Pt(13)
        style.paragraph_format.line_spacing, style.paragraph_format.first_line_indent = 1.5, Mm(12.5)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    found = setting(normal)
    assert (found.size_pt, found.font, found.lines, found.align) == (13, "PT Serif", 1.5, "justify")
    assert found.indent_mm == pytest.approx(12.5, abs=0.1)


def test_a_style_inherits_what_it_does_not_say() -> None:
    def derived(document: Any) -> None:
        normal = document.styles["Normal"]
        normal.font.name, normal.font.size = "PT Serif", Pt(10)
        style = document.styles.add_style("Текст письма", 1)
        style.base_style, style.font.size = normal, Pt(14)
        document.paragraphs[0].style = style

    found = setting(derived)
    assert (found.size_pt, found.font) == (14, "PT Serif")


def test_what_is_written_on_the_run_goes_before_its_styles() -> None:
    def on_run(document: Any) -> None:
        document.styles["Normal"].font.size = Pt(10)
        document.paragraphs[0].runs[0].font.size = Pt(14)
        document.paragraphs[0].runs[0].font.name = "Arial"

    found = setting(on_run)
    assert (found.size_pt, found.font) == (14, "Arial")


def test_most_letters_of_a_paragraph_decide() -> None:
    def with_mark(document: Any) -> None:
        document.styles["Normal"].font.size = Pt(14)
        document.paragraphs[0].add_run("1").font.size = Pt(8)

    assert setting(with_mark).size_pt == 14


def test_a_font_of_the_theme_is_looked_up() -> None:
    def named_after_theme(document: Any) -> None:
        document.styles["Normal"].font.name = "Arial"
        fonts = document.paragraphs[0].runs[0]._r.get_or_add_rPr()
        fonts.append(parse_xml(f'<w:rFonts {nsdecls("w")} w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'))

    plain = setting(lambda document: None).font  # the file from which python-docx starts names the theme's font
    assert plain not in (None, "Arial")
    assert setting(named_after_theme).font == plain


def test_styles_that_lead_back_to_themselves_end() -> None:
    def circle(document: Any) -> None:
        one, other = document.styles.add_style("Один", 1), document.styles.add_style("Другой", 1)
        one.base_style, other.base_style, one.font.size = other, one, Pt(14)
        document.paragraphs[0].style = one

    assert setting(circle).size_pt == 14


@pytest.mark.parametrize(
    ("rule", "line", "lines"),
    [("auto", "360", 1.5), ("exact", "322", 1.0), ("exact", "280", 0.87), ("atLeast", "200", 1.0)],
)
def test_the_distance_of_lines_is_told_in_lines(rule: str, line: str, lines: float) -> None:
    def spaced(document: Any) -> None:
        document.styles["Normal"].font.size = Pt(14)
        properties = document.paragraphs[0]._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:spacing {nsdecls("w")} w:line="{line}" w:lineRule="{rule}"/>'))

    assert setting(spaced).lines == pytest.approx(lines, abs=0.01)


def test_an_indent_typed_with_a_tab_is_not_known() -> None:
    assert setting(lambda document: None, f"\t{TEXT}").indent_mm is None


def test_cells_of_a_table_are_told_apart() -> None:
    def table(document: Any) -> None:
        document.add_table(1, 1).rows[0].cells[0].text = "Квартира"

    assert [each.zone for each in paper(table).settings] == [Zone.BODY, Zone.TABLE]


def test_every_section_has_its_sheet_and_the_text_on_it() -> None:
    def two(document: Any) -> None:
        first = document.sections[0]
        first.page_width, first.page_height, first.left_margin, first.gutter = Mm(210), Mm(297), Mm(20), Mm(5)
        second = document.add_section(WD_SECTION.NEW_PAGE)
        second.left_margin, second.gutter = Mm(8), Mm(0)
        document.add_paragraph("Приложение")

    first, second = paper(two).sheets
    assert (first.width_mm, first.height_mm) == pytest.approx((210, 297), abs=0.1)
    assert (first.margins.left_mm, second.margins.left_mm) == pytest.approx((25, 8), abs=0.1)
    assert first.start == 0
    assert len(TEXT) <= first.end == second.start < second.end


def test_a_file_that_leaves_its_sheet_to_the_program_has_none() -> None:
    def bare(document: Any) -> None:
        section = document.sections[0]._sectPr
        section.remove(section.find(qn("w:pgSz")))

    assert paper(bare).sheets == ()


def number_by(inside: str, zone: str = "header", properties: str = "") -> Change:
    def change(document: Any) -> None:
        document.sections[0].header_distance = document.sections[0].footer_distance = Mm(12)
        part = getattr(document.sections[0], zone)
        part.is_linked_to_previous = False
        part._element.insert(0, parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{properties}</w:pPr>{inside}</w:p>"))

    return change


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PA</w:instrText></w:r>'
    '<w:r><w:instrText>GE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SIMPLE = '<w:fldSimple w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
PAGES = '<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>3</w:t></w:r></w:fldSimple>'
CENTRED = '<w:jc w:val="center"/>'


@pytest.mark.parametrize(
    ("inside", "properties", "align", "around"),
    [
        (FIELD, CENTRED, "center", "#"),
        (SIMPLE, CENTRED, "center", "#"),
        (f"<w:sdt><w:sdtContent>{FIELD}</w:sdtContent></w:sdt>", CENTRED, "center", "#"),
        (f'<w:r><w:t xml:space="preserve">стр. </w:t></w:r>{SIMPLE}', '<w:jc w:val="right"/>', "right", "стр. #"),
        (f'{SIMPLE}<w:r><w:t xml:space="preserve"> из </w:t></w:r>{PAGES}', "", "left", "# из 3"),
        (f"<w:r><w:tab/></w:r>{SIMPLE}", "", None, "#"),
        (SIMPLE, '<w:framePr w:xAlign="center"/>', None, "#"),
    ],
)
def test_the_field_of_the_page_number_is_found_however_it_is_written(
    inside: str, properties: str, align: str | None, around: str
) -> None:
    (found,) = paper(number_by(inside, "header", properties)).numbers
    assert (found.zone, found.align, found.around, found.on_first) == (Zone.HEADER, align, around, True)
    assert found.edge_mm == pytest.approx(12, abs=0.1)


def test_a_count_of_pages_is_no_page_number() -> None:
    assert paper(number_by(PAGES)).numbers == ()


def test_a_first_page_with_a_header_of_its_own_has_no_number() -> None:
    def different(document: Any) -> None:
        number_by(SIMPLE, "footer")(document)
        document.sections[0].different_first_page_header_footer = True

    (found,) = paper(different).numbers
    assert (found.zone, found.on_first) == (Zone.FOOTER, False)


def test_numbers_in_dashes_may_be_asked_for_by_the_section() -> None:
    def dashed(document: Any) -> None:
        number_by(SIMPLE)(document)
        document.sections[0]._sectPr.append(parse_xml(f'<w:pgNumType {nsdecls("w")} w:fmt="numberInDash"/>'))

    assert [each.around for each in paper(dashed).numbers] == ["- # -"]


def test_settings_of_the_whole_document_are_read() -> None:
    def mirrored(document: Any) -> None:
        document.settings.element.append(OxmlElement("w:mirrorMargins"))
        run = document.paragraphs[0].insert_paragraph_before().add_run()
        run._r.append(OxmlElement("w:drawing"))

    plain, changed = paper(lambda document: None), paper(mirrored)
    assert (plain.mirrored, changed.mirrored) == (False, True)
    assert (plain.opens_with_picture, changed.opens_with_picture) == (False, True)


@pytest.mark.parametrize(
    ("said", "mm"), [("1134", 20.0), ("2cm", 20.0), ("0.5in", 12.7), ("-567", -10.0), ("десять", None), (None, None)]
)
def test_lengths_may_name_their_unit(said: str | None, mm: float | None) -> None:
    found = millimetres(said)
    assert found == (None if mm is None else pytest.approx(mm, abs=0.01))


def test_sizes_are_counted_in_half_points_unless_they_name_a_unit() -> None:
    assert (points("28", 2), points("14pt", 2), points("", 2)) == (14, 14, None)


def test_a_run_of_a_hundred_thousand_signs_is_read_in_time_that_grows_with_them() -> None:
    # The properties of a run sought among all its signs, for each of them, would outlast the limit of a test.
    tabs = "<w:tab/>" * 100_000
    package = Package.open(docx(f"<w:p><w:r>{tabs}<w:t>Ответ</w:t></w:r></w:p>"), "letter.docx")
    assert len(paper_of(package, text_map(package)).settings) == 1
