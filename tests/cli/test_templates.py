"""``letterkit templates``: a clerk's work from the shell."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm

from letterkit.core import clock
from letterkit.office.content import folders
from letterkit.settings import Settings, load_settings
from letterkit.store.database import Database
from letterkit.store.files import FileStore
from letterkit.store.keeping_tables import KeptItem, KeptVersion

REPLIES = Settings(_env_file=None).templates_dir / "replies"


@pytest.fixture
def redirect(tmp_path: Path) -> Path:
    return Path(shutil.copy(REPLIES / "redirect.md", tmp_path / "redirect.md"))


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_all_that_is_kept_is_looked_through(letterkit: Any) -> None:
    ran = letterkit("templates", "lint", "--no-pages")
    assert (ran.code, ran.err) == (0, "")
    assert "без замечаний: 20" in ran.out


def test_a_fault_of_a_text_is_told_with_its_line(letterkit: Any, redirect: Path) -> None:
    edit(redirect, "{{ contact }}", "{{ kontakt }}")
    ran = letterkit("templates", "lint", redirect)
    assert ran.code == 1
    line = redirect.read_text(encoding="utf-8").split("\n").index("{{ kontakt }}") + 1
    assert f"строка {line}:" in ran.out
    assert "«kontakt»" in ran.out
    told = json.loads(letterkit("templates", "lint", redirect, "--format", "json").out)
    [remark] = told[0]["remarks"]
    assert (remark["code"], remark["level"], remark["line"]) == ("template.unknown-field", "error", line)


def test_advice_alone_is_no_failure(letterkit: Any, redirect: Path) -> None:
    edit(redirect, "    example: (000) 000-00-00\n", "")
    ran = letterkit("templates", "lint", redirect)
    assert ran.code == 0
    assert "совет" in ran.out


@pytest.fixture
def lone(tmp_path: Path) -> Path:
    """A blank made in Word, without a description."""
    return Path(shutil.copy(REPLIES.parent / "blanks" / "corner.docx", tmp_path / "own.docx"))


def test_a_blank_without_a_description_gets_one(letterkit: Any, lone: Path) -> None:
    ran = letterkit("templates", "lint", lone, "--no-pages", "--write-head")
    assert (ran.code, ran.err) == (0, "")
    head = lone.with_suffix(".yml").read_text(encoding="utf-8")
    assert 'id: "own"' in head
    assert "  text_pt: 14\n" in head
    assert letterkit("templates", "lint", lone.with_suffix(".yml"), "--no-pages").code == 0


def test_faults_of_a_blank_have_places_and_are_comments_in_a_copy(letterkit: Any, lone: Path, tmp_path: Path) -> None:
    document = Document(str(lone))
    next(each for each in document.paragraphs if "closing" in each.text).runs[0].text = "{{ closin }}"
    document.save(str(lone))
    out = tmp_path / "copies"
    ran = letterkit("templates", "lint", lone, "--no-pages", "--format", "json", "--comments", out)
    assert ran.code == 1
    remark = next(each for each in json.loads(ran.out)[0]["remarks"] if each["code"] == "blank.unknown-field")
    assert (remark["words"], remark["part"]) == ("{{ closin }}", "word/document.xml")
    assert remark["place"].startswith("абзац ")
    texts = [comment.text for comment in Document(str(out / "own.docx")).comments]
    assert any("«closin»" in text for text in texts)


@pytest.mark.office
def test_letters_are_printed_on_a_blank(letterkit: Any, lone: Path) -> None:
    document = Document(str(lone))
    document.sections[0].left_margin = Mm(12)
    document.save(str(lone))
    told = json.loads(letterkit("templates", "lint", lone, "--format", "json").out)[0]["remarks"]
    assert {(each["rule"], each["level"], each["clause"]) for each in told} == {("layout.margin", "warning", "3.2")}


def test_a_text_is_tried_on_people(letterkit: Any) -> None:
    ran = letterkit("templates", "try", "redirect", "--no-pages", "--engine", "off")
    assert ran.code == 0
    for kind in ("женщина", "мужчина", "без отчества", "несколько заявителей", "организация"):
        assert f"{kind}: замечаний нет" in ran.out


def test_a_text_is_tried_on_a_card_of_ones_own(letterkit: Any, demo_card: Path, tmp_path: Path) -> None:
    ran = letterkit(
        "templates", "try", "redirect", "--card", demo_card, "-o", tmp_path / "out",
        "--no-pages", "--engine", "off", "--format", "json",
    )  # fmt: skip
    [told] = json.loads(ran.out)
    assert told["applicant"] == "own-card"
    assert "Уважаемая Мария Петровна!" in told["text"].replace("\u00a0", " ")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["redirect-1-own-card.docx"]


def test_a_blank_is_tried_too(letterkit: Any) -> None:
    ran = letterkit("templates", "try", "longitudinal", "--no-pages", "--engine", "off")
    assert ran.code == 0
    assert "организация: замечаний нет" in ran.out


def test_versions_are_compared(letterkit: Any, redirect: Path) -> None:
    assert letterkit("templates", "diff", "redirect", redirect).out == "Различий нет.\n"
    edit(redirect, "30 дней", "тридцати дней")
    ran = letterkit("templates", "diff", "redirect", redirect)
    assert ran.code == 0
    assert "[тридцати]" in ran.out
    edit(redirect, "type: bodies", "type: list")
    ran = letterkit("templates", "diff", "redirect", redirect, "--format", "json")
    assert ran.code == 1
    told = json.loads(ran.out)
    assert told["breaking"]
    assert [(each["what"], each["name"], each["breaking"]) for each in told["changes"]] == [
        ("field-retyped", "other_bodies", True)
    ]
    assert "тридцати" in told["text"][0]["after"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("diff", "redirect", "corner"), "сравнить нельзя"),
        (("diff", "redirect", "nobody"), "Ни текста, ни бланка «nobody» нет"),
        (("diff", "redirect", "нет.md"), "нет.md"),
        (("try", "nobody"), "Ни текста, ни бланка «nobody» нет"),
        (("lint", "a.txt"), "не текст ответа"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(arguments: tuple[str, ...], words: str, letterkit: Any) -> None:
    ran = letterkit("templates", *arguments)
    assert ran.code == 2
    assert words in ran.told


@pytest.fixture
def register(database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The database of the settings, with the texts and blanks that come with letterkit."""
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", database_url)
    load_settings.cache_clear()
    folders.take_in_shipped(database, FileStore(tmp_path / "var" / "files"), REPLIES.parent)
    return database


def test_all_that_is_kept_goes_into_a_folder_and_back(letterkit: Any, register: Database, tmp_path: Path) -> None:
    ran = letterkit("templates", "export", tmp_path / "out")
    assert (ran.code, "Записано текстов и бланков: 20" in ran.out) == (0, True)
    assert (tmp_path / "out" / "replies" / "redirect.md").read_bytes() == (REPLIES / "redirect.md").read_bytes()
    assert "уже есть" in letterkit("templates", "import", tmp_path / "out").told
    with register.writing() as session:
        session.query(KeptVersion).delete()
        session.query(KeptItem).delete()
    ran = letterkit("templates", "import", tmp_path / "out")
    assert (ran.code, "Прочитано текстов и бланков: 20" in ran.out) == (0, True)
    letterkit("templates", "export", tmp_path / "again")
    assert contents(tmp_path / "again") == contents(tmp_path / "out")


def test_what_is_out_of_use_leaves_the_folder_when_it_is_written_again(
    letterkit: Any, register: Database, tmp_path: Path
) -> None:
    letterkit("templates", "export", tmp_path / "out")
    (tmp_path / "out" / "replies" / "own.md").write_text("своё", encoding="utf-8")
    with register.writing() as session:
        session.query(KeptItem).filter_by(slug="court").update({"retired": clock.now()})
    letterkit("templates", "export", tmp_path / "out")
    assert not (tmp_path / "out" / "replies" / "court.md").exists()
    assert (tmp_path / "out" / "replies" / "own.md").exists()


def test_a_folder_that_nothing_was_written_into_is_refused(letterkit: Any, register: Database, tmp_path: Path) -> None:
    assert "kept.json" in letterkit("templates", "import", tmp_path).told


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
