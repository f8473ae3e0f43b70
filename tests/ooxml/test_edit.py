# ruff: noqa: E501 - XML is easier to read unbroken
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from word_files import W, docx, paragraph, parts, run, story, table, text_box, unpack

from letterkit.core.errors import LetterFileError
from letterkit.ooxml.edit import expected_text, replace
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map

BOLD = "<w:b/>"


def text_of(data: bytes) -> str:
    return text_map(Package.open(data, "letter.docx")).text


def edited(body: str, *changes: tuple[str, str]) -> bytes:
    """The letter with each first string of the pairs turned into the second."""
    data = docx(body)
    text = text_of(data)
    return replace(data, "letter.docx", [(text.index(old), text.index(old) + len(old), new) for old, new in changes])


def document(data: bytes) -> str:
    return unpack(data)["word/document.xml"].decode()


def code_of(data: bytes, *changes: tuple[int, int, str]) -> str:
    with pytest.raises(LetterFileError) as caught:
        replace(data, "letter.docx", list(changes))
    return caught.value.code


def test_a_word_is_replaced_and_nothing_else_changes() -> None:
    data = edited(paragraph("Уважаемый Мария!") + paragraph("Срок."), ("Уважаемый", "Уважаемая"))
    assert text_of(data) == "Уважаемая Мария!\nСрок."
    before, after = parts(paragraph("Уважаемый Мария!") + paragraph("Срок.")), unpack(data)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}


def test_no_change_leaves_every_part_alone() -> None:
    data = docx(paragraph("Срок."))
    assert unpack(replace(data, "letter.docx", [])) == unpack(data)


def test_new_words_look_like_the_first_that_they_replace() -> None:
    data = edited(
        paragraph(run("согласно ", BOLD), run("прика"), run("за", "<w:i/>"), run(" министерства")),
        ("приказа министерства", "закону"),
    )
    assert looks(data) == [("согласно ", "b"), ("закону", "")]


def test_what_stays_of_a_word_in_two_looks_keeps_them() -> None:
    data = edited(
        paragraph(run("согласно ", BOLD), run("прика"), run("за", "<w:i/>"), run(" министерства")),
        ("приказа", "приказу"),
    )
    assert looks(data) == [("согласно ", "b"), ("прика", ""), ("зу", "i"), (" министерства", "")]


def test_many_changes_at_once_count_in_the_old_text() -> None:
    data = edited(
        paragraph("один два три") + table((paragraph("четыре"), paragraph("пять"))),
        ("один", "1"),
        ("три", "3"),
        ("пять", "5"),
        ("четыре", "4"),
    )
    assert text_of(data) == "1 два 3\n4\n5"


def test_two_changes_side_by_side_are_both_made() -> None:
    data = docx(paragraph("абвг"))
    assert text_of(replace(data, "letter.docx", [(0, 2, "x"), (2, 4, "y")])) == "xy"


def test_insertions_at_both_ends_and_in_the_middle() -> None:
    data = docx(paragraph(run("ав", BOLD)))
    assert text_of(replace(data, "letter.docx", [(0, 0, "<"), (1, 1, "&б"), (2, 2, ">")])) == "<а&бв>"


def test_an_insertion_looks_like_what_stands_before_it() -> None:
    data = replace(docx(paragraph(run("один", BOLD), run("два"))), "letter.docx", [(4, 4, " и ")])
    assert run("один и ", BOLD) in document(data).replace("</w:t></w:r><w:r>", "</w:t></w:r><w:r>")


def test_words_go_into_an_empty_paragraph() -> None:
    data = docx(paragraph("а") + paragraph(properties=f"<w:rPr>{BOLD}</w:rPr>") + paragraph("б"))
    after = replace(data, "letter.docx", [(2, 2, "новое")])
    assert text_of(after) == "а\nновое\nб"
    assert run("новое", BOLD) in document(after)


def test_an_insertion_after_a_tab_stands_after_it() -> None:
    data = docx(paragraph("<w:r><w:t>а</w:t><w:tab/></w:r>"))
    assert text_of(replace(data, "letter.docx", [(2, 2, "б")])) == "а\tб"
    before = docx(paragraph("<w:r><w:tab/><w:t>а</w:t></w:r>"))
    assert text_of(replace(before, "letter.docx", [(0, 0, "б")])) == "б\tа"


def test_tabs_and_breaks_are_replaced_and_made() -> None:
    data = docx(paragraph("<w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t></w:r>"))
    assert text_of(replace(data, "letter.docx", [(1, 2, " ")])) == "а б\nв"
    assert text_of(replace(data, "letter.docx", [(0, 5, "раз\nдва\tтри")])) == "раз\nдва\tтри"


def test_spaces_at_the_ends_are_kept() -> None:
    data = edited(paragraph("один  два"), ("  ", " "))
    assert text_of(data) == "один два"
    assert 'xml:space="preserve"' in document(edited(paragraph("один"), ("один", "один ")))


def test_text_in_headers_notes_and_boxes_is_replaced() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    data = docx(
        paragraph("а", text_box(paragraph("Киму А."))) + section,
        {"word/header1.xml": story("hdr", paragraph("Министерство"))},
    )
    text = text_of(data)
    after = replace(data, "letter.docx", [(0, 12, "Агентство"), (text.index("Киму"), text.index("Киму") + 4, "Паку")])
    assert text_of(after) == "Агентство\nа\nПаку А."
    assert document(after).count("Паку") == 2, "the old drawing says the same"


def test_inserted_text_of_a_tracked_change_is_replaced() -> None:
    data = edited(paragraph("а ", f"<w:ins>{run('был')}</w:ins>"), ("был", "стал"))
    assert text_of(data) == "а стал"


def test_a_change_over_two_paragraphs_is_refused() -> None:
    assert code_of(docx(paragraph("а") + paragraph("б")), (0, 3, "x")) == "edit.crosses-paragraphs"
    assert code_of(docx(table((paragraph("а"), paragraph("б")))), (1, 2, "")) == "edit.crosses-paragraphs"


def test_overlapping_and_outside_places_are_refused() -> None:
    assert code_of(docx(paragraph("абв")), (0, 2, "x"), (1, 3, "y")) == "edit.overlap"
    assert code_of(docx(paragraph("абв")), (2, 9, "x")) == "edit.outside"
    assert code_of(docx(paragraph("абв")), (-1, 1, "x")) == "edit.outside"


def test_characters_that_xml_cannot_hold_are_refused() -> None:
    assert code_of(docx(paragraph("абв")), (0, 1, "\x07")) == "edit.control-character"


def test_a_number_that_word_sets_is_refused() -> None:
    numbering = story(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    data = docx(
        paragraph("раз", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        {"word/numbering.xml": numbering},
    )
    assert code_of(data, (0, 1, "2")) == "edit.not-text"
    assert text_of(replace(data, "letter.docx", [(3, 6, "два")])) == "1. два"


@given(st.data())
def test_any_changes_inside_paragraphs_give_the_text_they_say(data: st.DataObject) -> None:
    words = st.text("абв <&", min_size=1, max_size=5)
    made = data.draw(st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=3))
    letter = docx(
        "".join(paragraph(*(run(one, BOLD if number % 2 else "") for number, one in enumerate(runs))) for runs in made)
        + paragraph("конец")
    )
    text = text_of(letter)
    changes: list[tuple[int, int, str]] = []
    at = 0
    while at < len(text):
        start = data.draw(st.integers(at, len(text)))
        line_end = text.find("\n", start) if "\n" in text[start:] else len(text)
        end = data.draw(st.integers(start, line_end))
        changes.append((start, end, data.draw(st.text("где &>", max_size=4))))
        at = end + 1
    changes = [change for change in changes if change[0] != change[1] or change[2]]
    assert text_of(replace(letter, "letter.docx", changes)) == expected_text(text, changes)


def looks(data: bytes) -> list[tuple[str, str]]:
    """(words, look) of the runs of the body that show something; the old drawing of a text box is left out."""
    shown = []
    for node in etree.fromstring(unpack(data)["word/document.xml"]).iter(f"{{{W}}}r"):
        words = "".join(text.text or "" for text in node.findall(f"{{{W}}}t"))
        properties = node.find(f"{{{W}}}rPr")
        if words and not any("Fallback" in str(above.tag) for above in node.iterancestors()):
            look = "" if properties is None else " ".join(etree.QName(each).localname for each in properties)
            shown.append((words, look))
    return shown


def test_each_word_of_a_mend_across_runs_keeps_its_own_look() -> None:
    letter = paragraph(run("Уважаемый "), run("Мария", BOLD), run(" Петровна!"))
    after = edited(letter, ("Уважаемый Мария Петровна", "Уважаемая Мария Петровна"))
    assert looks(after) == [("Уважаемая ", ""), ("Мария", "b"), (" Петровна!", "")]


def test_a_word_put_into_another_form_keeps_its_look_beside_one_that_is_replaced() -> None:
    after = edited(paragraph(run("согласно "), run("приказа", BOLD)), ("согласно приказа", "в соответствии с приказом"))
    assert looks(after) == [("в соответствии с ", ""), ("приказом", "b")]


def test_a_mend_in_a_table_cell_keeps_the_look_of_the_cell() -> None:
    cell = paragraph(run("Ивановой ", BOLD), run("Марии", "<w:i/>"), properties='<w:jc w:val="right"/>')
    after = edited(table((paragraph("а"), cell)), ("Ивановой Марии", "Ивановой Марине"))
    assert looks(after) == [("а", ""), ("Ивановой ", "b"), ("Марине", "i")]
    assert '<w:jc w:val="right"/>' in document(after)


def test_a_mend_in_a_text_box_keeps_its_look_in_both_drawings() -> None:
    box = text_box(paragraph(run("Уважаемый ", BOLD), run("Мария", "<w:i/>")))
    after = edited(paragraph("а", box), ("Уважаемый Мария", "Уважаемая Мария"))
    assert looks(after) == [("а", ""), ("Уважаемая ", "b"), ("Мария", "i")]
    assert document(after).count(run("Мария", "<w:i/>")) == 2


FIELDS = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:fldSimple w:instr=" REF x ">{}</w:fldSimple>',
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
)


@pytest.mark.parametrize("field", FIELDS)
def test_a_mend_beside_a_field_leaves_the_field(field: str) -> None:
    letter = paragraph(run("согласно "), field.format(run("приказа", BOLD)), run(" министерства"))
    after = edited(letter, ("приказа министерства", "приказа министерству"))
    assert looks(after) == [("согласно ", ""), ("приказа", "b"), (" министерству", "")]
    assert field.format(run("приказа", BOLD)) in document(edited(letter, ("согласно", "Согласно")))


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_put_in_behind_a_field_stands_outside_of_it(field: str) -> None:
    made = field.format(run("приказа", BOLD))
    for letter in (paragraph("см. ", made, " по"), paragraph("см. ", made)):
        data = docx(letter)
        at = text_of(data).index("приказа") + len("приказа")
        after = replace(data, "letter.docx", [(at, at, ",")])
        assert text_of(after) == text_of(data)[:at] + "," + text_of(data)[at:]
        assert made in document(after)


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_put_in_within_a_field_stays_there(field: str) -> None:
    data = docx(paragraph("см. ", field.format(run("приказ") + run("от", BOLD))))
    after = replace(data, "letter.docx", [(10, 10, " ")])
    assert field.format(run("приказ ") + run("от", BOLD)) in document(after)


@given(st.lists(st.text("аб в,", min_size=1, max_size=6), min_size=1, max_size=5), st.text("аб в,г", max_size=20))
def test_any_mend_across_runs_gives_the_words_it_says(runs: list[str], new: str) -> None:
    data = docx(paragraph(*(run(one, BOLD if number % 2 else "") for number, one in enumerate(runs))))
    text = text_of(data)
    assert text_of(replace(data, "letter.docx", [(0, len(text), new)])) == new


@pytest.mark.parametrize("simple", [True, False])
def test_a_field_that_changes_by_itself_becomes_its_words_with_a_mend_in_it(simple: bool) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    shown = run("01.01.") + run("2020")
    code = "<w:r><w:instrText>DATE</w:instrText></w:r>"
    field = f'<w:fldSimple w:instr=" DATE ">{shown}</w:fldSimple>'
    if not simple:
        field = f"{mark('begin')}{code}{mark('separate')}{shown}{mark('end')}"
    data = docx(paragraph("Ответ от ", field, " готов"))
    [found] = text_map(Package.open(data, "a.docx")).fields
    assert (found.name, found.start, found.end) == ("DATE", 9, 19)
    for words in ("01.01.2020", "02.01.2020"):
        made = replace(data, "a.docx", [(found.start, found.end, words)])
        read = text_map(Package.open(made, "a.docx"))
        assert (read.text, read.fields) == (f"Ответ от {words} готов", ())
