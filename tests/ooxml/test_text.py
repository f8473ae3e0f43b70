# ruff: noqa: E501 - XML is easier to read unbroken
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import docx, pack, paragraph, parts, run, story, table, text_box, unpack

from letterkit.core.errors import LetterFileError
from letterkit.core.paper import Zone
from letterkit.ooxml.changes import without_changes
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import TextMap, text_map

SECTION = "<w:sectPr>{}</w:sectPr>"


def read(body: str, more: dict[str, str] | None = None) -> TextMap:
    found = text_map(Package.open(docx(body, more), "letter.docx"))
    for piece in found.pieces:
        if piece.is_text:
            assert piece.element is not None
            assert (piece.element.text or "")[piece.offset :][: piece.end - piece.start] == found.text[
                piece.start : piece.end
            ]
    for one in found.paragraphs:
        assert found.text[one.start : one.end].strip()
    return found


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText> {code} </w:instrText></w:r>{mark('separate')}{result}{mark('end')}"


def test_paragraphs_are_lines_and_empty_ones_empty_lines() -> None:
    found = read(paragraph("О ремонте") + paragraph() + paragraph("Уважаемая ", "Мария!"))
    assert found.text == "О ремонте\n\nУважаемая Мария!"
    assert [found.text[p.start : p.end] for p in found.paragraphs] == ["О ремонте", "Уважаемая Мария!"]


def test_cells_are_read_one_after_another_and_nested_tables_in_their_cell() -> None:
    inner = table((paragraph("в"), paragraph("г")))
    found = read(table((paragraph("а"), paragraph("б") + inner), (paragraph("д"), paragraph("е"))) + paragraph("ж"))
    assert found.text == "а\nб\nв\nг\nд\nе\nж"
    assert [p.zone for p in found.paragraphs] == [Zone.TABLE] * 6 + [Zone.BODY]
    assert len({p.group for p in found.paragraphs}) == 7


def test_the_right_half_of_a_table_is_said_to_stand_right() -> None:
    found = read(table((paragraph("а"), paragraph("б"))))
    assert [p.align for p in found.paragraphs] == [None, "right"]


def test_a_large_indent_stands_right_too() -> None:
    found = read(
        paragraph("Ивановой М.П.", properties='<w:ind w:left="5103"/>')
        + paragraph("О ремонте", properties='<w:jc w:val="both"/>')
    )
    assert [p.align for p in found.paragraphs] == ["right", "justify"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    found = read(
        paragraph("Министерство", text_box(paragraph("Ивановой М.П.") + paragraph("ул. Мира"))) + paragraph("О ремонте")
    )
    assert found.text == "Министерство\nИвановой М.П.\nул. Мира\nО ремонте"
    assert [p.zone for p in found.paragraphs] == [Zone.BODY, Zone.TEXTBOX, Zone.TEXTBOX, Zone.BODY]


def test_an_old_text_box_alone_is_read() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Киму А.')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert read(paragraph("а", box)).text == "а\nКиму А."


def test_frames_of_one_shape_stand_together() -> None:
    frame = '<w:framePr w:w="4000" w:hAnchor="margin" w:yAlign="bottom"/>'
    found = read(
        paragraph("а") + paragraph("Петрова", properties=frame) + paragraph("тел.", properties=frame) + paragraph("б")
    )
    assert [p.zone for p in found.paragraphs] == [Zone.BODY, Zone.FRAME, Zone.FRAME, Zone.BODY]
    assert found.paragraphs[1].group == found.paragraphs[2].group != 0


def test_headers_come_first_and_footers_last_each_once_and_only_those_in_use() -> None:
    more = {
        "word/header1.xml": story("hdr", paragraph("первый")),
        "word/header2.xml": story("hdr", paragraph("обычный")),
        "word/header3.xml": story("hdr", paragraph("чётный")),
        "word/footer4.xml": story("ftr", paragraph("подвал")),
    }
    kinds = (
        ("headerReference", "first", 1),
        ("headerReference", "default", 2),
        ("headerReference", "even", 3),
        ("footerReference", "default", 4),
    )
    links = "".join(f'<w:{name} w:type="{kind}" r:id="rId{number}"/>' for name, kind, number in kinds)
    section = SECTION.format(links + "<w:titlePg/>")
    again = paragraph("конец раздела", properties=section)
    assert read(again + paragraph("текст") + section, more).text == "первый\nобычный\nконец раздела\nтекст\nподвал"
    plain = SECTION.format(links)
    assert read(paragraph("текст") + plain, more).text == "обычный\nтекст\nподвал"
    settings = {**more, "word/settings.xml": story("settings", "<w:evenAndOddHeaders/>")}
    assert read(paragraph("текст") + plain, settings).text == "обычный\nчётный\nтекст\nподвал"


def test_notes_are_read_after_the_body_in_the_order_of_their_marks() -> None:
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>'
        for number, text in ((1, "вторая"), (2, "первая"), (3, "лишняя"))
    )
    separator = f'<w:footnote w:type="separator" w:id="0">{paragraph("—")}</w:footnote>'

    def mark(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    found = read(paragraph("а", mark(2), "б", mark(1)), {"word/footnotes.xml": story("footnotes", separator + notes)})
    assert found.text == "аб\nпервая\nвторая"
    assert found.paragraphs[-1].zone is Zone.FOOTNOTE


@pytest.mark.parametrize("wrapper", ["sdt", "hyperlink", "smartTag", "customXml", "fldSimple", "ins", "moveTo"])
def test_wrappers_around_runs_are_looked_through(wrapper: str) -> None:
    inner = run("Ленина")
    inner = f"<w:sdtPr/><w:sdtContent>{inner}</w:sdtContent>" if wrapper == "sdt" else inner
    assert read(paragraph("ул. ", f"<w:{wrapper}>{inner}</w:{wrapper}>", ", д. 1")).text == "ул. Ленина, д. 1"


def test_content_controls_around_blocks_and_rows_are_looked_through() -> None:
    row = f"<w:sdt><w:sdtContent><w:tr><w:tc>{paragraph('б')}</w:tc></w:tr></w:sdtContent></w:sdt>"
    found = read(f"<w:sdt><w:sdtContent>{paragraph('а')}<w:tbl>{row}</w:tbl></w:sdtContent></w:sdt>")
    assert found.text == "а\nб"


def test_fields_give_their_result_and_not_their_code() -> None:
    assert read(paragraph("от ", field('DATE \\@ "dd.MM.yyyy"', run("20.05.2024")), " №")).text == "от 20.05.2024 №"
    nested = field(f"IF {field('PAGE', run('2'))} = 1", run("да"))
    assert read(paragraph(nested)).text == "да"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("PAGE", []),
        ("MERGEFIELD Имя", []),
        ("REF known", []),
        ("REF lost", ["REF"]),
        ('IF 1 = 1 "а" "б"', ["IF"]),
        ("DOCPROPERTY LastSavedTime", ["LASTSAVEDTIME"]),
        ("TITLE", ["TITLE"]),
        ("WHATEVER", ["WHATEVER"]),
    ],
)
def test_a_field_is_told_unless_it_is_known_to_print_what_stands_in_the_text(code: str, told: list[str]) -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="Known"/><w:bookmarkEnd w:id="1"/>'
    found = read(paragraph("от ", field(code, run("мая")), mark))
    assert [(each.name, found.text[each.start : each.end]) for each in found.fields] == [(name, "мая") for name in told]


def test_a_lock_excuses_only_what_libreoffice_leaves_alone_then() -> None:
    def locked(code: str) -> str:
        return field(code, run("мая")).replace('"begin"', '"begin" w:fldLock="1"')

    assert not read(paragraph(locked("SAVEDATE"))).fields
    assert read(paragraph(locked("DATE"))).fields
    assert read(paragraph(locked("TITLE"))).fields


def test_a_content_control_that_is_filled_with_a_property_of_the_file_is_told() -> None:
    def control(store: str) -> str:
        bound = f'<w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{{{store}}}"/></w:sdtPr>'
        return f"<w:sdt>{bound}<w:sdtContent>{paragraph('Минстрой')}</w:sdtContent></w:sdt>"

    found = read(paragraph("до") + control("6C3C8BC8-F283-45AE-878A-BAB7291924A1") + control("0" * 32))
    assert [found.text[each.start : each.end] for each in found.fields] == ["Минстрой"]


def test_what_is_printed_has_the_changes_accepted_that_were_read_so() -> None:
    changes = f"<w:del><w:r><w:delText>было</w:delText></w:r></w:del><w:ins>{run('стало')}</w:ins>"
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('нет')}</w:tc></w:tr>"
    joined = paragraph("начало ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("конец")
    data = docx(paragraph(changes) + f"<w:tbl>{row}</w:tbl>" + joined + paragraph("дальше"))
    before = text_map(Package.open(data, "a.docx"))
    after = text_map(Package.open(without_changes(data, "a.docx"), "a.docx"))
    assert (after.text, after.notes) == (before.text, ())
    assert before.text == "стало\nначало конец\nдальше"


def test_words_that_are_drawn_are_read_after_their_paragraph() -> None:
    mark = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="ЧЕРНОВИК"/></v:shape></w:pict></w:r>'
    found = read(paragraph("до", mark) + paragraph("после"))
    assert found.text == "до\nЧЕРНОВИК\nпосле"
    assert [each.zone for each in found.paragraphs] == [Zone.BODY, Zone.TEXTBOX, Zone.BODY]


def test_of_alternatives_that_nobody_knows_the_fallback_is_read() -> None:
    choice = '<mc:Choice xmlns:z="http://example.org/z" Requires="z"><z:a/></mc:Choice>'
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    words = "<mc:Fallback><w:t>слово</w:t></mc:Fallback>"
    assert (
        read(paragraph(f"<w:r><mc:AlternateContent {space}>{choice}{words}</mc:AlternateContent></w:r>")).text
        == "слово"
    )


def test_signs_become_characters() -> None:
    signs = '<w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:font="Symbol" w:char="F0B7"/><w:cr/></w:r>'
    assert read(paragraph(signs)).text == "а\tб\nв\u2011\u00ad•\n"


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    changes = f"<w:del><w:r><w:delText>старый</w:delText></w:r></w:del><w:ins>{run('новый')}</w:ins><w:moveFrom>{run('ушёл')}</w:moveFrom>"
    found = read(paragraph("текст: ", changes))
    assert (found.text, found.notes) == ("текст: новый", ("changes-accepted",))


def test_a_deleted_paragraph_mark_joins_its_neighbours() -> None:
    found = read(paragraph("начало ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("конец") + paragraph("дальше"))
    assert found.text == "начало конец\nдальше"
    assert [found.text[p.start : p.end] for p in found.paragraphs] == ["начало конец", "дальше"]


def test_deleted_rows_are_gone() -> None:
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('нет')}</w:tc></w:tr><w:tr><w:tc>{paragraph('есть')}</w:tc></w:tr>"
    assert read(f"<w:tbl>{row}</w:tbl>").text == "есть"


def test_hidden_text_is_left_out_and_said() -> None:
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = (
        run("тайна", "<w:vanish/>")
        + run("и это", '<w:rStyle w:val="H"/>')
        + run("видно", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>')
    )
    found = read(paragraph("а ", hidden), {"word/styles.xml": story("styles", styles)})
    assert (found.text, found.notes) == ("а видно", ("hidden-dropped",))


NUMBERING = story(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>',
)


def item(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_of_lists_are_part_of_the_text() -> None:
    body = (
        item("раз", 1)
        + item("два", 1)
        + item("вложен", 1, 1)
        + item("вложен", 1, 1)
        + item("три", 1)
        + item("точка", 2)
        + item("пять", 3)
    )
    found = read(body, {"word/numbering.xml": NUMBERING})
    assert found.text == "1. раз\n2. два\n2.а) вложен\n2.б) вложен\n3. три\n• точка\n5. пять"
    assert found.notes == ()


def test_numbers_that_cannot_be_told_are_said() -> None:
    assert read(item("раз", 4), {"word/numbering.xml": NUMBERING}).notes == ("list-numbers",)


def test_a_letter_in_the_strict_form_is_read() -> None:
    contents = docx(paragraph("Уважаемая Мария Петровна!"))
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, part in unpack(contents).items()
    }
    assert text_map(Package.open(pack(strict), "strict.docx")).text == "Уважаемая Мария Петровна!"


@given(st.data())
def test_a_damaged_document_is_read_or_refused(data: st.DataObject) -> None:
    whole = story(
        "document",
        item("раз", 1) + paragraph("а", text_box(paragraph("б")), field("PAGE", run("2"))) + table((paragraph("в"),)),
    )
    at = data.draw(st.integers(whole.index("<w:body>"), len(whole) - 1))
    cut = data.draw(st.integers(0, 40))
    new = data.draw(st.sampled_from(["", "9", "-", "x", "</w:p>", "<w:p>", "я", "&#5;", '"']))
    contents = parts(more={"word/numbering.xml": NUMBERING})
    contents["word/document.xml"] = (whole[:at] + new + whole[at + cut :]).encode()
    with contextlib.suppress(LetterFileError):
        text_map(Package.open(pack(contents), "letter.docx"))


@pytest.mark.parametrize("value", ["x", "", "-1", "99999999999999999999", "1e999", "²"])
def test_numbers_that_are_none_are_passed_over(value: str) -> None:
    broken = NUMBERING.replace('w:val="1"', f'w:val="{value}"').replace('w:ilvl="1"', f'w:ilvl="{value}"')
    properties = f'<w:ind w:left="{value}"/><w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr>'
    symbol = f'<w:r><w:sym w:char="{value}"/></w:r>'
    cell = f'<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w="{value}"/></w:tcPr>{paragraph("б")}</w:tc></w:tr></w:tbl>'
    assert "а" in read(paragraph("а", symbol, properties=properties) + cell, {"word/numbering.xml": broken}).text
