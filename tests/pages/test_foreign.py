"""What would hold LibreOffice for minutes is known by its bytes, and what people write passes."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from letterkit.core.errors import LetterFileError
from letterkit.pages import source_guard
from letterkit.pages.source_fields import keep_words
from letterkit.pages.source_markup import safe_copy

SPACES = (
    "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
    "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
)
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<manifest/>"}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def odt(text: bytes = b"<text:p>a</text:p>", **changed: bytes) -> bytes:
    content = b"<office:document-content %s>%s</office:document-content>" % (SPACES.encode(), text)
    return zipped({**ODT, "content.xml": content, **changed})


def doc(characters: int) -> bytes:
    """As much of a .doc as is looked at."""
    fib = b"\xec\xa5\xc1\x00".ljust(0x4C, b"\0") + characters.to_bytes(4, "little")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + fib.ljust(1024, b"\0")


def refused(data: bytes, suffix: str) -> str:
    with pytest.raises(LetterFileError) as caught:
        source_guard.inspect(data, suffix)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (odt(b"<text:p>a</text:p>" * 8_000), ".odt"),
        (rb"{\rtf1\ansi " + rb"{\b \{\'ce\'f2\'e2\'e5\'f2 \\\{ \}\par}" * 8_000 + b"}", ".rtf"),
        (doc(500_000), ".doc"),
    ],
    ids=["odt", "rtf", "doc"],
)
def test_a_letter_of_two_hundred_pages_passes(data: bytes, suffix: str) -> None:
    source_guard.inspect(data, suffix)


@pytest.mark.parametrize(
    ("data", "suffix", "code"),
    [
        (odt(b"<text:p>a</text:p>" * 400_000), ".odt", "file.too-many-paragraphs"),
        (odt(b"<text:p>a</text:p>" * 4_000_000), ".odt", "file.bomb-ratio"),
        (odt(b"<text:h/>" * 30_000), ".odt", "file.too-many-paragraphs"),
        (odt(b"<text:span>a</text:span>" * 600_000), ".odt", "file.bomb-ratio"),
        (odt(b"<b/>" * 1_100_000), ".odt", "file.too-much-markup"),
        (rb"{\rtf1 " + rb"a\par " * 30_000 + b"}", ".rtf", "file.too-many-paragraphs"),
        (b"{\\rtf1 " + b"a\\\n" * 30_000 + b"}", ".rtf", "file.too-many-paragraphs"),
        (rb"{\rtf1 " + b"{" * 1_000 + b"a" + b"}" * 1_000 + b"}", ".rtf", "file.too-deep"),
        (rb"{\rtf1 " + b"{a}" * 600_000 + b"}", ".rtf", "file.too-much-markup"),
        (doc(4_000_000), ".doc", "file.too-much-text"),
        (doc(1) + "EncryptedPackage".encode("utf-16-le"), ".doc", "file.password"),
        (rb"{\rtf1 " + b"a" * 25_000_000 + b"}", ".rtf", "file.too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_no_letter_holds_is_refused(data: bytes, suffix: str, code: str) -> None:
    assert refused(data, suffix) == code


def test_an_odt_under_a_password_or_of_another_kind_or_cut_is_told_so() -> None:
    whole = odt()
    assert refused(odt(**{"META-INF/manifest.xml": b"<manifest:encryption-data/>"}), ".odt") == "file.password"
    assert refused(odt(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), ".odt") == "file.not-as-named"
    assert refused(zipped({"content.xml": b"<a/>"}), ".odt") == "file.not-as-named"
    assert refused(whole[:40] + whole[90:], ".odt") == "file.not-as-named"


@pytest.mark.parametrize(
    ("beginning", "at", "name"),
    [
        (b"\xec\xa5\xc1\x00", 512, "MS Word 97"),
        (b"\xdc\xa5\x68\x00", 512, "MS Word 95"),
        (b"\xdc\xa5\x65\x00", 2752, "MS WinWord 6.0"),
        (b"\x99\xa6\x68\x00", 512, "MS Word 95"),
    ],
    ids=["97", "95", "6 in the mini stream", "95 of the Far East"],
)
def test_libreoffice_is_told_which_word_has_written_the_doc(beginning: bytes, at: int, name: str) -> None:
    assert source_guard.word_of(b"\xd0\xcf\x11\xe0".ljust(at, b"\x00") + beginning.ljust(200, b"\x00")) == name


def test_fields_of_an_odt_keep_their_words_and_only_those_that_change_are_told() -> None:
    given = odt(
        b"<text:p><text:sender-company>\xd0\x90</text:sender-company>, "
        b"<text:author-name text:fixed='true'>\xd0\x91</text:author-name></text:p>"
    )
    with zipfile.ZipFile(io.BytesIO(keep_words(given, ".odt"))) as kept:
        content = kept.read("content.xml").decode()
    assert '<text:user-defined text:fixed="true" text:name="SENDER-COMPANY">А</text:user-defined>, ' in content
    assert "<text:span>Б</text:span>" in content


SCRIPTS = b"""<office:scripts xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"><office:event-listeners>
<script:event-listener script:event-name="dom:load"/></office:event-listeners></office:scripts>"""


def test_an_odt_that_runs_a_macro_when_it_is_opened_is_refused() -> None:
    assert refused(odt(SCRIPTS), ".odt") == "docx.macro-runs"
    source_guard.inspect(odt(SCRIPTS.replace(b"office:scripts", b"office:forms")), ".odt")  # of a button


def test_idle_macros_of_an_odt_are_told_and_empty_lists_of_them_are_not() -> None:
    lists = {"Basic/script-lc.xml": b"<a/>", "Basic/Standard/script-lb.xml": b"<a/>"}
    assert safe_copy(odt(**lists), ".odt").outside == ()
    assert safe_copy(odt(**lists, **{"Basic/Standard/Module1.xml": b"<a/>"}), ".odt").outside == (("macro", ""),)
