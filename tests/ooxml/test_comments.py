# ruff: noqa: E501 - XML is easier to read unbroken
import io
import shutil
import zipfile
from datetime import UTC, datetime

import pytest
from commented import assert_valid, commented_words, comments, document, marks, name_of, without_comments
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader
from word_files import R, W, docx, pack, paragraph, parts, run, story, table, text_box, unpack

from letterkit.core.errors import LetterFileError
from letterkit.ooxml import comments as module
from letterkit.ooxml.comment_places import Where
from letterkit.ooxml.comments import Commenting
from letterkit.ooxml.comments import without_comments as without_marks
from letterkit.ooxml.edit import replace
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map
from letterkit.pages.convert import Converter

MOMENT = datetime(2024, 5, 20, 17, 30, tzinfo=UTC)
BOLD, ITALIC = "<w:b/>", "<w:i/>"


def commenting(data: bytes) -> Commenting:
    return Commenting(data, "letter.docx", author="letterkit", initials="lk", moment=MOMENT)


def text_of(data: bytes) -> str:
    return text_map(Package.open(data, "letter.docx")).text


def commented(data: bytes, *words: str | tuple[int, int] | None) -> bytes:
    """The letter with a comment on the first occurrence of each of ``words``, a place, or on nothing."""
    letter = commenting(data)
    for one in words:
        place = (None, None) if one is None else one if isinstance(one, tuple) else _place(letter.text, one)
        letter.add(letter.spot(*place), ((f"О «{one}»", "bold"),))
    result = letter.save()
    assert text_of(result) == text_of(data)
    assert_valid(result)
    return result


def _place(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def where(data: bytes, words: str) -> tuple[Where, bool]:
    letter = commenting(data)
    spot = letter.spot(*_place(letter.text, words))
    return spot.where, spot.exact


def field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText> {code} </w:instrText></w:r>{mark('separate')}{result}{mark('end')}"


def test_a_word_within_a_run_is_marked_and_keeps_its_look() -> None:
    data = commented(docx(paragraph(run("Оплата согласно приказа министерства", BOLD))), "согласно приказа")
    assert commented_words(data) == ["согласно приказа"]
    looks = [name_of(node[0][0]) for node in document(data).iter(f"{{{W}}}r") if node.find(f"{{{W}}}t") is not None]
    assert looks == ["b", "b", "b"]


def test_only_comments_and_their_marks_are_new() -> None:
    before = parts(paragraph("один ", run("два", BOLD), " три") + table((paragraph("а"), paragraph("б"))))
    after = unpack(commented(pack(before), "дин д", "б", None))
    assert set(after) - set(before) == {"word/comments.xml"}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}
    assert list(after)[: len(before)] == list(before)
    assert without_comments(etree.fromstring(after["word/document.xml"])) == without_comments(
        etree.fromstring(before["word/document.xml"])
    )


def test_a_place_across_runs_is_marked_from_end_to_end() -> None:
    data = commented(docx(paragraph(run("Ува", BOLD), run("жаемый", ITALIC), run(" Мария!"))), "важаемый Мар")
    assert commented_words(data) == ["важаемый Мар"]


def test_a_comment_says_who_when_and_what() -> None:
    letter = commenting(docx(paragraph("согласно приказа")))
    letter.add(letter.spot(0, 8), (("Нужен\nдательный\x07 падеж", "bold"), ("п. 3.3", "small")))
    data = letter.save()
    assert comments(data) == {"0": ["Нужен дательный падеж", "п. 3.3"]}
    [comment] = document(data, "word/comments.xml")
    said = {str(name).rpartition("}")[2]: value for name, value in comment.attrib.items()}
    assert said == {"id": "0", "author": "letterkit", "initials": "lk", "date": "2024-05-20T17:30:00Z"}


def test_several_comments_at_one_place_stay_apart_and_nest() -> None:
    data = commented(docx(paragraph("согласно приказа министерства")), "согласно", "согласно", "согласно приказа")
    assert commented_words(data) == ["согласно", "согласно", "согласно приказа"]
    order = [
        (name_of(mark), mark.get(f"{{{W}}}id"))
        for mark in document(data).iter()
        if name_of(mark).startswith("commentRange")
    ]
    assert order[0] == ("commentRangeStart", "2"), "the outer range opens first"
    assert order[-1] == ("commentRangeEnd", "2"), "and closes last"


def test_overlapping_comments_cover_their_own_words() -> None:
    data = commented(docx(paragraph("один два три четыре")), "один два три", "два три четыре", "два")
    assert commented_words(data) == ["один два три", "два три четыре", "два"]


def test_tabs_breaks_and_pictures_in_a_run_stay_on_their_side() -> None:
    body = paragraph(
        "<w:r><w:t>а</w:t><w:tab/><w:t>б</w:t><w:br/><w:t>в</w:t><w:lastRenderedPageBreak/><w:t>г</w:t></w:r>"
    )
    data = commented(docx(body), (2, 3), (4, 5))
    assert commented_words(data) == ["б", "в"]
    inside: list[str] = []
    for node in document(data).iter():
        if name_of(node) in ("tab", "br", "lastRenderedPageBreak", "t", "commentRangeStart", "commentRangeEnd"):
            inside.append(name_of(node))
    assert inside == [
        *("t", "tab", "commentRangeStart", "t", "commentRangeEnd", "br"),
        *("commentRangeStart", "t", "commentRangeEnd", "lastRenderedPageBreak", "t"),
    ]


def test_a_place_between_words_is_shown_at_the_word_it_touches() -> None:
    data = docx(paragraph("а ", run("лесная", BOLD), " пуща"))
    assert commented_words(commented(data, (8, 8), (2, 2))) == ["лесная", "лесная"]


def test_a_place_among_spaces_is_a_point() -> None:
    assert commented_words(commented(docx(paragraph("   ") + paragraph("а")), (1, 1))) == [""]


def test_words_of_several_paragraphs_are_one_range() -> None:
    data = commented(docx(paragraph("раз два") + paragraph("три") + paragraph("пять шесть")), "два\nтри\nпять")
    assert commented_words(data) == ["дватрипять"]


def test_a_range_does_not_leave_its_table_cell() -> None:
    letter = docx(table((paragraph("раз два"), paragraph("три"))) + paragraph("четыре"))
    assert commented_words(commented(letter, "два\nтри", "три\nчетыре")) == ["два", "три"]
    assert where(letter, "два\nтри") == (Where.TEXT, False)


def test_a_text_box_has_its_comment_on_the_paragraph_that_holds_it() -> None:
    letter = docx(paragraph("раз") + paragraph("два", text_box(paragraph("Киму А.")), "три"))
    data = commented(letter, "Киму")
    [start, *_] = marks(data)["0"]
    assert "".join(start.getprevious().itertext()) == "два"
    assert where(letter, "Киму")[0] is Where.TEXT_BOX
    assert document(data).xpath("count(//*[local-name()='txbxContent']//*[local-name()='commentReference'])") == 0


def test_a_box_in_a_box_in_a_cell_is_commented_outside_of_both() -> None:
    inner = text_box(paragraph("вот"))
    commented(docx(table((paragraph("а", text_box(paragraph("б", inner))), paragraph("в")))), "вот", "б")


def test_headers_footers_and_notes_have_their_comments_in_the_body() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/></w:sectPr>'
    note = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    letter = docx(
        paragraph("первый", properties='<w:jc w:val="both"/>')
        + paragraph("второй", note, " ещё")
        + paragraph("последний")
        + section,
        {
            "word/header1.xml": story("hdr", paragraph("шапка")),
            "word/footer1.xml": story("ftr", paragraph("подвал")),
            "word/footnotes.xml": story("footnotes", f'<w:footnote w:id="3">{paragraph("сноска")}</w:footnote>'),
        },
    )
    assert [where(letter, words)[0] for words in ("шапка", "подвал", "сноска")] == [
        Where.HEADER,
        Where.FOOTER,
        Where.FOOTNOTE,
    ]
    data = commented(letter, "шапка", "подвал", "сноска")
    before = {name: "".join(found[0].getparent().itertext()) for name, found in marks(data).items()}
    assert before == {"0": "первый", "1": "последний", "2": "второй ещё"}
    kinds = [
        name_of(node) for node in document(data).iter() if name_of(node) in ("footnoteReference", "commentReference")
    ]
    assert kinds == ["commentReference", "footnoteReference", "commentReference", "commentReference"]
    for part in ("word/header1.xml", "word/footer1.xml", "word/footnotes.xml"):
        assert unpack(data)[part] == unpack(letter)[part]


def test_what_is_missing_is_said_at_the_first_paragraph_in_order() -> None:
    for body in (
        paragraph("первый") + paragraph("второй"),
        paragraph("первый", properties='<w:jc w:val="both"/>'),
        paragraph(),
    ):
        data = commented(docx(body), None, None, None)
        assert commented_words(data) == ["", "", ""]
        first = next(document(data).iter(f"{{{W}}}p"))
        order = [node.get(f"{{{W}}}id") for node in first.iter(f"{{{W}}}commentReference")]
        assert order == ["0", "1", "2"]


def test_a_letter_without_a_paragraph_is_given_one() -> None:
    data = commented(docx("<w:sectPr/>"), None)
    assert [name_of(node) for node in document(data)[0]] == ["p", "sectPr"]


def test_the_result_of_a_field_is_marked_with_the_whole_field() -> None:
    for made in (
        field("REF x", run("приказа")),
        '<w:fldSimple w:instr="REF x"><w:r><w:t>приказа</w:t></w:r></w:fldSimple>',
    ):
        letter = docx(paragraph("согласно ", made, " министерства"))
        data = commented(letter, "риказ", "согласно приказа")
        assert commented_words(data) == ["приказа", "согласно приказа"]
        assert where(letter, "риказ") == (Where.TEXT, False)
        around = [
            name_of(node)
            for node in document(data).iter()
            if name_of(node) in ("fldChar", "fldSimple", "commentReference")
        ]
        assert around[-2:] == ["commentReference", "commentReference"]


def test_a_field_in_a_field_is_marked_as_one() -> None:
    inner = field("PAGE", run("7"))
    data = commented(docx(paragraph("а", field("IF", run("стр. ") + inner + run(" из")), "б")), "7")
    assert commented_words(data) == ["стр. 7 из"]


def test_a_field_over_several_paragraphs_is_marked_to_the_letter() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    data = commented(docx(paragraph(begin, "раз два") + paragraph("три", end, " четыре")), "два", "ри", "четыре")
    assert commented_words(data) == ["два", "ри", "четыре"]


def test_a_content_control_is_marked_from_outside() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>согласно приказа</w:t></w:r></w:sdtContent></w:sdt>"
    )
    data = commented(docx(paragraph("а ", control, " б")), "приказа")
    assert commented_words(data) == ["согласно приказа"]


def test_a_link_and_an_insertion_are_marked_to_the_letter_and_their_reference_stands_outside() -> None:
    link = f'<w:hyperlink w:anchor="x">{run("на нашем сайте")}</w:hyperlink>'
    inserted = f'<w:ins w:id="9" w:author="а">{run("был введён")}</w:ins>'
    data = commented(
        docx(
            paragraph(
                "а ", link, " б ", inserted, '<w:del w:id="8" w:author="а"><w:r><w:delText>x</w:delText></w:r></w:del>'
            )
        ),
        "нашем",
        "введён",
    )
    assert commented_words(data) == ["нашем", "введён"]
    for _, _, reference in marks(data).values():
        assert name_of(reference.getparent().getparent()) == "p"


def test_a_list_number_is_commented_at_its_paragraph() -> None:
    numbering = story(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    letter = docx(paragraph("а") + paragraph("раз", properties=listed), {"word/numbering.xml": numbering})
    data = commented(letter, "1.", "1. раз")
    assert commented_words(data) == ["", "раз"]
    assert "".join(marks(data)["0"][0].getparent().itertext()) == "раз"


def test_a_formula_is_marked_from_outside() -> None:
    formula = "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"
    commented(docx(paragraph("при ", formula, " м")), "=", "при x")


def test_comments_of_the_reviewer_stay_and_ids_are_not_used_twice() -> None:
    theirs = f'<w:comment w:id="41" w:author="Петрова">{paragraph("Проверить срок")}</w:comment>'
    body = paragraph(
        '<w:commentRangeStart w:id="41"/>',
        "раз",
        '<w:commentRangeEnd w:id="41"/>',
        '<w:r><w:rPr/><w:commentReference w:id="41"/></w:r>',
        " два",
    )
    made = parts(body, {"word/comments.xml": story("comments", theirs)})
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>',
    )
    data = commented(pack(made), "раз", "два")
    assert comments(data) == {"41": ["Проверить срок"], "42": ["О «раз»"], "43": ["О «два»"]}
    assert unpack(data)["[Content_Types].xml"] == made["[Content_Types].xml"]
    assert unpack(data)["word/_rels/document.xml.rels"] == made["word/_rels/document.xml.rels"]
    assert marks(data)["41"][0].getparent() is not None


def test_the_largest_id_there_can_be_is_no_obstacle() -> None:
    theirs = f'<w:comment w:id="2147483647" w:author="Петрова">{paragraph("а")}</w:comment>'
    letter = commenting(docx(paragraph("раз"), {"word/comments.xml": story("comments", theirs)}))
    letter.add(letter.spot(0, 3), (("б", "plain"),))
    assert set(comments(letter.save())) == {"2147483647", "0"}


def test_more_comments_than_word_opens_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    with pytest.raises(LetterFileError, match=r"annotate\.too-many"):
        commented(docx(paragraph("раз")), None, None, None, None)


def test_hundreds_of_comments_are_set() -> None:
    words = [f"слово{number:03}" for number in range(300)]
    data = commented(docx("".join(paragraph(" ".join(words[at : at + 30])) for at in range(0, 300, 30))), *words)
    assert commented_words(data) == words


def test_styles_of_comments_are_found_by_name_in_a_russian_letter() -> None:
    styles = story(
        "styles",
        '<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="annotation text"/></w:style><w:style w:type="character" w:styleId="a6"><w:name w:val="annotation reference"/></w:style>',
    )
    data = commented(docx(paragraph("раз"), {"word/styles.xml": styles}), "раз")
    assert '<w:pStyle w:val="a5"/>' in unpack(data)["word/comments.xml"].decode()
    assert '<w:rStyle w:val="a6"/>' in unpack(data)["word/comments.xml"].decode()


@pytest.mark.parametrize(
    ("body", "look"),
    [
        (paragraph(run("раз", "<w:b/><w:sz w:val='20'/>"), " два"), ["b", "sz"]),
        (paragraph("раз"), []),
        (paragraph(properties="<w:rPr><w:ins w:id='1' w:author='а'/><w:vanish/><w:sz w:val='20'/></w:rPr>"), ["sz"]),
        (paragraph(text_box(paragraph(run("раз", BOLD)))), []),
    ],
)
def test_the_sign_of_a_comment_has_the_size_of_what_stands_there(body: str, look: list[str]) -> None:
    for place in (None, (0, 3)) if "раз" in body else (None,):
        [(*_, reference)] = marks(commented(docx(body), place)).values()
        properties = reference.getparent().find(f"{{{W}}}rPr")
        assert [name_of(node) for node in ([] if properties is None else properties)] == look


def test_for_printing_the_marks_are_taken_out_and_nothing_else() -> None:
    body = paragraph("раз ", run("два", BOLD)) + paragraph() + table((paragraph("а"), paragraph("б")))
    letter = docx(body)
    data = commented(letter, "аз д", "б", None)
    printed = without_marks(data, "letter.docx")
    assert marks(printed) == {}
    assert text_of(printed) == text_of(letter)
    assert without_comments(document(printed)) == without_comments(document(letter))
    assert document(printed).xpath("count(//*[local-name()='r'][not(*)])") == 0
    assert unpack(without_marks(letter, "letter.docx")) == unpack(letter)


def test_a_run_with_more_than_the_sign_of_a_comment_keeps_the_rest() -> None:
    body = paragraph('<w:r><w:t>а</w:t><w:commentReference w:id="1"/><w:t>б</w:t></w:r>')
    assert text_of(without_marks(docx(body), "letter.docx")) == "аб"


def test_a_strict_letter_is_given_strict_comments() -> None:
    strict = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        R: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    made = parts(paragraph("раз два"))
    for old, new in strict.items():
        made = {name: content.replace(old.encode(), new.encode()) for name, content in made.items()}
    letter = commenting(pack(made))
    letter.add(letter.spot(0, 3), (("а", "plain"),))
    after = unpack(letter.save())
    assert b"purl.oclc.org/ooxml/wordprocessingml/main" in after["word/comments.xml"]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in after["word/_rels/document.xml.rels"]


def test_a_document_without_relations_or_under_another_name_is_commented() -> None:
    made = {
        name.replace("word/document.xml", "word/document2.xml"): content.replace(
            b"word/document.xml", b"word/document2.xml"
        )
        for name, content in parts(paragraph("раз")).items()
    }
    del made["word/_rels/document.xml.rels"]
    letter = commenting(pack(made))
    letter.add(letter.spot(0, 3), (("а", "plain"),))
    again = Package.open(letter.save(), "letter.docx")
    assert again.related_part("word/document2.xml", "comments") == "word/comments.xml"


def test_without_comments_the_parts_stay_as_they_are() -> None:
    data = docx(paragraph("раз"))
    assert unpack(commenting(data).save()) == unpack(data)


def test_comments_stay_when_the_words_under_them_are_mended() -> None:
    data = commented(docx(paragraph(run("согласно ", BOLD), "приказа министерства")), "согласно приказа", None)
    start = text_of(data).index("согласно приказа")
    after = replace(data, "letter.docx", [(start, start + 16, "согласно приказу")])
    assert text_of(after) == "согласно приказу министерства"
    assert commented_words(after) == ["согласно приказу", ""]
    assert_valid(after)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_every_comment_where_it_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    told = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
    monkeypatch.setattr("letterkit.pages.convert._PDF_FILTER", told)
    box = '<w:r><w:pict><v:shape style="width:170pt;height:30pt"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    letter = docx(
        paragraph("начало")
        + table((paragraph("ячейка раз"), paragraph("ячейка два")))
        + paragraph("в поле: ", field("REF нет", run("поле раз")), " и дальше")
        + paragraph(f'<w:hyperlink w:anchor="x">{run("ссылка раз два")}</w:hyperlink>')
        + paragraph(f'<w:ins w:id="9" w:author="а" w:date="2024-05-20T10:00:00Z">{run("правка раз два")}</w:ins>')
        + paragraph(f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('форма раз')}</w:sdtContent></w:sdt>")
        + paragraph("абзац ", box.format(paragraph("надпись раз")))
        + paragraph("рамка раз", properties='<w:framePr w:w="4000" w:hAnchor="margin" w:yAlign="bottom"/>')
        + paragraph(run("жирно ", BOLD), run("и косо раз", ITALIC))
        + paragraph("первый абзац раз")
        + paragraph("второй абзац раз")
        + '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/></w:sectPr>',
        {"word/footer1.xml": story("ftr", paragraph("подвал раз"))},
    )
    words: list[str | tuple[int, int] | None] = [
        *("ячейка раз", "два", "поле раз", "ссылка раз", "правка раз", "форма", "надпись", "рамка"),
        *("рно и ко", "абзац раз\nвторой", "подвал", "раз", None, None),
    ]
    with Converter() as converter:
        pdf = PdfReader(io.BytesIO(converter.pdf(commented(letter, *words))))
    shown = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    said = [str(note["/Contents"]) for note in shown if note["/Subtype"] == "/Text"]
    assert sorted(said) == sorted(f"О «{one}»".replace("\n", " ") for one in words)


@given(st.data())
def test_any_comments_leave_the_letter_as_it_was(data: st.DataObject) -> None:
    words = st.text("аб в<&", min_size=1, max_size=5).map(
        lambda text: run(text, data.draw(st.sampled_from(["", BOLD, ITALIC])))
    )
    wrapped = st.one_of(
        words,
        words.map(lambda one: field("PAGE", one)),
        words.map(lambda one: f'<w:ins w:id="70" w:author="а">{one}</w:ins>'),
        words.map(lambda one: f'<w:hyperlink w:anchor="а">{one}</w:hyperlink>'),
        words.map(lambda one: f"<w:sdt><w:sdtContent>{one}</w:sdtContent></w:sdt>"),
        words.map(lambda one: text_box(paragraph(one))),
        st.just("<w:r><w:t>г</w:t><w:tab/><w:t>д е</w:t><w:br/></w:r>"),
    )
    lines = st.lists(wrapped, max_size=4).map(lambda runs: paragraph(*runs))
    blocks = st.one_of(lines, st.tuples(lines, lines).map(lambda cells: table(cells)))
    before = parts("".join(data.draw(st.lists(blocks, min_size=1, max_size=4))))
    letter = pack(before)
    length = len(text_of(letter))
    places = st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda pair: (min(pair), max(pair)))
    after = commented(letter, *data.draw(st.lists(st.one_of(st.none(), places), min_size=1, max_size=6)))
    assert without_comments(document(after)) == without_comments(etree.fromstring(before["word/document.xml"]))
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.testzip() is None
