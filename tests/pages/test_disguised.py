"""A .doc that is HTML, MHT or XML inside is read as LibreOffice reads it, and leads nowhere."""

import base64
import io
from email.message import EmailMessage
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from docx import Document
from PIL import Image

from letterkit.core.errors import LetterFileError
from letterkit.ooxml.clean import open_clean
from letterkit.pages.convert import Converter
from letterkit.pages.source_kinds import kind_inside
from letterkit.pages.source_markup import safe_copy

WORDS = "Уважаемая Мария Петровна!"
TABLE = "<table><tr><td>Дом</td><td>Ремонт</td></tr></table>"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
WORD_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
OPC = "http://schemas.microsoft.com/office/2006/xmlPackage"
KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), (0, 0, 200)).save(made, "PNG")
    return made.getvalue()


def page(body: str = "", head: str = "", encoding: str = "windows-1251") -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    return f"<html>\n<head>{meta}{head}</head><body><p>{WORDS}</p>{TABLE}{body}</body></html>".encode(encoding)


def mht(body: str = "") -> bytes:
    whole = MIMEMultipart("related", type="text/html")
    text = MIMEText(page(body, encoding="utf-8").decode(), "html", "utf-8")
    text["Content-Location"] = "file:///C:/7B7/letter.htm"
    drawn = MIMEImage(picture())
    drawn["Content-Location"] = "file:///C:/7B7/letter.files/image001.png"
    whole.attach(text)
    whole.attach(drawn)
    return whole.as_bytes()


def word_2003(inside: str = "", shape: str = "") -> bytes:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc>" for word in ("Дом", "Ремонт"))
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="{WORD_2003}" xmlns:v="urn:schemas-microsoft-com:vml">{inside}<w:body><w:p><w:r>
<w:t>{WORDS}</w:t></w:r></w:p>{shape}<w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body></w:wordDocument>""".encode()


def flat_odf(inside: str = "") -> bytes:
    spaces = {"office": "office", "text": "text", "table": "table", "draw": "drawing", "script": "script"}
    names = " ".join(f'xmlns:{prefix}="{OFFICE}:{name}:1.0"' for prefix, name in spaces.items())
    cells = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("Дом", "Ремонт"))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {names} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>{WORDS}</text:p>{inside}
<table:table><table:table-column/><table:table-column/><table:table-row>{cells}</table:table-row></table:table>
</office:text></office:body></office:document>""".encode()


def flat_package(target: str = "") -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    away = f'<Relationship Id="r2" Type="{REL}/image" Target="{target}" TargetMode="External"/>' if target else ""
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc>" for word in ("Дом", "Ремонт"))
    parts = {
        ("/_rels/.rels", "application/vnd.openxmlformats-package.relationships+xml"): f"<Relationships {space}>"
        f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        ("/word/_rels/document.xml.rels", "application/vnd.openxmlformats-package.relationships+xml"): "<Relationships "
        f"{space}>{away}</Relationships>",
        ("/word/document.xml", f"{KINDS}.document.main+xml"): '<w:document xmlns:w="http://schemas.openxmlformats.org/'
        f'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl>'
        "</w:body></w:document>",
    }
    inside = "".join(
        f'<pkg:part pkg:name="{name}" pkg:contentType="{kind}"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>'
        for (name, kind), xml in parts.items()
    )
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{OPC}">{inside}</pkg:package>'.encode()


MADE = {".html": page, ".mht": mht, ".xml": word_2003, ".fodt": flat_odf, ".opc": flat_package}


@pytest.mark.office
@pytest.mark.parametrize("kind", MADE)
def test_words_and_tables_of_a_doc_that_is_something_else_are_read(converter: Converter, kind: str) -> None:
    data = MADE[kind]()
    assert kind_inside(data) == kind
    made = Document(io.BytesIO(converter.docx(data, ".doc")))
    assert [each.text.strip() for each in made.paragraphs if each.text.strip()] == [WORDS]
    assert [cell.text for cell in made.tables[0].rows[0].cells] == ["Дом", "Ремонт"]


@pytest.mark.office
@pytest.mark.parametrize(
    ("data", "address"),
    [
        (page('<img src="http://example.org/arms.png">'), "http://example.org/arms.png"),
        (page('<iframe src="file:///etc/passwd"></iframe>'), "file:///etc/passwd"),
        (word_2003(shape='<w:p><w:r><w:pict><v:shape><v:imagedata src="http://a.org/b.png"/></v:shape></w:pict></w:r></w:p>'),
         "http://a.org/b.png"),
        (flat_odf('<text:p><draw:frame><draw:image xlink:href="http://a.org/c.png"/></draw:frame></text:p>'),
         "http://a.org/c.png"),
        (flat_package("http://a.org/d.png"), "http://a.org/d.png"),
    ],
    ids=["picture of a page", "frame of a page", "Word 2003", "Flat ODF", "Flat OPC"],
)  # fmt: skip
def test_what_stood_elsewhere_is_told(converter: Converter, data: bytes, address: str) -> None:
    clean = open_clean(converter.docx(data, ".doc"), "письмо.doc")
    assert address in [each.what for each in clean.taken]


@pytest.mark.office
def test_pictures_within_the_file_stay(converter: Converter) -> None:
    inline = f'<img src="data:image/png;base64,{base64.b64encode(picture()).decode()}">'
    for data in (page(inline), mht('<img src="letter.files/image001.png">')):
        clean = open_clean(converter.docx(data, ".doc"), "письмо.doc")
        assert any(part.startswith("word/media/") for part in clean.package)
        assert not clean.taken


def test_macros_of_flat_odf_are_told_an_empty_list_is_not_and_one_that_runs_is_refused() -> None:
    def scripts(inside: str) -> bytes:
        return flat_odf(f"<office:scripts>{inside}</office:scripts>")

    assert safe_copy(scripts("<office:script><a><b/></a></office:script>"), ".fodt").outside == ()
    assert safe_copy(scripts("<office:script><a>Sub Main</a></office:script>"), ".fodt").outside == (("macro", ""),)
    with pytest.raises(LetterFileError, match=r"docx\.macro-runs"):
        safe_copy(scripts("<office:event-listeners><script:event-listener/></office:event-listeners>"), ".fodt")


LEADING_OUT = """<script src=x:1></script><img src=x:2 onerror=x:3><link rel=stylesheet href=x:4>
<object data=x:5></object><p style="color:red;background:u\\72l(x:6)">a</p><svg><image href="x:8"/></svg>
<table background=x:9></table><a href="javascript:x:10">b</a>
<form action=x:11><input type=image src=x:12></form><o:p><img src="data:text/html;base64,eDox"></o:p><base href=x:13>"""


def test_a_page_is_built_of_what_is_harmless_alone() -> None:
    style = "<style>@import 'x:14'; p.a {color: blue; background: url(x:15)} /* u*/ </style>"
    copy = safe_copy(page(LEADING_OUT, style), ".html").data.decode("ascii")
    assert "x:" not in copy
    assert "base64" not in copy
    assert "color: blue" in copy
    assert "color:red" in copy


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (page("<div>" * 400 + "х"), "file.too-deep"),
        (page("<p>х" * 30_000), "file.too-many-paragraphs"),
        (page("<i/>" * 1_100_000), "file.too-much-markup"),
        (word_2003("<w:p/>" * 30_000), "file.too-many-paragraphs"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]>' + flat_odf().partition(b"?>\n")[2], "docx.entity"),
        (flat_odf()[:-40], "docx.xml"),
        (b"<html>".ljust(26_000_000), "file.too-large"),
    ],
    ids=["deep", "paragraphs", "markup", "paragraphs of XML", "entity", "cut", "large"],
)
def test_what_no_letter_holds_is_refused_before_libreoffice(data: bytes, code: str) -> None:
    with Converter(soffice="/nonexistent") as none, pytest.raises(LetterFileError) as refused:
        none.docx(data, ".doc")
    assert refused.value.code == code


def test_what_is_no_letter_is_none() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "б"
    message.set_content("просто текст")
    for data in (bytes(message), b"<?xml version='1.0'?><rss/>", "Просто текст".encode(), b"<svg></svg>", b""):
        assert kind_inside(data) is None
