"""The real LibreOffice, and programs that pretend to be it: they lie, hang, die and swell."""

import http.server
import io
import os
import re
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.shared import Mm

from letterkit.core.errors import LetterFileError, ToolFailed, ToolMissing
from letterkit.pages import convert, office, process
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts
from letterkit.pages.preview import png

from .alive import assert_ends

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f030005fe02fea735"
    "81980000000049454e44ae426082"
)


def letter(text: str = "Ответ на обращение") -> bytes:
    document = Document()
    document.add_paragraph(text)
    return saved(document)


def saved(document: "Document") -> bytes:  # type: ignore[valid-type]
    made = io.BytesIO()
    document.save(made)  # type: ignore[attr-defined]
    return made.getvalue()


def words(pdf: bytes) -> list[str]:
    return [word.text for page in page_facts(pdf).pages for word in page.words]


def pretender(folder: Path, script: str) -> None:
    """A ``soffice`` in ``folder`` that does what ``script`` says."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


@pytest.fixture
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which temporary folders are made during the test."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.mark.office
def test_a_letter_becomes_a_pdf_with_its_words(converter: Converter) -> None:
    assert words(converter.pdf(letter())) == ["Ответ", "на", "обращение"]


@pytest.mark.office
def test_many_letters_come_back_in_their_order_in_one_start(
    converter: Converter, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts: list[object] = []

    def counted(*args: object, **options: object) -> process.ProcessEnd:
        starts.append(args)
        return process.run(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(convert, "run", counted)
    pdfs = converter.pdfs([letter(f"Письмо {number}") for number in range(12)])
    assert [words(pdf)[1] for pdf in pdfs] == [str(number) for number in range(12)]
    assert len(starts) == 1
    assert converter.pdfs([]) == []


@pytest.mark.office
def test_the_same_letter_gives_the_same_pages(converter: Converter) -> None:
    first, again = converter.pdf(letter()), converter.pdf(letter())
    assert page_facts(first) == page_facts(again)
    assert png(first, 1) == png(again, 1)
    with Converter() as other:
        assert png(other.pdf(letter()), 1) == png(first, 1)


@pytest.mark.office
def test_a_new_profile_starts_once_and_draws_no_test_pictures(own_temp: Path) -> None:
    with Converter() as opened:
        opened.pdf(letter())
        profile = next(own_temp.glob("letterkit-office-*"))
        assert not list(profile.rglob("GraphicsRenderTests.log"))
        assert "OfficeRestartInProgress" not in (profile / "user/registrymodifications.xcu").read_text(encoding="utf-8")


@pytest.mark.office
@pytest.mark.parametrize("suffix", [".odt", ".doc", ".rtf"])
def test_other_formats_become_word_files(converter: Converter, suffix: str, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(letter())
    office.prepare_profile(tmp_path / "profile", office.find())
    command = [office.find(), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run([*command, suffix[1:], "letter.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    made = converter.docx((tmp_path / f"letter{suffix}").read_bytes(), suffix)
    assert [paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs if paragraph.text] == [
        "Ответ на обращение"
    ]


@pytest.mark.office
def test_rtf_named_doc_is_read_as_what_it_is(converter: Converter) -> None:
    made = converter.docx(rb"{\rtf1\ansi Reply}", ".doc")
    assert Document(io.BytesIO(made)).paragraphs[0].text == "Reply"


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"plain words", ".doc"),
        (b"\x89PNG\r\n", ".rtf"),
        (letter(), ".odt"),
        (b"PK\x03\x04 rubbish", ".odt"),
        (b"", ".doc"),
    ],
)
def test_what_is_not_as_named_never_reaches_libreoffice(
    first_on_path: Path, tmp_path: Path, data: bytes, suffix: str
) -> None:
    pretender(first_on_path, f"touch {tmp_path}/started")
    with Converter() as opened, pytest.raises(LetterFileError) as raised:
        opened.docx(data, suffix)
    assert raised.value.code == "file.not-as-named"
    assert not (tmp_path / "started").exists()


def test_what_is_too_much_for_a_letter_never_reaches_libreoffice(first_on_path: Path, tmp_path: Path) -> None:
    pretender(first_on_path, f"touch {tmp_path}/started")
    with Converter() as opened, pytest.raises(LetterFileError, match=r"file\.too-many-paragraphs"):
        opened.docx(b"{\\rtf1 " + b"\\par" * 30_000 + b"}", ".doc")
    assert not (tmp_path / "started").exists()


def test_what_is_not_a_word_file_never_reaches_libreoffice(first_on_path: Path, tmp_path: Path) -> None:
    pretender(first_on_path, f"touch {tmp_path}/started")
    with Converter() as opened, pytest.raises(LetterFileError) as raised:
        opened.pdfs([letter(), b"<html>"])
    assert raised.value.code == "docx.not-zip"
    assert not (tmp_path / "started").exists()


@pytest.mark.office
def test_a_broken_package_gives_no_result_and_names_the_letter(converter: Converter) -> None:
    with pytest.raises(ToolFailed) as raised:
        converter.pdfs([letter(), b"PK\x03\x04" + b"\0" * 500, letter()])
    assert raised.value.code == "libreoffice.no-result"
    assert raised.value.details["numbers"] == (2,)


@pytest.mark.office
def test_a_damaged_letter_is_at_fault_itself(converter: Converter) -> None:
    with pytest.raises(LetterFileError) as raised:
        converter.docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000, ".doc")
    assert (raised.value.code, raised.value.details["suffix"]) == ("file.not-loaded", ".doc")


@pytest.mark.office
def test_the_version_is_a_number(converter: Converter) -> None:
    assert re.fullmatch(r"\d+\.\d+[\d.]*", converter.version())


def test_without_libreoffice_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with Converter() as opened:
        for ask in (opened.version, lambda: opened.pdf(letter()), lambda: opened.docx(rb"{\rtf1 a}", ".rtf")):
            with pytest.raises(ToolMissing) as raised:
                ask()
            assert raised.value.code == "libreoffice.missing"
    with Converter(soffice=str(tmp_path / "nowhere")) as opened, pytest.raises(ToolMissing):
        opened.pdf(letter())


def test_a_given_program_is_used_in_place_of_the_one_on_path(first_on_path: Path, tmp_path: Path) -> None:
    pretender(first_on_path, "echo LibreOffice 1.0")
    pretender(tmp_path, "echo LibreOffice 2.0")
    with Converter(soffice=str(tmp_path / "soffice")) as given, Converter() as found:
        assert (given.version(), found.version()) == ("2.0", "1.0")


@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "printf garbage >out/00001.pdf",
        "printf '%%PDF-1.7 and no more' >out/00001.pdf",
        ": >out/00001.pdf",
        "mkdir out/00001.pdf",
    ],
    ids=["nothing", "garbage", "only a beginning", "empty", "a folder"],
)
def test_a_lying_libreoffice_gives_no_result(first_on_path: Path, own_temp: Path, script: str) -> None:
    pretender(first_on_path, f"{script}; exit 0")
    with Converter() as opened, pytest.raises(ToolFailed) as raised:
        opened.pdf(letter())
    assert raised.value.code == "libreoffice.no-result"
    assert not list(own_temp.iterdir())


def test_a_lying_libreoffice_gives_no_word_file_either(first_on_path: Path) -> None:
    pretender(first_on_path, "printf garbage >out/00001.docx")
    with Converter() as opened, pytest.raises(ToolFailed, match=r"libreoffice\.no-result"):
        opened.docx(rb"{\rtf1 a}", ".rtf")


@pytest.mark.parametrize("script", ["exit 77", "kill -SEGV $$"])
def test_a_dead_libreoffice_says_so_with_its_last_words(first_on_path: Path, own_temp: Path, script: str) -> None:
    pretender(first_on_path, f"echo last words >&2; {script}")
    with Converter() as opened, pytest.raises(ToolFailed) as raised:
        opened.pdf(letter())
    assert raised.value.code == "libreoffice.died"
    assert raised.value.details["said"] == "last words"
    assert not list(own_temp.iterdir())


def test_a_libreoffice_that_wants_too_much_memory_dies(first_on_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "MEMORY_BYTES", 200_000_000)
    pretender(first_on_path, f"exec {sys.executable} -c 'bytearray(300_000_000)'")
    with Converter() as opened, pytest.raises(ToolFailed) as raised:
        opened.pdf(letter())
    assert raised.value.code == "libreoffice.died"
    assert "MemoryError" in str(raised.value.details["said"])


def test_a_program_that_cannot_be_started_is_dead(first_on_path: Path) -> None:
    program = first_on_path / "soffice"
    program.write_bytes(b"\x7fELF")
    program.chmod(0o755)
    with Converter() as opened, pytest.raises(ToolFailed, match=r"libreoffice\.died"):
        opened.pdf(letter())


@pytest.mark.parametrize("stubborn", ["", "trap '' TERM;"], ids=["yields", "ignores SIGTERM"])
def test_a_hanging_libreoffice_is_killed_with_its_child(
    first_on_path: Path, tmp_path: Path, own_temp: Path, stubborn: str
) -> None:
    child = f"sh -c '{stubborn} echo $$ >{tmp_path}/child; while :; do sleep 1; done'"
    pretender(first_on_path, f"{stubborn} {child} & sleep 600")
    began = time.monotonic()
    with Converter(limit_s=2) as opened, pytest.raises(ToolFailed) as raised:
        opened.pdf(letter())
    assert time.monotonic() - began < 60
    assert (raised.value.code, raised.value.details["limit_s"]) == ("libreoffice.time-out", 2)
    assert_ends(int((tmp_path / "child").read_text()))
    assert not list(own_temp.iterdir())


@pytest.mark.office
def test_a_killed_libreoffice_leaves_no_socket(tmp_path: Path) -> None:
    """The socket is known by its name: the real program makes it, is killed, and it can be removed."""
    program = office.find()
    process = subprocess.Popen(
        [program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={tmp_path.as_uri()}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | {"SAL_USE_VCLPLUGIN": "svp"},
    )
    try:
        socket = office.socket_of(tmp_path)
        until = time.monotonic() + 30
        while not any(path.exists() for path in socket) and time.monotonic() < until:
            time.sleep(0.05)
        assert any(path.exists() for path in socket)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    office.remove_sockets(tmp_path)
    assert not any(path.exists() for path in socket)


def test_where_nothing_may_be_written_nothing_is_taken_away() -> None:
    """As in a container whose root is read-only."""
    remove = "from pathlib import Path; from letterkit.pages import office; office.remove_sockets(Path('/no'))"
    bound = 'for each in /tmp /var/tmp; do mount --rbind $each $each; mount -o remount,bind,ro $each; done; exec "$@"'
    inside = ["unshare", "--map-root-user", "--mount", "sh", "-ec", bound, "sh"]
    if subprocess.run([*inside, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no namespaces for mounts")
    subprocess.run([*inside, sys.executable, "-c", remove], check=True)


def test_a_child_that_outlives_a_libreoffice_that_ended_is_killed_too(first_on_path: Path, tmp_path: Path) -> None:
    pretender(first_on_path, f"sleep 600 & echo $! >{tmp_path}/child; exit 0")
    with Converter() as opened, pytest.raises(ToolFailed, match=r"libreoffice\.no-result"):
        opened.pdf(letter())
    assert_ends(int((tmp_path / "child").read_text()))


def test_a_swelling_result_is_cut_and_refused(
    first_on_path: Path, monkeypatch: pytest.MonkeyPatch, own_temp: Path
) -> None:
    monkeypatch.setattr(convert, "LARGEST_RESULT_BYTES", 1_000_000)
    pretender(first_on_path, "printf '%%PDF-1.7' >out/00001.pdf; yes >>out/00001.pdf; ls -l out; exit 0")
    with Converter(limit_s=30) as opened, pytest.raises(ToolFailed) as raised:
        opened.pdf(letter())
    assert raised.value.code == "libreoffice.no-result"
    assert " 999936 " in str(raised.value.details["said"])  # 1,953 blocks of 512 bytes
    assert not list(own_temp.iterdir())


@pytest.mark.office
def test_after_a_failure_the_same_converter_works_again(first_on_path: Path) -> None:
    pretender(first_on_path, "sleep 600")
    with Converter(limit_s=1) as opened:
        with pytest.raises(ToolFailed, match=r"libreoffice\.time-out"):
            opened.pdf(letter())
        (first_on_path / "soffice").unlink()
        opened._limit_s = 60
        assert words(opened.pdf(letter())) == ["Ответ", "на", "обращение"]


@pytest.mark.office
def test_threads_take_turns(converter: Converter) -> None:
    made: dict[int, bytes] = {}

    def work(number: int) -> None:
        made[number] = converter.pdf(letter(f"Письмо {number}"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: words(pdf)[1] for number, pdf in made.items()} == {0: "0", 1: "1", 2: "2"}


@pytest.mark.office
def test_nothing_is_left_behind(own_temp: Path) -> None:
    with Converter() as opened:
        opened.pdf(letter())
        assert [path.name.startswith("letterkit-office-") for path in own_temp.iterdir()] == [True]
    assert not list(own_temp.iterdir())


def test_only_what_it_needs_of_the_environment_is_passed_on(
    first_on_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", "postgresql://user:secret@db/letters")
    pretender(first_on_path, f"env >{tmp_path}/env; echo LibreOffice 1.0")
    with Converter() as opened:
        opened.version()
    passed = (tmp_path / "env").read_text(encoding="utf-8")
    assert "secret" not in passed
    assert "http_proxy=http://127.0.0.1:9" in passed


def test_the_c_library_understands_how_libreoffice_is_to_use_memory(first_on_path: Path, tmp_path: Path) -> None:
    loader = next(Path("/").glob("lib*/ld-linux-*.so.*"), None)
    if loader is None:
        pytest.skip("another C library")
    pretender(first_on_path, f"{loader} --list-tunables >{tmp_path}/tunables; echo LibreOffice 1.0")
    with Converter() as opened:
        opened.version()
    listed = (tmp_path / "tunables").read_text(encoding="utf-8")
    values = dict(re.findall(r"^glibc\.malloc\.(\w+): (\w+)", listed, re.MULTILINE))
    if "hugetlb" not in values:
        pytest.skip("an older C library")
    said = [int(values[name], 0) for name in ("tcache_count", "trim_threshold", "top_pad", "hugetlb")]
    assert said == [65_535, 1 << 30, 1 << 26, 1]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address, and the paths asked of it."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/picture.png", asked
    server.shutdown()
    server.server_close()


@pytest.mark.office
@pytest.mark.parametrize("namespaces", [True, False], ids=["as found", "without namespaces"])
def test_what_a_letter_links_to_is_not_fetched(
    listener: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch, namespaces: bool
) -> None:
    address, asked = listener
    if not namespaces:
        monkeypatch.setattr(process, "no_network", lambda: ())
    with Converter() as opened:
        opened.pdf(_linking_to(address))
    assert asked == []


@pytest.mark.office
def test_an_unguarded_libreoffice_would_fetch_it(listener: tuple[str, list[str]], tmp_path: Path) -> None:
    """Shows that the test above can fail."""
    address, asked = listener
    (tmp_path / "letter.docx").write_bytes(_linking_to(address))
    command = [office.find(), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run([*command, "pdf", "letter.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    assert asked


def _linking_to(address: str) -> bytes:
    document = Document()
    document.add_picture(io.BytesIO(PIXEL), width=Mm(20))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(document))) as package, zipfile.ZipFile(made, "w") as changed:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/_rels/document.xml.rels":
                external = f'Target="{address}" TargetMode="External"'.encode()
                part = part.replace(b'Target="media/image1.png"', external)
            if name == "word/document.xml":
                part = part.replace(b"r:embed=", b"r:link=")
            changed.writestr(name, part)
    return made.getvalue()


@pytest.mark.office
@pytest.mark.parametrize("titled", [True, False])
def test_a_pdf_is_an_archival_one_and_claims_to_be_read_aloud_where_it_has_a_title(titled: bool) -> None:
    document = Document()
    document.core_properties.title = "О переселении" if titled else ""
    document.add_paragraph("Уважаемая Мария Петровна!")
    with Converter() as opened, pikepdf.open(io.BytesIO(opened.pdf(saved(document)))) as made:
        said = made.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in said
        assert ("<pdfuaid:part>1</pdfuaid:part>" in said) is titled
        assert "/StructTreeRoot" in made.Root


@pytest.mark.parametrize(
    ("levels", "mended"), [((2,), [1]), ((1, 3, 1), [1, 2, 1]), ((3, 2, 2, 4), [1, 1, 1, 2]), ((1, 2, 3), [1, 2, 3])]
)
def test_headings_begin_with_the_first_level_and_skip_none(
    converter: Converter, levels: tuple[int, ...], mended: list[int]
) -> None:
    document = Document()
    document.core_properties.title = "О доме"
    for level in levels:
        document.add_heading("Раздел", level)
    with pikepdf.open(io.BytesIO(converter.pdf(saved(document)))) as pdf:
        roles = [str(each.S) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        found = [each for each in roles if re.fullmatch(r"/H\d", each)]
        assert sorted(found) == sorted(f"/H{level}" for level in mended)
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_a_table_with_a_row_of_no_cells_claims_no_accessibility(converter: Converter) -> None:
    document = Document()
    document.core_properties.title = "О доме"
    table = document.add_table(2, 1)
    for whole in (True, False):
        if not whole:
            table.cell(0, 0).merge(table.cell(1, 0))
        with pikepdf.open(io.BytesIO(converter.pdf(saved(document)))) as pdf:
            assert (b"pdfuaid" in pdf.Root.Metadata.read_bytes()) is whole
