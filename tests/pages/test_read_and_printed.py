"""What is read of a Word file is what LibreOffice prints of it, in the odd corners too; else it is told."""

import io
import re
import zipfile

import pytest
from docx import Document
from docx.document import Document as Letter
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from letterkit.ooxml.changes import without_changes
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import TextMap, text_map
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts

pytestmark = pytest.mark.office
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
TITLE = (
    'w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}" '
    "w:prefixMappings=\"xmlns:ns0='http://purl.org/dc/elements/1.1/' "
    "xmlns:ns1='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'\""
)


def element(xml: str) -> object:
    begun = re.match(r"<[\w:]+", xml)
    assert begun
    spaces = f'{nsdecls("w", "r", "m")} xmlns:c="{CHART}"'
    return parse_xml(f"{xml[: begun.end()]} {spaces}{xml[begun.end() :]}")


def saved(letter: Letter) -> bytes:
    out = io.BytesIO()
    letter.save(out)
    return out.getvalue()


def read(docx: bytes) -> TextMap:
    return text_map(Package.open(docx, "письмо.docx"))


def words(text: str) -> list[str]:
    return sorted(re.findall(r"\w+", text))


def printed(converter: Converter, docx: bytes, name: str = "") -> list[str]:
    [pdf] = converter.pdfs([docx], names=[name])
    return words(" ".join(word.text for page in page_facts(pdf).pages for word in page.words))


def told(docx: bytes) -> dict[str, str]:
    found = read(docx)
    return {found.text[each.start : each.end]: each.name for each in found.fields}


def add(paragraph: object, *parts: str) -> None:
    for part in parts:
        paragraph._p.append(element(part))  # type: ignore[attr-defined]


def field(code: str, shown: str) -> tuple[str, ...]:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}" w:fldLock="1"/></w:r>'

    code = f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    return mark("begin"), code, mark("separate"), f"<w:r><w:t>{shown}</w:t></w:r>", mark("end")


def test_deleted_rows_and_cells_of_tables_are_gone_and_new_ones_stay(converter: Converter) -> None:
    letter = Document()
    table = letter.add_table(4, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"клетка{number}"
    change = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"/>'
    for row, cell, mark in ((0, 1, "cellDel"), (1, 0, "cellIns"), (3, 0, "cellDel"), (3, 1, "cellDel")):
        table.cell(row, cell)._tc.get_or_add_tcPr().append(element(f"<w:{mark} {change}"))
    table.rows[2]._tr.get_or_add_trPr().append(element(f"<w:del {change}"))
    letter.add_table(1, 1).cell(0, 0).text = "вся"
    letter.tables[1].rows[0]._tr.get_or_add_trPr().append(element(f"<w:del {change}"))
    data = saved(letter)
    accepted = without_changes(data, "письмо.docx")
    assert words(read(data).text) == words(read(accepted).text) == ["клетка0", "клетка2", "клетка3"]
    assert printed(converter, accepted) == ["клетка0", "клетка2", "клетка3"]
    assert b"cellIns" not in zipfile.ZipFile(io.BytesIO(accepted)).read("word/document.xml")


def test_controls_around_cells_and_rows_that_print_a_property_are_told(converter: Converter) -> None:
    letter = Document()
    letter.core_properties.title = "Свойство"
    table = letter.add_table(2, 2)
    for number, cell in enumerate(table._cells):
        cell.text = f"клетка{number}"
    for inner in (table.cell(0, 0)._tc, table.rows[1]._tr):
        control = element(f"<w:sdt><w:sdtPr><w:dataBinding {TITLE}/><w:text/></w:sdtPr><w:sdtContent/></w:sdt>")
        inner.addprevious(control)
        control[-1].append(inner)  # type: ignore[index]
    data = saved(letter)
    assert "Свойство" in printed(converter, data)
    assert told(data) == {"клетка0": "DOCPROPERTY", "клетка2\nклетка3": "DOCPROPERTY"}


def test_a_control_that_prints_other_data_of_the_file_is_told_and_one_that_prints_its_words_is_not(
    converter: Converter,
) -> None:
    letter = Document()
    item = Part(PackURI("/customXml/item9.xml"), "application/xml", "<a><b>Склад</b></a>".encode(), letter.part.package)
    letter.part.relate_to(item, f"{RELATIONS}/customXml")
    named = (
        b'<d:datastoreItem xmlns:d="http://schemas.openxmlformats.org/officeDocument/2006/customXml" d:itemID="{9A}"/>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    properties = Part(PackURI("/customXml/itemProps9.xml"), kind, named, letter.part.package)
    item.relate_to(properties, f"{RELATIONS}/customXmlProps")
    bound = '<w:sdtPr><w:dataBinding w:xpath="/a[1]/b[1]" w:storeItemID="{9A}"/><w:text/></w:sdtPr>'
    for shown in ("Текст", "Склад"):
        content = f"<w:sdtContent><w:r><w:t>{shown}</w:t></w:r></w:sdtContent>"
        add(letter.add_paragraph(), f"<w:sdt>{bound}{content}</w:sdt>")
    assert printed(converter, saved(letter)) == ["Склад", "Склад"]
    assert told(saved(letter)) == {"Текст": "DATABINDING"}


@pytest.mark.parametrize("code", ["DATE", "FILENAME", "NUMWORDS", "TITLE", "SAVEDATE", "AUTHOR"])
def test_a_locked_field_is_told_exactly_where_libreoffice_fills_it_all_the_same(
    converter: Converter, code: str
) -> None:
    letter = Document()
    add(letter.add_paragraph(), *field(code, "прежде"))
    assert (told(saved(letter)) == {}) == (printed(converter, saved(letter)) == ["прежде"])


def test_the_name_of_a_file_is_printed_and_read_as_its_own(converter: Converter) -> None:
    rtf = rb"{\rtf1\ansi {\field{\*\fldinst FILENAME }{\fldrslt x}}\par}"
    docx = converter.docx(rtf, ".rtf", name="О ремонте.rtf")
    assert read(docx).text.strip() == "О ремонте.rtf"
    assert printed(converter, docx, "О ремонте.rtf") == ["rtf", "О", "ремонте"]
    assert printed(converter, docx, "../-o.rtf") == ["00001", "docx"]


def chart(category: str, formatted: str = "General") -> bytes:
    def title(said: str) -> str:
        drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
        line = f'<a:p xmlns:a="{drawing}"><a:r><a:t>{said}</a:t></a:r></a:p>'
        return f'<c:title><c:tx><c:rich><a:bodyPr xmlns:a="{drawing}"/>{line}</c:rich></c:tx></c:title>'

    numbers = "<c:numRef><c:f>A</c:f><c:numCache><c:formatCode>{}</c:formatCode>{}</c:numCache></c:numRef>"
    points = '<c:ptCount val="1"/><c:pt idx="0"><c:v>{}</c:v></c:pt>'
    name = f"<c:tx><c:strRef><c:f>A</c:f><c:strCache>{points.format('Ряд')}</c:strCache></c:strRef></c:tx>"
    series = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{name}'
        f"<c:cat>{numbers.format(formatted, points.format(category))}</c:cat>"
        f"<c:val>{numbers.format('General', points.format('4321'))}</c:val></c:ser>"
    )
    axes = "".join(
        f'<c:{kind}><c:axId val="{number}"/><c:scaling/><c:delete val="0"/><c:axPos val="{side}"/>{title(said)}'
        f'<c:crossAx val="{3 - number}"/></c:{kind}>'
        for number, (kind, side, said) in enumerate((("catAx", "b", "Год"), ("valAx", "l", "Штук")), 1)
    )
    bars = f'<c:barChart><c:barDir val="col"/>{series}<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    plot = f"{title('Обращения')}<c:plotArea><c:layout/>{bars}{axes}</c:plotArea>"
    letter = Document()
    part = Part(
        PackURI("/word/charts/chart1.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        f'<c:chartSpace xmlns:c="{CHART}"><c:chart>{plot}</c:chart></c:chartSpace>'.encode(),
        letter.part.package,
    )
    id_ = letter.part.relate_to(part, f"{RELATIONS}/chart")
    drawing = (
        f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline><wp:extent cx="5000000" cy="3000000"/>'
        f'<wp:docPr id="1" name="c"/><a:graphic><a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" r:id="{id_}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    letter.add_paragraph().add_run()._r.append(parse_xml(drawing))
    return saved(letter)


def test_words_of_a_chart_are_read_and_its_numbers_are_said_to_be_unchecked(converter: Converter) -> None:
    for category, formatted, seen in (("2023", "General", ["2023"]), ("45292", "dd.mm.yyyy", [])):
        data = chart(category, formatted)
        assert words(read(data).text) == [*seen, "Год", "Обращения", "Штук"]
        assert read(data).notes == ("chart-numbers",)
        assert set(words(read(data).text)) <= set(printed(converter, data))


def test_formulas_ruby_lists_of_forms_and_idle_spaces_are_read_as_printed(converter: Converter) -> None:
    letter = Document()
    over = "<m:f><m:num><m:r><m:t>плата</m:t></m:r></m:num><m:den><m:r><m:t>площадь</m:t></m:r></m:den></m:f>"
    add(letter.add_paragraph(), f"<m:oMath>{over}</m:oMath>")
    ruby = "<w:rubyPr/><w:rt><w:r><w:t>сверху</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>снизу</w:t></w:r></w:rubyBase>"
    add(letter.add_paragraph(), f"<w:r><w:ruby>{ruby}</w:ruby></w:r>")
    entries = '<w:result w:val="1"/><w:listEntry w:val="один"/><w:listEntry w:val="два"/>'
    begin = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{entries}</w:ddList></w:ffData></w:fldChar>'
    code = "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
    add(letter.add_paragraph(), f"<w:r>{begin}</w:r>", code, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    add(letter.add_paragraph(), "<w:r><w:t>вме</w:t></w:r>", "<w:r><w:t> сте </w:t></w:r>")
    data = saved(letter)
    assert words(read(data).text) == ["вместе", "два", "плата", "площадь", "сверху", "снизу"]
    assert printed(converter, data) == words(read(data).text)
