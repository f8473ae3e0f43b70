"""A field that changes by itself: the letter that is signed would not be the one that was checked."""

import io
from collections.abc import Callable

from docx import Document
from docx.oxml import parse_xml

from letterkit.checking.checker import Checker
from letterkit.checking.fix import mend_letter
from letterkit.core.report import Verdict

CODE = "placeholder.changing-field"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_field(data: bytes, instruction: str, shown: str) -> bytes:
    """The letter with a paragraph before its last line that ends with a field."""
    document, out = Document(io.BytesIO(data)), io.BytesIO()
    field = f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'
    text = '<w:r><w:t xml:space="preserve">Данные приведены на </w:t></w:r>'
    document.paragraphs[-1]._p.addprevious(parse_xml(f"<w:p {WORD}>{text}{field}</w:p>"))
    document.save(out)
    return out.getvalue()


def test_it_is_an_error_until_its_mend_makes_it_plain_text(
    checker: Checker, docx_of: Callable[[str], bytes], clean: str
) -> None:
    data = with_field(docx_of(clean), "DATE", "1 июня 2024 года")
    report = checker.check_bytes(data, "a.docx").report
    [found] = [each for each in report.findings if each.code == CODE]
    assert (report.verdict, found.excerpt, found.suggestions) == (
        Verdict.FIX,
        "1 июня 2024 года",
        ("1 июня 2024 года",),
    )
    mended = mend_letter(data, "a.docx", found, found.suggestions[0])
    after = checker.check_bytes(mended, "a.docx").report
    assert after.text == report.text
    assert CODE not in {each.code for each in after.findings}


def test_one_that_shows_nothing_yet_is_told_all_the_same(
    checker: Checker, docx_of: Callable[[str], bytes], clean: str
) -> None:
    report = checker.check_bytes(with_field(docx_of(clean), "SAVEDATE", ""), "a.docx").report
    assert [each.start for each in report.findings if each.code == CODE] == [None]


def test_a_page_number_is_none(checker: Checker, docx_of: Callable[[str], bytes], clean: str) -> None:
    report = checker.check_bytes(with_field(docx_of(clean), "PAGE", "1"), "a.docx").report
    assert CODE not in {each.code for each in report.findings}
