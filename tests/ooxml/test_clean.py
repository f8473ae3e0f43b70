"""Word files as offices have them: read with what reaches out of them taken out of a copy, and told."""

import io
import zlib
from collections.abc import Mapping

import docx as python_docx
import pytest
from word_files import R, docx, pack, paragraph, parts, run, story, table, unpack

from letterkit.core.errors import LetterFileError
from letterkit.core.letter import Letter
from letterkit.ooxml import edit, guard
from letterkit.ooxml.clean import open_clean
from letterkit.ooxml.macros import unpack_source
from letterkit.reading import read_docx

GREETING = "Уважаемая Мария Петровна!"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORDS = paragraph(GREETING)


def link(kind: str, target: str, mode: str = 'TargetMode="External"', id_: str = "rId90") -> str:
    return f'<Relationship Id="{id_}" Type="{R}/{kind}" Target="{target}" {mode}/>'


def with_parts(body: str = WORDS, links: str = "", **more: bytes) -> bytes:
    return pack({**parts(body, links=links), **more})


def settings(inside: str, relations: str) -> dict[str, bytes]:
    return {
        "word/settings.xml": story("settings", inside).encode(),
        "word/_rels/settings.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relations}</Relationships>"
        ).encode(),
    }


def field(code: str, shown: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{run(shown)}{mark('end')}"


def picture(attribute: str = 'r:link="rId90"') -> str:
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    return f'<w:r><w:drawing><a:blip xmlns:a="{a}" {attribute}/></w:drawing></w:r>'


OBJECT = (
    '<w:r><w:object><v:shape><v:imagedata r:id="rId91"/></v:shape>'
    '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" r:id="rId90"/></w:object></w:r>'
)
PREVIEW = link("image", "media/image1.emf", "", "rId91")
CASES: Mapping[str, tuple[bytes, tuple[str, str]]] = {
    "a template on a share": (
        with_parts(
            **settings('<w:attachedTemplate r:id="rId90"/>', link("attachedTemplate", r"file:///\\srv\blanks\a.dotx"))
        ),
        ("template", r"file:///\\srv\blanks\a.dotx"),
    ),
    "a template of a site": (
        with_parts(**settings('<w:attachedTemplate r:id="rId90"/>', link("attachedTemplate", "https://a.example/a"))),
        ("template", "https://a.example/a"),
    ),
    "a table of a merge": (
        with_parts(
            **settings(
                '<w:mailMerge><w:dataSource r:id="rId90"/></w:mailMerge>', link("mailMergeSource", "file:///S:/a.xlsx")
            )
        ),
        ("source", "file:///S:/a.xlsx"),
    ),
    "a linked picture": (
        with_parts(WORDS + paragraph(picture()), link("image", "file:///S:/logo.png")),
        ("picture", "file:///S:/logo.png"),
    ),
    "an old drawing from elsewhere": (
        with_parts(
            WORDS + paragraph('<w:r><w:pict><v:shape><v:imagedata src="//srv/p.png"/></v:shape></w:pict></w:r>')
        ),
        ("picture", "//srv/p.png"),
    ),
    "an object with its preview": (
        with_parts(
            WORDS + paragraph(OBJECT),
            link("oleObject", "embeddings/oleObject1.bin", "") + PREVIEW,
            **{"word/embeddings/oleObject1.bin": OLE, "word/media/image1.emf": b"picture"},
        ),
        ("object", "oleObject1.bin"),
    ),
    "a linked object": (
        with_parts(WORDS + paragraph(OBJECT), link("oleObject", "file:///S:/a.xlsx") + PREVIEW),
        ("source", "file:///S:/a.xlsx"),
    ),
    "the table of a chart": (
        with_parts(
            links=link("chart", "charts/chart1.xml", ""),
            **{
                "word/charts/chart1.xml": f'<c:chartSpace xmlns:c="c" xmlns:r="{R}"><c:externalData r:id="rId90"/>'
                "</c:chartSpace>".encode(),
                "word/charts/_rels/chart1.xml.rels": (
                    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                    + link("package", "../embeddings/Table.xlsx", "")
                    + "</Relationships>"
                ).encode(),
                "word/embeddings/Table.xlsx": docx(),
            },
        ),
        ("object", "Table.xlsx"),
    ),
    "a control": (
        with_parts(
            WORDS + paragraph('<w:r><w:pict><w:control r:id="rId90" w:name="a"/></w:pict></w:r>'),
            link("control", "activeX/activeX1.xml", ""),
            **{"word/activeX/activeX1.xml": b"<a/>"},
        ),
        ("object", "activeX1.xml"),
    ),
    "a field that fetches words": (
        docx(WORDS + paragraph(field(' INCLUDETEXT "S:\\\\a.docx" ', "Взятое оттуда"))),
        ("field", "S:\\\\a.docx"),
    ),
    "a field that calls a program": (
        docx(WORDS + paragraph(field("DDEAUTO excel S:\\a.xlsx", "12"))),
        ("field", "S:\\a.xlsx"),
    ),
    "a field of a picture": (
        docx(WORDS + paragraph(field('INCLUDEPICTURE "http://a.example/a.png"', "x"))),
        ("picture", "http://a.example/a.png"),
    ),
    "idle macros": (with_parts(**{"word/vbaProject.bin": OLE}), ("macro", "")),
}


def told(letter: Letter) -> list[tuple[str, str]]:
    return [(each.kind, each.what) for each in letter.taken]


@pytest.mark.parametrize("name", CASES)
def test_ordinary_content_is_taken_out_of_a_copy_and_told(name: str) -> None:
    data, expected = CASES[name]
    clean = open_clean(data, "letter.docx")
    guard.inspect(clean.docx, "letter.docx")
    assert told(read_docx(data, "letter.docx")) == [expected]
    assert read_docx(data, "letter.docx").text.startswith(GREETING)


def test_a_safe_file_is_its_own_copy() -> None:
    assert open_clean(docx(), "letter.docx").docx == docx()


def test_what_is_taken_out_is_told_beside_the_words_next_to_it() -> None:
    letter = read_docx(CASES["a linked picture"][0], "letter.docx")
    [taken] = letter.taken
    assert letter.text[taken.start : taken.end] == GREETING


def test_words_that_fields_have_fetched_stay_and_their_codes_go() -> None:
    text = read_docx(CASES["a field that fetches words"][0], "letter.docx").text
    assert "Взятое оттуда" in text
    assert (
        "INCLUDETEXT"
        not in unpack(open_clean(CASES["a field that fetches words"][0], "a.docx").docx)["word/document.xml"].decode()
    )


def test_a_field_over_paragraphs_and_tables_keeps_its_words() -> None:
    begin = field("DATABASE \\d S:\\a.mdb", "Первая").rpartition("<w:r>")[0]
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = WORDS + paragraph(begin) + table((paragraph("Вторая"),)) + paragraph("Третья", end) + paragraph("Конец")
    clean = open_clean(docx(body), "letter.docx")
    assert read_docx(docx(body), "letter.docx").text.split("\n")[1:] == ["Первая", "Вторая", "Третья", "Конец"]
    assert b"fldChar" not in unpack(clean.docx)["word/document.xml"]


def test_fields_within_one_another_without_end_are_refused() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 60 + "<w:r><w:instrText>DDE x</w:instrText></w:r>"
    with pytest.raises(LetterFileError) as caught:
        read_docx(docx(WORDS + paragraph(begin)), "letter.docx")
    assert caught.value.code == "file.too-deep"


def test_a_field_that_ends_nowhere_takes_no_words_with_it() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT S:\\a.docx</w:instrText></w:r>'
    clean = open_clean(docx(WORDS + paragraph(begin) + paragraph("Конец")), "letter.docx")
    assert "Конец" in unpack(clean.docx)["word/document.xml"].decode()


@pytest.mark.parametrize("code", ["REF link \\h", 'HYPERLINK "http://a.example/" \\o "DDE link"', "SEQ RD x"])
def test_a_field_that_only_mentions_such_a_word_passes(code: str) -> None:
    data = docx(WORDS + paragraph(field(code, "x")))
    guard.inspect(data, "letter.docx")
    assert told(read_docx(data, "letter.docx")) == []


def test_the_preview_of_an_object_is_a_picture() -> None:
    document = unpack(open_clean(CASES["an object with its preview"][0], "a.docx").docx)["word/document.xml"].decode()
    assert "<w:pict><v:shape><v:imagedata r:id=" in document
    assert "OLEObject" not in document


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        ("<html><head><title>x</title></head><body><p>Первый абзац</p><p>Второй</p></body></html>".encode(), "html"),
        ("Первый абзац\nВторой".encode(), "txt"),
        (
            rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Arial;}}\uc1 \u1055?\'e5\'f0\'e2\'fb\'e9 "
            rb"\'e0\'e1\'e7\'e0\'f6\par{\b \'c2\'f2\'ee\'f0\'ee\'e9}\par}",
            "rtf",
        ),
        (
            rb"{\rtf1\ansi\ansicpg1251\deff0 {\field{\*\fldinst{HYPERLINK "
            rb'"http://a.example/"}}{\fldrslt \'cf\'e5\'f0\'e2\'fb\'e9}} \'e0\'e1\'e7\'e0\'f6{\v x}'
            rb"{\pict\bin2 }}}{\xe y}{\footnote \'c2\'f2\'ee\'f0\'ee\'e9}\par}",
            "rtf",
        ),
        (docx(paragraph("Первый абзац") + paragraph("Второй")), "docx"),
        (
            "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>Первый абзац<p>Второй".encode(),
            "mht",
        ),
    ],
)
def test_a_file_laid_in_whole_gives_its_words(content: bytes, suffix: str) -> None:
    data = with_parts(
        WORDS + '<w:altChunk r:id="rId90"/>' + paragraph("Конец"),
        link("aFChunk", f"chunk.{suffix}", ""),
        **{f"word/chunk.{suffix}": content},
    )
    letter = read_docx(data, "letter.docx")
    assert letter.text.split("\n") == [GREETING, "Первый абзац", "Второй", "Конец"]
    assert ("text", f"chunk.{suffix}") in told(letter)
    changed = edit.replace(data, "letter.docx", [(len(GREETING) + 1, len(GREETING) + 7, "Другой")])
    assert read_docx(changed, "letter.docx").text.split("\n")[1] == "Другой абзац"


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_a_file_of_the_kind_with_macros_is_read_without_them(kind: str) -> None:
    made = parts()
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = made["[Content_Types].xml"].replace(plain, kind.encode())
    letter = read_docx(pack({**made, "[Content_Types].xml": types}), "letter.docm")
    assert (letter.text, told(letter)) == (GREETING, [("macro", "")])


def packed(source: bytes) -> bytes:
    """A module as Word packs it, without any copy: eight letters after each byte of flags."""
    chunk = b"".join(b"\0" + source[at : at + 8] for at in range(0, len(source), 8))
    return b"\x01" + (0xB000 | len(chunk) - 1).to_bytes(2, "little") + chunk


def test_a_module_is_unpacked_as_the_standard_has_it() -> None:
    assert unpack_source(packed(b"Sub AutoOpen()")) == b"Sub AutoOpen()"
    # [MS-OVBA] 3.2.2
    example = bytes.fromhex(
        "01 2F B0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6A 01 38 08 61 6B 6C 00 30 6D 6E 6F"
    )
    example += bytes.fromhex("70 06 71 02 70 04 10 72 73 74 75 76 10 77 78 79 7A 00 3C")
    assert unpack_source(example) == b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa"


@pytest.mark.parametrize("name", [b"AutoOpen", b"autoexec", b"Document_Open", b"Document_Close"])
def test_macros_that_run_by_themselves_are_refused(name: bytes) -> None:
    data = with_parts(**{"word/vbaProject.bin": OLE + b"\0" + name + b"\0"})
    with pytest.raises(LetterFileError) as caught:
        read_docx(data, "letter.docx")
    assert caught.value.code == "docx.macro-runs"


def test_mends_keep_what_the_file_came_with() -> None:
    data = CASES["an object with its preview"][0]
    changed = edit.replace(data, "letter.docx", [(len("Уважаемая "), len("Уважаемая Мария"), "Анна")])
    assert unpack(changed)["word/embeddings/oleObject1.bin"] == OLE
    assert read_docx(changed, "letter.docx").text.strip() == "Уважаемая Анна Петровна!"


def test_a_file_of_pictures_alone_is_a_scan() -> None:
    data = with_parts(paragraph(picture('r:embed="rId91"')), PREVIEW, **{"word/media/image1.emf": zlib.compress(b"x")})
    with pytest.raises(LetterFileError) as caught:
        read_docx(data, "letter.docx")
    assert caught.value.code == "docx.scan"


def test_a_scan_stays_one_wherever_its_picture_lies_and_whatever_its_footer_counts() -> None:
    shown = paragraph(picture('r:embed="rId91"'))
    footer = '<w:sectPr><w:footerReference w:type="default" r:id="rId92"/></w:sectPr>'
    inside = link("image", "pictures/1.emf", "", "rId91") + link("footer", "footer1.xml", "", "rId92")
    counted = {"word/pictures/1.emf": zlib.compress(b"x"), "word/footer1.xml": story("ftr", paragraph("1")).encode()}
    linked = with_parts(paragraph(picture()), link("image", "file:///S:/1.png"))
    for data in (with_parts(shown + footer, inside, **counted), linked):
        with pytest.raises(LetterFileError) as caught:
            read_docx(data, "letter.docx")
        assert caught.value.code == "docx.scan"


def test_the_kind_of_the_main_document_may_be_that_of_its_extension() -> None:
    made = parts()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="{kind}"/></Types>"""
    assert read_docx(pack({**made, "[Content_Types].xml": types.encode()}), "letter.docx").text == GREETING


def test_entities_bombs_and_broken_packages_are_refused_as_ever() -> None:
    trick = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    for more, code in (
        ({"customXml/item1.xml": trick, "word/vbaProject.bin": OLE}, "docx.entity"),
        ({"../up.xml": b"<a/>", "word/vbaProject.bin": OLE}, "docx.bad-name"),
        ({"word/media/x.bmp": bytes(30_000_000), "word/vbaProject.bin": OLE}, "file.bomb-ratio"),
    ):
        with pytest.raises(LetterFileError) as caught:
            read_docx(with_parts(**more), "letter.docx")
        assert caught.value.code == code


def test_a_letter_of_python_docx_is_its_own_copy() -> None:
    document, out = python_docx.Document(), io.BytesIO()
    document.add_paragraph(GREETING)
    document.save(out)
    assert open_clean(out.getvalue(), "letter.docx").docx == out.getvalue()
