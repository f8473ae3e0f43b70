"""Layout measured on the pages that LibreOffice prints: in millimetres, on the right page, at the right place."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from letterkit.checking.profile import load_profile
from letterkit.checks import run
from letterkit.checks.rule_book import RuleBook, load_rulebook
from letterkit.checks.subject import Subject
from letterkit.compose import Catalogue, compose
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Letter
from letterkit.core.page import PageFacts
from letterkit.core.profile import Profile
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts
from letterkit.reading import read_docx, read_pdf
from letterkit.tables.card import load_card

from .word_letter import EXECUTOR, HEAD, Number, WordLetter, set_number

ROOT = Path(__file__).resolve().parents[3]
Form = Literal["docx", "pdf"]
FORMS: tuple[Form, ...] = ("docx", "pdf")
LONG = 20
"""Paragraphs that fill two pages at least."""
BLANKS = ("corner", "longitudinal", "corner-2016", "longitudinal-2016")

MEASURED = {
    "times-12": {
        "left_mm": 15,
        "right_mm": 5,
        "top_mm": 12,
        "bottom_mm": 10,
        "size_pt": 12,
        "font": "Liberation Serif",
    },
    "times-14": {"left_mm": 20, "right_mm": 10, "top_mm": 20, "bottom_mm": 20, "size_pt": 14},
    "sans-11": {"left_mm": 10, "right_mm": 8, "top_mm": 15, "bottom_mm": 15, "size_pt": 11, "font": "Liberation Sans"},
    "narrow-16": {"left_mm": 18, "right_mm": 20, "size_pt": 16, "font": "Liberation Sans Narrow", "lines": 1.15},
    "serif-13": {"left_mm": 25, "right_mm": 12, "top_mm": 17, "size_pt": 13, "font": "DejaVu Serif", "lines": 1.5},
}


def two_sided(document: Any) -> None:
    document.settings.element.append(OxmlElement("w:mirrorMargins"))


def head_in_header(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer, section.header_distance = True, Mm(12)
    header = section.first_page_header
    header.paragraphs[0].text = HEAD[0]
    for line in HEAD[1:]:
        header.add_paragraph(line)
    document.element.body.remove(document.tables[0]._tbl)


def running_head(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer, section.header_distance = True, Mm(10)
    section.header.paragraphs[0].text = "Министерство строительства Сахалинской области"
    number = section.header.add_paragraph()
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_number(number)


def executor_in_footer(document: Any) -> None:
    for paragraph in document.paragraphs[-2:]:
        paragraph._p.getparent().remove(paragraph._p)
    footer = document.sections[0].footer
    footer.paragraphs[0].text = EXECUTOR[0]
    footer.add_paragraph(EXECUTOR[1])


def small_table(document: Any) -> None:
    table = document.add_table(5, 3)
    document.paragraphs[4]._p.addnext(table._tbl)
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.paragraphs[0].add_run("Квартира передана").font.size = Pt(9)


def signature_on_new_page(document: Any) -> None:
    closing = next(each for each in document.paragraphs if each.text == "С уважением,")
    closing.paragraph_format.page_break_before = True


def three_lines_with_signature(document: Any) -> None:
    closing = next(each for each in document.paragraphs if each.text == "С уважением,")
    for number in range(3):
        line = closing.insert_paragraph_before("Об окончании работ жителей известят объявлением у подъезда.")
        line.alignment, line.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(12.5)
        line.paragraph_format.page_break_before = number == 0


SILENT: Mapping[str, dict[str, Any]] = {
    "by the standard": {},
    "least margins": {"left_mm": 20, "right_mm": 10, "paragraphs": LONG},
    "two pages": {"paragraphs": LONG},
    "number ten millimetres from the edge": {"paragraphs": LONG, "number": Number(edge_mm=10)},
    "two-sided": {"left_mm": 20, "right_mm": 10, "paragraphs": LONG, "change": two_sided},
    "running head": {"number": None, "paragraphs": LONG, "change": running_head},
    "executor in the footer": {"change": executor_in_footer, "number": None},
    "small table": {"change": small_table},
    "spaced one and a half": {"lines": 1.5, "size_pt": 12},
    "three lines with the signature": {"change": three_lines_with_signature},
}
FAULTY: Mapping[str, tuple[dict[str, Any], set[str]]] = {
    "left": ({"left_mm": 15}, {"margin"}),
    "right": ({"right_mm": 6}, {"margin"}),
    "top": ({"top_mm": 12, "number": None}, {"margin"}),
    "bottom": ({"bottom_mm": 14, "paragraphs": LONG}, {"margin"}),
    "small": ({"size_pt": 11}, {"font-size"}),
    "large": ({"size_pt": 16}, {"font-size"}),
    "double": ({"lines": 2, "size_pt": 12}, {"line-spacing"}),
    "no indent": ({"indent_mm": 0}, {"indent"}),
    "ragged": ({"align": "left", "paragraphs": 8}, {"alignment"}),
    "no number": ({"paragraphs": LONG, "number": None}, {"page-number-missing"}),
    "number at the right": ({"paragraphs": LONG, "number": Number(align="right")}, {"page-number-place"}),
    "number below": ({"paragraphs": LONG, "number": Number(zone="footer")}, {"page-number-place"}),
    "number at the edge": ({"paragraphs": LONG, "number": Number(edge_mm=5)}, {"page-number-place"}),
    "number between dashes": ({"paragraphs": LONG, "number": Number(words="– # –")}, {"page-number-form"}),
    "number on the first page": ({"paragraphs": LONG, "number": Number(on_first=True)}, {"page-number-first"}),
    "signature alone": ({"paragraphs": 9, "change": signature_on_new_page}, {"signature-alone"}),
}


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile(ROOT / "rules" / "profile.yml")


@pytest.fixture(scope="module")
def books() -> dict[str, RuleBook]:
    return {pack: load_rulebook(ROOT / "rules", [pack]) for pack in ("gost-2025", "gost-2016")}


@pytest.fixture(scope="module")
def letters(profile: Profile) -> dict[str, bytes]:
    """Every letter of this module as .docx, by name."""
    made = {f"measured {name}": WordLetter(**{"paragraphs": LONG, **how}).docx() for name, how in MEASURED.items()}
    made |= {f"silent {name}": WordLetter(**how).docx() for name, how in SILENT.items()}
    made |= {f"faulty {name}": WordLetter(**how).docx() for name, (how, _) in FAULTY.items()}
    made["head in header"] = WordLetter(change=head_in_header, number=None).docx()
    catalogue = Catalogue(ROOT / "templates")
    card = load_card(ROOT / "templates" / "samples" / "demo.yml")
    for blank in BLANKS:
        composed = compose(card, catalogue.reply("by_date"), catalogue.blank(blank), profile)
        made[f"blank {blank}"] = composed.docx
    return made


@pytest.fixture(scope="module")
def printed(letters: dict[str, bytes]) -> Iterator[dict[str, bytes]]:
    """The same letters as .pdf, all printed in one go."""
    with Converter() as converter:
        yield dict(zip(letters, converter.pdfs(list(letters.values())), strict=True))


Read = Callable[[str, Form], tuple[Letter, PageFacts]]
Found = Callable[..., list[Finding]]


@pytest.fixture(scope="module")
def read(letters: dict[str, bytes], printed: dict[str, bytes]) -> Read:
    def letter(name: str, form: Form) -> tuple[Letter, PageFacts]:
        facts = page_facts(printed[name])
        if form == "pdf":
            return read_pdf(printed[name], f"{name}.pdf", facts), facts
        return read_docx(letters[name], f"{name}.docx"), facts

    return letter


@pytest.fixture(scope="module")
def found(read: Read, books: dict[str, RuleBook], profile: Profile) -> Found:
    def findings(name: str, form: Form, pack: str = "gost-2025") -> list[Finding]:
        letter, facts = read(name, form)
        report = run.check(letter, book=books[pack], profile=profile, facts=facts)
        return [finding for finding in report.findings if finding.family == "layout"]

    return findings


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code.removeprefix("layout.") for finding in findings}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", MEASURED)
def test_margins_are_measured_to_half_a_millimetre(name: str, form: Form, read: Read, profile: Profile) -> None:
    letter, facts = read(f"measured {name}", form)
    first = Subject(letter, profile, facts=facts).sheets[0].margins
    given = WordLetter(**MEASURED[name])
    assert first is not None
    assert first.left_mm == pytest.approx(given.left_mm, abs=0.1)
    assert first.right_mm == pytest.approx(given.right_mm, abs=0.5)
    assert first.top_mm == pytest.approx(given.top_mm, abs=0.8)
    # The last line that fits may leave room for almost one more, and a paragraph keeps two lines together.
    assert given.bottom_mm - 0.3 <= first.bottom_mm < given.bottom_mm + 2.2 * given.size_pt * given.lines * 0.48


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", MEASURED)
def test_the_size_of_the_type_is_that_of_the_file(name: str, form: Form, read: Read, profile: Profile) -> None:
    letter, facts = read(f"measured {name}", form)
    settings = Subject(letter, profile, facts=facts).settings
    sizes = {setting.size_pt for setting in settings if setting.end - setting.start > 60}
    assert sizes == {MEASURED[name]["size_pt"]}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SILENT)
def test_what_the_standard_allows_passes_in_print(name: str, form: Form, found: Found) -> None:
    assert [finding.message for finding in found(f"silent {name}", form)] == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("blank", BLANKS)
def test_letters_on_our_own_blanks_pass(blank: str, form: Form, found: Found) -> None:
    pack = "gost-2016" if blank.endswith("2016") else "gost-2025"
    assert [finding.message for finding in found(f"blank {blank}", form, pack)] == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FAULTY)
def test_each_fault_is_found_once_and_nothing_else(name: str, form: Form, found: Found) -> None:
    findings = found(f"faulty {name}", form)
    assert codes(findings) == FAULTY[name][1]
    assert len(findings) == 1


@pytest.mark.parametrize("form", FORMS)
def test_the_box_of_a_margin_is_the_margin(form: Form, found: Found) -> None:
    (finding,) = found("faulty left", form)
    assert finding.page == 1
    assert finding.box is not None
    assert (finding.box.x_mm, finding.box.width_mm) == pytest.approx((0, 15), abs=0.2)
    assert finding.box.y_mm == pytest.approx(20, abs=1)


@pytest.mark.parametrize("form", FORMS)
def test_the_box_of_a_page_number_is_the_number(form: Form, found: Found) -> None:
    (finding,) = found("faulty number below", form)
    assert finding.page == 2
    assert finding.box is not None
    assert finding.box.bottom_mm == pytest.approx(297 - 11, abs=1.5)
    assert finding.box.x_mm + finding.box.width_mm / 2 == pytest.approx((30 + 210 - 15) / 2, abs=1)


@pytest.mark.parametrize("form", FORMS)
def test_a_letterhead_printed_into_the_top_margin_is_mere_advice(form: Form, found: Found) -> None:
    (finding,) = found("head in header", form)
    assert (finding.code, finding.level) == ("layout.margin", Level.ADVICE)
    assert "Верхнее поле 12" in finding.message
