"""``letterkit check --annotate``: the letter comes back with comments, or one sentence says why it does not."""

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

pytestmark = pytest.mark.slow

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture
def word_letter(wrong_letter: Path, tmp_path: Path) -> Path:
    """The wrong letter in Word, a paragraph a line, the salutation in three runs."""
    document = Document()
    for line in wrong_letter.read_text(encoding="utf-8").splitlines():
        paragraph = document.add_paragraph()
        for number, words in enumerate(line.partition("жаемый")):
            paragraph.add_run(words).bold = number == 1
    path = tmp_path / "письмо.docx"
    document.save(str(path))
    return path


def comments(path: Path) -> list[str]:
    return [comment.text for comment in Document(str(path)).comments]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def left(folder: Path) -> set[str]:
    """What lies in ``folder``, the folder of work data left out."""
    return {path.name for path in folder.iterdir()} - {"var"}


def test_the_letter_comes_back_with_a_comment_for_each_finding(quick: Any, word_letter: Path, tmp_path: Path) -> None:
    out = tmp_path / "с замечаниями.docx"
    before = word_letter.read_bytes()
    ran = quick(word_letter, "--annotate", out, "--format", "json")
    assert ran.code == 1
    findings = json.loads(ran.out)["findings"]
    assert len(comments(out)) == len(findings)
    for finding, said in zip(findings, comments(out), strict=True):
        assert said.startswith(finding["message"])
        assert finding["code"] in said
    assert word_letter.read_bytes() == before
    changed = {name for name, content in parts(word_letter).items() if parts(out)[name] != content}
    assert changed <= {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"}


def test_the_letter_with_comments_reads_as_the_letter(quick: Any, word_letter: Path, tmp_path: Path) -> None:
    out = tmp_path / "о.docx"
    first = json.loads(quick(word_letter, "--annotate", out, "--format", "json").out)
    again = json.loads(quick(out, "--format", "json").out)
    for name in ("text", "parts", "findings", "clauses", "verdict"):
        assert again[name] == first[name]


def test_a_letter_with_comments_is_commented_again(quick: Any, word_letter: Path, tmp_path: Path) -> None:
    once, twice = tmp_path / "1.docx", tmp_path / "2.docx"
    quick(word_letter, "--annotate", once)
    quick(once, "--annotate", twice)
    assert comments(twice) == comments(once) * 2


def test_fixing_keeps_the_comments_and_the_looks(letterkit: Any, quick: Any, word_letter: Path, tmp_path: Path) -> None:
    out, mended = tmp_path / "о.docx", tmp_path / "исправлено.docx"
    quick(word_letter, "--annotate", out)
    letterkit("fix", out, "-o", mended, "--no-pages", "--engine", "off")
    assert comments(mended) == comments(out)
    text = "\n".join(paragraph.text for paragraph in Document(str(mended)).paragraphs)
    assert "Уважаемая Мария Петровна!" in text
    [salutation] = [line for line in Document(str(mended)).paragraphs if line.text.startswith("Уважаемая")]
    assert {(words.bold, words.text) for words in salutation.runs if words.text} >= {(True, "жаемая")}


def test_a_clean_letter_comes_back_as_it_was(quick: Any, letter: Path, tmp_path: Path) -> None:
    document = Document()
    sheet, plain = document.sections[0], document.styles["Normal"]
    sheet.page_width, sheet.page_height = Mm(210), Mm(297)
    sheet.left_margin, sheet.right_margin, sheet.top_margin, sheet.bottom_margin = Mm(30), Mm(10), Mm(20), Mm(20)
    plain.font.name, plain.font.size = "Times New Roman", Pt(14)
    plain.paragraph_format.space_after, plain.paragraph_format.line_spacing = Pt(0), 1
    plain.paragraph_format.alignment, plain.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(12.5)
    for line in letter.read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    source, out = tmp_path / "чистое.docx", tmp_path / "о.docx"
    document.save(str(source))
    assert json.loads(quick(source, "--annotate", out, "--format", "json").out)["findings"] == []
    assert parts(out) == parts(source)


def test_findings_answered_for_are_not_commented(quick: Any, word_letter: Path, tmp_path: Path) -> None:
    out = tmp_path / "о.docx"
    word_letter.with_name("письмо.docx.waivers.yml").write_text(
        "waivers:\n  - {code: salutation.gender, reason: Так просили, by: Петрова А. С., until: 2099-01-01}\n",
        encoding="utf-8",
    )
    quick(word_letter, "--annotate", out)
    assert not any("salutation.gender" in said for said in comments(out))


@pytest.mark.parametrize("name", ["письмо.txt", "письмо.PDF"])
def test_only_a_word_letter_can_be_commented(quick: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-1.4" if name.endswith("PDF") else "Текст письма".encode())
    before = left(tmp_path)
    ran = quick(tmp_path / name, "--annotate", tmp_path / "о.docx")
    assert ran.code == 2
    assert name in ran.told
    assert ".docx" in ran.told
    assert left(tmp_path) == before


def test_one_letter_at_a_time(quick: Any, word_letter: Path, tmp_path: Path) -> None:
    shutil.copy(word_letter, tmp_path / "второе.docx")
    for paths in ([word_letter, tmp_path / "второе.docx"], [tmp_path]):
        ran = quick(*paths, "--annotate", tmp_path / "о.docx")
        assert ran.code == 2
        assert "--annotate" in ran.told
        assert not (tmp_path / "о.docx").exists()


def test_the_letter_itself_is_never_written_over(quick: Any, word_letter: Path, tmp_path: Path) -> None:
    before = word_letter.read_bytes()
    link = tmp_path / "ссылка.docx"
    link.symlink_to(word_letter)
    for out in (word_letter, link):
        ran = quick(word_letter, "--annotate", out)
        assert ran.code == 2
        assert "само письмо" in ran.told
    assert word_letter.read_bytes() == before


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--annotate", "о.txt"), "о.txt"),
        (("--annotate", "о.docx", "-o", "./о.docx"), "о.docx"),
        (("--annotate", "письмо.docx/о.docx"), "о.docx"),
    ],
)
def test_a_place_that_cannot_be_is_told_of(quick: Any, word_letter: Path, more: tuple[str, ...], says: str) -> None:
    before = left(word_letter.parent)
    ran = quick(word_letter, *more)
    assert ran.code == 2
    assert says in ran.told
    assert ran.out == ""
    assert left(word_letter.parent) == before


def test_a_letter_that_cannot_be_read_leaves_nothing(quick: Any, tmp_path: Path) -> None:
    (tmp_path / "письмо.docx").write_bytes(b"PK\x03\x04 not a letter")
    ran = quick(tmp_path / "письмо.docx", "--annotate", tmp_path / "о.docx")
    assert ran.code == 2
    assert left(tmp_path) == {"письмо.docx"}
    assert quick(tmp_path / "нет.docx", "--annotate", tmp_path / "о.docx").code == 2
    assert left(tmp_path) == {"письмо.docx"}


@needs_libreoffice
def test_an_old_letter_comes_back_as_a_word_file(quick: Any, tmp_path: Path) -> None:
    body = "".join(f"\\u{ord(letter)}?" if ord(letter) > 127 else letter for letter in "Уважаемый Мария Петровна!")
    source, out = tmp_path / "письмо.rtf", tmp_path / "о.docx"
    source.write_text("{\\rtf1\\ansi " + body + "\\par}", encoding="ascii")
    ran = quick(source, "--annotate", out, "--format", "json")
    report = json.loads(ran.out)
    assert report["source"]["name"] == "письмо.rtf"
    assert len(comments(out)) == len(report["findings"]) > 0


@needs_libreoffice
def test_pages_are_those_of_the_letter_without_its_comments(letterkit: Any, word_letter: Path, tmp_path: Path) -> None:
    """Some versions of LibreOffice push a letter that begins with a table down by a line when it has comments."""
    document = Document(str(word_letter))
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text = "МИНИСТЕРСТВО СТРОИТЕЛЬСТВА"
    document.element.body.insert(0, table._tbl)
    source, out = tmp_path / "с таблицей.docx", tmp_path / "о.docx"
    document.save(str(source))
    arguments = ("--engine", "off", "--format", "json")
    first = json.loads(letterkit("check", source, "--annotate", out, *arguments).out)
    again = json.loads(letterkit("check", out, *arguments).out)
    assert [finding["box"] for finding in first["findings"] if finding["box"]]
    assert again["findings"] == first["findings"]
    assert again["parts"] == first["parts"]
