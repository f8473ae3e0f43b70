"""LibreOffice fetches nothing that a letter names: not from the network, and not from the disk of the machine."""

import ctypes
import http.server
import io
import os
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from letterkit.checking.press import Press, PressLetter
from letterkit.pages import process

pytestmark = pytest.mark.office

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
_OPENED = 0x20  # IN_OPEN of inotify(7)


class Bait:
    """A folder of files that nobody should open, and a site that nobody should ask."""

    def __init__(self, folder: Path) -> None:
        Image.new("RGB", (20, 20), (255, 0, 0)).save(folder / "p.png")
        (folder / "t.html").write_text("<p>SECRET</p>", encoding="utf-8")
        self.folder, self.asked = folder, list[str]()
        self._watch = ctypes.CDLL(None).inotify_init1(os.O_NONBLOCK)
        ctypes.CDLL(None).inotify_add_watch(self._watch, os.fsencode(folder), _OPENED)
        asked = self.asked

        class Site(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self._site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
        threading.Thread(target=self._site.serve_forever, daemon=True).start()

    @property
    def addresses(self) -> tuple[str, str]:
        return f"http://127.0.0.1:{self._site.server_port}", self.folder.as_uri()

    @property
    def touched(self) -> list[str]:
        """What was asked of the site or opened in the folder (the folder itself is «»)."""
        try:
            opened = os.read(self._watch, 65_536)
        except BlockingIOError:
            opened = b""
        return [*self.asked, *(name for name in ("p.png", "t.html") if name.encode() in opened)]

    def close(self) -> None:
        os.close(self._watch)
        self._site.shutdown()
        self._site.server_close()


@pytest.fixture
def bait(tmp_path: Path) -> Iterator[Bait]:
    folder = tmp_path / "bait"
    folder.mkdir()
    made = Bait(folder)
    yield made
    made.close()


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Iterator[Press]:
    """Without the namespace that has no network: not every system allows one."""
    monkeypatch.setattr(process, "no_network", lambda: ())
    opened = Press()
    yield opened
    opened.close()


def print_letter(press: Press, data: bytes, name: str) -> PressLetter:
    read = press.read(data, name)
    press.print([read])
    assert read.why_no_pages is None
    return read


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def field(code: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return f"<w:p>{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{mark('end')}</w:p>"


def word_letter(base: str) -> bytes:
    """A letter with a linked picture, old and new, fields that fetch and a template elsewhere."""
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="rId2"/>'
    picture = f"""<w:p><w:r><w:drawing><wp:inline
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="720000"
        cy="720000"/><wp:docPr id="1" name="p"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
        <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic
        xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/>
        <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>{blip}</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>
        </wp:inline></w:drawing></w:r></w:p>"""
    shape = f'<v:shape style="width:9pt;height:9pt"><v:imagedata src="{base}/p.png"/></v:shape>'
    old = f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"
    fields = "".join(
        field(f'{name} "{base}/{target}"')
        for name, target in (("INCLUDEPICTURE", "p.png"), ("INCLUDETEXT", "t.html"), ("LINK Word.Document", "t.html"))
    )
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return zipped(
        **{
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            f'PartName="/word/document.xml" ContentType="{kinds}.document.main+xml"/><Override '
            f'PartName="/word/settings.xml" ContentType="{kinds}.settings+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId2" '
            f'Type="{REL}/image" Target="{base}/p.png" TargetMode="External"/><Relationship Id="rId3" '
            f'Type="{REL}/settings" Target="settings.xml"/></Relationships>',
            "word/_rels/settings.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{REL}/attachedTemplate" Target="{base}/t.html" TargetMode="External"/></Relationships>',
            "word/settings.xml": f'<w:settings {WORD} xmlns:r="{REL}"><w:attachedTemplate r:id="rId1"/></w:settings>',
            "word/document.xml": f'<w:document {WORD} xmlns:r="{REL}" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>'
            f"<w:p><w:r><w:t>Уважаемая Мария Петровна!</w:t></w:r></w:p>{picture}{old}{fields}</w:body></w:document>",
        }
    )


def open_document(base: str) -> bytes:
    frame = '<text:p><draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char">{}</draw:frame></text:p>'
    inside = "".join(
        frame.format(f'<draw:{kind} xlink:href="{base}/{target}" xlink:type="simple"/>')
        for kind, target in (("image", "p.png"), ("object", "t.html"), ("floating-frame", "t.html"))
    )
    spaces = {"office": "office", "text": "text", "draw": "drawing", "svg": "svg-compatible"}
    names = " ".join(f'xmlns:{prefix}="{ODF}:{name}:1.0"' for prefix, name in spaces.items())
    return zipped(
        **{
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{ODF}:manifest:1.0"><m:file-entry m:full-path="/" '
            'm:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry m:full-path="content.xml" '
            'm:media-type="text/xml"/></m:manifest>',
            "content.xml": f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body>'
            f'<office:text><text:p>Уважаемая Мария Петровна!</text:p>{inside}<text:section text:name="a">'
            f'<text:section-source xlink:href="{base}/t.html" xlink:type="simple"/><text:p>x</text:p></text:section>'
            "</office:text></office:body></office:document-content>",
        }
    )


def rich_text(base: str) -> bytes:
    fields = "".join(
        rf'{{\field{{\*\fldinst {code} "{base}/p.png" \\d}}{{\fldrslt x}}}}\par '
        for code in ("INCLUDEPICTURE", r"{\b INCL}\'55DE{PIC}TURE", r"\u73?NCLUDEPICTURE", "INCLUDETEXT")
    )
    return rf"{{\rtf1\ansi Dear Mary,\par {fields}}}".encode("ascii")


def web_page(base: str) -> bytes:
    fetching = "".join(
        f'<{tag} {name}="{base}/{target}"></{tag}>'
        for tag, name, target in (
            ("img", "src", "p.png"),
            ("iframe", "src", "t.html"),
            ("object", "data", "t.html"),
            ("link rel=stylesheet", "href", "t.html"),
            ("table", "background", "p.png"),
            (f'div style="background:url({base}/p.png)"', "id", "a"),
        )
    )
    return f"<html><body background='{base}/p.png'><p>Уважаемая Мария Петровна!</p>{fetching}</body></html>".encode()


def word_2003(base: str) -> bytes:
    fields = field(f'INCLUDEPICTURE "{base}/p.png"') + field(f'INCLUDETEXT "{base}/t.html"')
    shape = f'<w:p><w:r><w:pict><v:shape><v:imagedata src="{base}/p.png"/></v:shape></w:pict></w:r></w:p>'
    return f"""<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"
        xmlns:v="urn:schemas-microsoft-com:vml"><w:body><w:p><w:r><w:t>Уважаемая Мария Петровна!</w:t></w:r></w:p>
        {shape}{fields}</w:body></w:wordDocument>""".encode()


def flat_document(base: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(open_document(base))) as package:
        text = package.read("content.xml").decode()
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.3"'
    return text.replace("office:document-content", "office:document").replace(" xmlns", f" {kind} xmlns", 1).encode()


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (word_letter, "a.docx"),
        (open_document, "a.odt"),
        (rich_text, "a.rtf"),
        (web_page, "a.doc"),
        (word_2003, "b.doc"),
        (flat_document, "c.doc"),
    ],
)
def test_nothing_that_a_letter_names_is_fetched(bait: Bait, press: Press, make: object, name: str) -> None:
    assert callable(make)
    for base in bait.addresses:
        assert print_letter(press, make(base), name).letter.taken
    assert bait.touched == []


def test_macros_of_another_format_are_told_and_not_kept(press: Press) -> None:
    kept = b'<w:docSuppData><w:binData w:name="editdata.mso">QWN0aXZlTWltZQ==</w:binData></w:docSuppData><w:body>'
    printed = print_letter(press, word_2003("http://localhost").replace(b"<w:body>", kept, 1), "a.doc")
    assert "macro" in {each.kind for each in printed.letter.taken}
    assert "Уважаемая Мария Петровна!" in printed.letter.text


def test_the_bait_can_be_taken(bait: Bait) -> None:
    """Shows that the test above can fail."""
    (bait.folder / "p.png").read_bytes()
    assert bait.touched == ["p.png"]
