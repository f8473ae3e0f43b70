import io
import struct
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest
from docx import Document
from word_files import R, docx, pack, paragraph, parts, run, story

from letterkit.core.errors import LetterFileError
from letterkit.ooxml import guard, guard_parts
from letterkit.ooxml.package import Package


def code_of(data: bytes) -> str:
    with pytest.raises(LetterFileError) as caught:
        guard.inspect(data, "letter.docx")
    assert caught.value.file == "letter.docx"
    return caught.value.code


def with_part(name: str, content: bytes, **changed: bytes) -> bytes:
    return pack({**parts(), name: content, **changed})


def link(kind: str, target: str, mode: str = 'TargetMode="External"') -> str:
    return f'<Relationship Id="rId90" Type="{R}/{kind}" Target="{target}" {mode}/>'


def test_a_plain_letter_passes() -> None:
    guard.inspect(docx(), "letter.docx")


def test_a_letter_of_python_docx_passes() -> None:
    out = io.BytesIO()
    Document().save(out)
    guard.inspect(out.getvalue(), "letter.docx")


def test_a_letter_of_two_hundred_pages_passes() -> None:
    guard.inspect(
        docx(paragraph("Дом признан аварийным, жителей переселят по областной программе. " * 6) * 2500), "letter.docx"
    )


def test_an_empty_file_is_refused() -> None:
    assert code_of(b"") == "file.empty"


def test_a_huge_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_BYTES", 1000)
    assert code_of(docx() + b"\0" * 1000) == "file.too-large"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"<html><body>", "html"),
        (b"<?xml version='1.0'?><w/>", "xml"),
    ],
)
def test_a_renamed_file_of_another_kind_is_named(content: bytes, kind: str) -> None:
    with pytest.raises(LetterFileError) as caught:
        guard.inspect(content, "letter.docx")
    assert (caught.value.code, caught.value.details["kind"]) == ("docx.other-kind", kind)


def test_plain_words_are_no_archive() -> None:
    assert code_of("Уважаемая Мария Петровна!".encode()) == "docx.not-zip"


@pytest.mark.parametrize("tenth", range(1, 11))
def test_a_letter_cut_short_is_refused_wherever_it_was_cut(tenth: int) -> None:
    whole = docx(paragraph("Рассмотрев Ваше обращение, сообщаем. " * 200))
    cut = whole[: len(whole) * tenth // 10 - 1]
    assert code_of(cut) in {"docx.truncated", "docx.damaged"}


def test_a_flipped_byte_inside_a_part_is_refused() -> None:
    whole = bytearray(docx(paragraph("Рассмотрев Ваше обращение, сообщаем следующее.")))
    place = whole.index(b"word/document.xml") + len("word/document.xml") + 40
    whole[place] ^= 0xFF
    assert code_of(bytes(whole)) == "docx.damaged"


def test_an_old_word_file_is_told_from_an_encrypted_one() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert code_of(ole + "WordDocument".encode("utf-16-le")) == "docx.old-word"
    assert code_of(ole + "EncryptedPackage".encode("utf-16-le")) == "docx.encrypted"


def test_a_part_under_a_password_is_refused() -> None:
    whole = bytearray(docx())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.index(mark)
        whole[at + flags] |= 1
    assert code_of(bytes(whole)) == "docx.encrypted"


def test_an_unknown_way_of_packing_is_refused() -> None:
    whole = bytearray(docx())
    for mark, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", whole, whole.index(mark) + method, 97)
    assert code_of(bytes(whole)) == "docx.compression"


def test_some_other_archive_is_refused() -> None:
    assert code_of(pack({"readme.txt": b"x"})) == "docx.not-word"


def test_a_spreadsheet_is_refused() -> None:
    sheet = parts()
    sheet["[Content_Types].xml"] = sheet["[Content_Types].xml"].replace(
        b"wordprocessingml.document", b"spreadsheetml.sheet"
    )
    assert code_of(pack(sheet)) == "docx.not-word"


def test_a_package_without_its_document_is_refused() -> None:
    contents = parts()
    del contents["word/document.xml"]
    assert code_of(pack(contents)) == "docx.no-document"


def test_a_document_of_another_name_is_found() -> None:
    contents = parts()
    moved = {
        name.replace("document", "document2"): content.replace(b"document.xml", b"document2.xml")
        for name, content in contents.items()
    }
    assert Package.open(pack(moved), "letter.docx").main == "word/document2.xml"


def test_a_document_that_is_no_xml_is_refused() -> None:
    assert code_of(with_part("word/document.xml", b"<w:document")) == "docx.xml"


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")
    assert code_of(out.getvalue()) == "docx.duplicate-name"
    assert code_of(with_part("WORD/Document.xml", b"<x/>")) == "docx.duplicate-name"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/evil.xml", "word/../../evil.xml", "word\\evil.xml", "C:evil.xml"]
)
def test_names_that_leave_the_package_are_refused(name: str) -> None:
    assert code_of(with_part(name, b"<x/>")) == "docx.bad-name"


def test_a_bomb_of_one_part_is_refused() -> None:
    assert code_of(with_part("word/media/image1.bin", b"\0" * 9_000_000)) == "file.bomb-ratio"


def test_a_bomb_of_many_bytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LIMITS", replace(guard.LIMITS, total=3_000))
    assert code_of(with_part("word/media/image1.bin", b"\0" * 4_000)) == "file.bomb-size"


def test_a_giant_part_of_xml_is_refused() -> None:
    assert code_of(with_part("word/big.xml", bytes(range(256)) * 80_000)) in {"file.bomb-size", "file.bomb-ratio"}


def test_nearly_a_million_paragraphs_in_a_few_kilobytes_are_refused() -> None:
    body = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>%s</w:body></w:document>"
    short = with_part("word/document.xml", body % (b"<w:p/>" * 900_000))
    assert len(short) < 25_000
    assert code_of(short) == "file.too-many-paragraphs"
    in_utf_16 = (body % (b"<w:p/>" * 100_000)).decode().encode("utf-16")
    assert code_of(with_part("word/document.xml", in_utf_16)) == "file.too-many-paragraphs"


def test_a_million_tags_or_attributes_are_refused() -> None:
    for markup in (b"<b></b>" * 500_001, b"<b c=''/>" * 500_001):
        assert code_of(with_part("word/styles.xml", b"<a>%s</a>" % markup)) == "file.too-much-markup"


def test_a_bomb_of_many_parts_is_refused() -> None:
    assert (
        code_of(pack({**parts(), **{f"word/p{number}.xml": b"<x/>" for number in range(1_001)}})) == "file.bomb-entries"
    )


def test_a_size_that_lies_does_not_unpack_more() -> None:
    whole = bytearray(with_part("word/media/a.bin", b"\0" * 2_000_000))
    at = whole.rindex(b"PK\x01\x02", 0, whole.rindex(b"word/media/a.bin"))
    struct.pack_into("<L", whole, at + 24, 100)
    assert code_of(bytes(whole)) == "docx.damaged"


def test_an_archive_in_the_archive_is_refused() -> None:
    assert code_of(with_part("word/media/image1.png", docx())) == "docx.nested-archive"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("word/vbaProject.bin", "docx.macro"),
        ("word/vbaData.xml", "docx.macro"),
        ("word/activeX/activeX1.xml", "docx.activex"),
        ("word/embeddings/oleObject1.bin", "docx.ole-object"),
        ("word/media/odd.png", "docx.ole-object"),
    ],
)
def test_programs_and_objects_are_refused(name: str, code: str) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest" if name.endswith("odd.png") else b"<x/>"
    assert code_of(with_part(name, content)) == code


def test_a_macro_letter_renamed_is_refused() -> None:
    contents = parts()
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(main, macro)
    assert code_of(pack(contents)) == "docx.macro"


@pytest.mark.parametrize(
    ("relation", "code"),
    [
        (link("image", "http://tracker.example/p.png"), "docx.external-picture"),
        (link("image", "file://server/share/p.png"), "docx.external-picture"),
        (link("image", "http://tracker.example/p.png", ""), "docx.external-picture"),
        (link("attachedTemplate", "http://evil.example/t.dotm"), "docx.external-template"),
        (link("attachedTemplate", "\\\\server\\share\\t.dotm"), "docx.external-template"),
        (link("attachedTemplate", "file://server/t.dotm"), "docx.external-template"),
        (link("oleObject", "http://evil.example/o"), "docx.external-object"),
        (link("frame", "http://evil.example/f.htm"), "docx.external-object"),
        (link("subDocument", "file:///d.docx"), "docx.external-object"),
        (link("aFChunk", "chunk.html", ""), "docx.alt-chunk"),
        (link("oleObject", "embeddings/o.bin", ""), "docx.ole-object"),
    ],
)
def test_targets_outside_the_file_are_refused(relation: str, code: str) -> None:
    assert code_of(docx(links=relation)) == code


@pytest.mark.parametrize(
    "relation",
    [
        link("hyperlink", "https://minstroy.sakhalin.gov.ru/"),
        link("hyperlink", "mailto:minstroy@sakhalin.gov.ru"),
        link("attachedTemplate", "file:///C:\\Users\\ivanova\\Templates\\blank.dotx"),
        link("attachedTemplate", "Normal.dotm"),
    ],
)
def test_plain_links_and_a_template_on_the_authors_disk_pass(relation: str) -> None:
    guard.inspect(docx(links=relation), "letter.docx")


@pytest.mark.parametrize(
    ("instruction", "code"),
    [
        (['INCLUDEPICTURE "http://evil.example/p.png" \\d'], "docx.external-picture"),
        (["INCL", 'UDETEXT "http://evil.example/t.docx"'], "docx.external-field"),
        (["DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"], "docx.external-field"),
        (["&#68;DE excel sheet"], "docx.external-field"),
    ],
)
def test_fields_that_fetch_are_refused_even_cut_into_runs(instruction: list[str], code: str) -> None:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in instruction)
    assert code_of(docx(paragraph(runs))) == code
    if len(instruction) == 1 and '"' not in instruction[0]:
        assert code_of(docx(paragraph(f'<w:fldSimple w:instr="{instruction[0]}">{run("x")}</w:fldSimple>'))) == code


def test_harmless_fields_pass() -> None:
    runs = "".join(
        f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        for code in ("PAGE", 'HYPERLINK "https://x.example"', "FORMTEXT")
    )
    guard.inspect(docx(paragraph(runs)), "letter.docx")


def test_an_old_drawing_from_outside_is_refused() -> None:
    picture = '<w:r><w:pict><v:shape><v:imagedata src="http://evil.example/p.png"/></v:shape></w:pict></w:r>'
    assert code_of(docx(paragraph(picture))) == "docx.external-picture"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("instruction", ["DDE excel sheet", 'INCLUDETEXT "/etc/hostname"'])
def test_fields_that_fetch_are_seen_in_every_encoding(encoding: str, instruction: str) -> None:
    field = paragraph(f"<w:r><w:instrText>{instruction}</w:instrText></w:r>")
    assert code_of(with_part("word/header9.xml", story("hdr", field).encode(encoding))) == "docx.external-field"


@pytest.mark.parametrize("hidden", ["<![CDATA[DDE excel sheet]]>", "D<!-- -->DE excel sheet", "D<?x y?>DE excel sheet"])
def test_fields_that_fetch_are_seen_however_they_are_written(hidden: str) -> None:
    field = paragraph(f"<w:r><w:instrText>{hidden}</w:instrText></w:r>")
    assert guard_parts.may_fetch(story("hdr", field).encode())


def test_an_address_of_a_picture_written_in_numbers_is_an_address() -> None:
    picture = '<w:r><w:pict><v:shape><v:imagedata src="&#104;ttp://evil.example/p.png"/></v:shape></w:pict></w:r>'
    assert code_of(docx(paragraph(picture))) == "docx.external-picture"


def test_a_link_that_a_picture_is_drawn_from_is_no_link() -> None:
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    address = link("hyperlink", "file:///srv/p.png")
    for attribute in ("r:link", "r:embed"):
        drawn = f'<w:r><w:drawing><a:blip xmlns:a="{a}" {attribute}="rId90"/></w:drawing></w:r>'
        assert code_of(pack(parts(paragraph(drawn), links=address))) == "docx.external-picture"
    led = f'<w:hyperlink r:id="rId90">{run("сюда")}</w:hyperlink>'
    clicked = f'<w:r><w:drawing><a:hlinkClick xmlns:a="{a}" r:id="rId90"/></w:drawing></w:r>'
    guard.inspect(pack(parts(paragraph(led, clicked), links=address)), "letter.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_entities_are_refused_in_every_part_and_encoding(encoding: str) -> None:
    trick = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'.encode(encoding)
    assert code_of(with_part("docProps/custom.xml", trick)) == "docx.entity"
    assert code_of(with_part("customXml/odd.name", b"<?xml" + trick[5:] if encoding == "utf-8" else trick)) in {
        "docx.entity"
    }


def test_an_encoding_that_could_hide_entities_is_refused() -> None:
    assert code_of(with_part("word/styles.xml", b'<?xml version="1.0" encoding="UTF-7"?><x/>')) == "docx.xml-encoding"


def test_a_bottomless_tree_is_refused() -> None:
    deep = story("document", "<w:p>" * 3_000 + "</w:p>" * 3_000).encode()
    assert code_of(with_part("word/document.xml", deep)) == "docx.xml"


def test_the_codes_of_all_faults_differ() -> None:
    codes = [code_of(b""), code_of(b"x"), code_of(pack({"a": b""})), code_of(b"%PDF"), code_of(docx()[:-4])]
    assert all(one != two for one, two in pairwise(sorted(codes)))
