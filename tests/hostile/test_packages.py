"""Files that are no blanks, and tags in the parts of a Word file around its text: filled where seen, or refused."""

import dataclasses

import pytest

from letterkit.compose import Blank
from letterkit.compose.fast import compile_blank
from letterkit.compose.fill import fill
from letterkit.compose.inspect import sentinels
from letterkit.compose.vetting import vet_blank
from letterkit.core.errors import TemplateError
from letterkit.ooxml.package import Package
from letterkit.ooxml.text import text_map
from letterkit.reports.wording import codes

from .blanks import TAG, WORD, blank, corner, paragraph, parts_of, run, zipped

RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
WORDS = paragraph(run("Здравствуйте!"))
NOTE = '<w:footnote w:id="2">{}</w:footnote>'
CITED = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def seen(given: Blank) -> int:
    """How often a reader finds the salutation."""
    filled = fill(given, sentinels())
    assert compile_blank(given).fill(sentinels()) == filled
    return text_map(Package.open(filled.docx, "письмо.docx")).text.count(WORD)


def code_of(given: Blank) -> str:
    with pytest.raises(TemplateError) as caught:
        fill(given, sentinels())
    assert caught.value.code in codes()
    return caught.value.code


def in_part(name: str, kind: str, inside: str, **places: str) -> Blank:
    return blank(WORDS, extra={name: (kind, "rId77", inside)}, **places)


@pytest.mark.parametrize("name", ["word/footer7.xml", "word/подвал.xml", "parts/footer.xml", "word/footer.part"])
@pytest.mark.parametrize("kind", ["default", "first"])
def test_a_tag_in_a_footer_is_filled_whatever_its_part_is_called(name: str, kind: str) -> None:
    reference = f'<w:footerReference w:type="{kind}" r:id="rId77"/>'
    assert seen(in_part(name, "footer", paragraph(run(TAG)), section=reference)) == 1


def test_a_tag_in_an_even_footer_that_no_page_has_is_refused() -> None:
    reference = '<w:footerReference w:type="even" r:id="rId77"/>'
    assert (
        code_of(in_part("word/footer7.xml", "footer", paragraph(run(TAG)), section=reference)) == "blank.value-unseen"
    )


def test_a_tag_in_a_header_that_nothing_refers_to_is_refused() -> None:
    given = in_part("word/header7.xml", "header", paragraph(run(TAG)))
    assert code_of(given) in {"blank.value-unseen", "blank.value-lost", "template.leftover"}


def test_a_tag_in_a_footnote_is_filled() -> None:
    given = in_part("word/footnotes.xml", "footnotes", NOTE.format(paragraph(run(TAG))), closing=CITED)
    filled = fill(given, sentinels())
    assert text_map(Package.open(filled.docx, "письмо.docx")).text.count(WORD) == 1


@pytest.mark.parametrize(
    ("name", "kind", "inside"),
    [
        ("word/endnotes.xml", "endnotes", f'<w:endnote w:id="2">{paragraph(run(TAG))}</w:endnote>'),
        ("word/comments.xml", "comments", f'<w:comment w:id="2" w:author="a">{paragraph(run(TAG))}</w:comment>'),
    ],
)
def test_a_tag_in_a_part_that_docxtpl_does_not_fill_is_refused(name: str, kind: str, inside: str) -> None:
    assert code_of(in_part(name, kind, inside)) == "template.leftover"


def changed(**parts: bytes | str) -> bytes:
    return zipped({**parts_of(corner().data), **parts})


def with_line(part: str, line: str) -> bytes:
    whole = parts_of(corner().data)[part].decode()
    at = whole.rindex("</")
    return changed(**{part: whole[:at] + line + whole[at:]})


def without(part: str) -> bytes:
    return zipped({name: data for name, data in parts_of(corner().data).items() if name != part})


def relation(kind: str, target: str, mode: str = "External") -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    return with_line(RELS, f'<Relationship Id="rId99" Type="{base}{kind}" Target="{target}" TargetMode="{mode}"/>')


def document(head: str) -> bytes:
    whole = parts_of(corner().data)["word/document.xml"].decode()
    return changed(**{"word/document.xml": whole.replace("<w:document", f"{head}<w:document", 1)})


LAUGHS = "<!DOCTYPE a [<!ENTITY a 'аааааааааа'>" + "".join(
    f"<!ENTITY {after} '{f'&{before};' * 10}'>" for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
FILES = {
    "empty": b"",
    "an old .doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "a page of HTML": b"<html><body>{{ salutation }}</body></html>",
    "RTF": b"{\\rtf1 {{ salutation }} }",
    "a PDF": b"%PDF-1.7",
    "text": b"{{ salutation }}",
    "an OpenDocument text": zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
    "some zip": zipped({"письмо.txt": "{{ salutation }}"}),
    "cut short": corner().data[:4000],
    "without content types": without(TYPES),
    "without its document": without("word/document.xml"),
    "without relations": without("_rels/.rels"),
    "with macros": changed(**{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "of the kind with macros": changed(
        **{TYPES: parts_of(corner().data)[TYPES].decode().replace("document.main", "document.macroEnabled.main")}
    ),
    "with an object": changed(**{"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}),
    "with a Word file inside": changed(**{"word/embeddings/x.docx": corner().data}),
    "with a template of a site": relation("attachedTemplate", "https://example.org/a.dotm"),
    "with a template of a share": relation("attachedTemplate", r"\\\\host\\share\\a.dotm"),
    "with a picture of a site": relation("image", "https://example.org/a.png"),
    "with a frame of a site": relation("frame", "https://example.org/"),
    "with a name that climbs": changed(**{"../../etc/cron.d/x": "x"}),
    "with a name from the root": changed(**{"/etc/x": "x"}),
    "with one name in two cases": changed(**{"WORD/Document.xml": "<a/>"}),
    "with an outer entity": document('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "with entities that laugh": document(LAUGHS + "]>"),
    "with words instead of XML": changed(**{"word/document.xml": "{{ salutation }}"}),
    "with a bomb": changed(**{"word/media/x.bmp": b"\0" * 30_000_000}),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_safe_word_document_is_refused_by_name(name: str) -> None:
    given = dataclasses.replace(corner(), data=FILES[name], file="бланк.docx")
    for work in (vet_blank, compile_blank, lambda given: fill(given, sentinels())):
        with pytest.raises(TemplateError) as caught:
            work(given)
        assert caught.value.code.startswith(("docx.", "file."))
        assert caught.value.code in codes()
