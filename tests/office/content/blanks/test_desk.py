"""A blank on the desk belongs to whoever has brought it; comments stay outside; a refused file changes nothing."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from docx import Document

from letterkit.checking.checker import Checker
from letterkit.compose import Blank
from letterkit.core.errors import RequestError, TemplateError
from letterkit.core.finding import Level
from letterkit.core.office import Actor, Duty
from letterkit.office.content.blanks.desk import BlankDesk
from letterkit.office.content.blanks.old_blank import Decision
from letterkit.office.content.blanks.starting import starter_with_comments
from letterkit.ooxml.package import Package
from letterkit.reports.wording import sentence
from letterkit.store.desk import DeskStore

from .conftest import Spoil, rewritten

_TYPES = "[Content_Types].xml"

NINA = Actor(1, "Бланкова Н.И.", frozenset({Duty.CLERK}))
OTHER = replace(NINA, id=2)


@pytest.fixture
def desk(tmp_path: Path, checker: Checker) -> BlankDesk:
    return BlankDesk(DeskStore(tmp_path / "blanks", timedelta(days=1)), checker)


@pytest.fixture
def old() -> bytes:
    """A blank without marks."""
    document, out = Document(), io.BytesIO()
    for line in ("КОМИТЕТ ПО ТРУДУ", "____ № ____", "Министр\tА.А. Иванов"):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def test_a_blank_is_looked_at_and_brought_again(desk: BlankDesk, blank: Blank, spoilt: Spoil) -> None:
    broken = desk.begin(NINA, spoilt(("{{ closing }}", "{{ closing }")).data, "бланк.docx")
    assert [one.error.code for one in desk.inspection(broken).remarks] == ["blank.tag-unclosed"]
    mended = desk.again(NINA, broken.id, blank.data, "бланк 2.docx")
    assert (mended.id, mended.version, mended.name) == (broken.id, 2, "бланк 2.docx")
    assert desk.inspection(mended).remarks == ()
    assert desk.inspection(mended).unprinted == "pages.off"
    assert desk.data(desk.open(NINA, broken.id)) == blank.data


def test_what_cannot_be_taken_leaves_the_file_before(desk: BlankDesk, blank: Blank) -> None:
    brought = desk.begin(NINA, blank.data, "бланк.docx")
    with pytest.raises(TemplateError):
        desk.again(NINA, brought.id, b"%PDF-1.7", "бланк.docx")
    assert desk.open(NINA, brought.id) == brought
    assert desk.data(brought) == blank.data


def test_comments_are_taken_out_and_counted(desk: BlankDesk, checker: Checker) -> None:
    brought = desk.begin(NINA, starter_with_comments("corner", checker.profile), "заготовка.docx")
    assert brought.comments == 28
    assert desk.inspection(brought).remarks == ()


def test_to_others_it_does_not_exist_and_removed_it_is_gone(desk: BlankDesk, blank: Blank) -> None:
    brought = desk.begin(NINA, blank.data, "бланк.docx")
    with pytest.raises(RequestError, match=r"blank\.gone"):
        desk.open(OTHER, brought.id)
    with pytest.raises(RequestError, match=r"blank\.gone"):
        desk.remove(OTHER, brought.id)
    desk.remove(NINA, brought.id)
    for path in (brought.id, "x", "../../etc"):
        with pytest.raises(RequestError, match=r"blank\.gone"):
            desk.open(NINA, path)


def test_a_new_version_keeps_the_name_and_is_measured_anew(desk: BlankDesk, blank: Blank, spoilt: Spoil) -> None:
    wide = spoilt(('w:left="1701"', 'w:left="1134"'))
    brought = desk.begin(NINA, wide.data, "x.docx", "corner", 3, blank.head)
    head = desk.blank(desk.open(NINA, brought.id)).head
    assert (head.id, head.label, head.qr_place, head.geometry.left_mm) == (
        "corner",
        blank.head.label,
        "lower-right",
        20,
    )


def test_a_template_of_word_is_taken_as_the_document_that_it_makes(desk: BlankDesk, blank: Blank) -> None:
    kind = "wordprocessingml.document.main+xml"
    as_template = rewritten(blank, lambda xml: xml.replace(kind, kind.replace("document", "template")), _TYPES)
    brought = desk.begin(NINA, as_template.data, "бланк.dotx")
    assert (brought.name, brought.old) == ("бланк.docx", 0)
    assert desk.inspection(brought).remarks == ()


def test_decisions_outlive_the_service_and_another_file_forgets_them(desk: BlankDesk, old: bytes) -> None:
    brought = desk.begin(NINA, old, "старый.docx")
    assert brought.is_old
    first = next(iter(desk.old_blank(brought).proposals))
    decision = Decision("x", first.field, first.start, first.end)
    desk.decide(brought, [decision])
    again = BlankDesk(desk.store, desk.checker).open(NINA, brought.id)
    assert again.decisions == (decision,)
    marked = desk.put_marks(again)
    assert (marked.version, marked.old, marked.is_old) == (2, 1, False)
    assert desk.again(NINA, brought.id, old, "другой.docx").decisions == ()


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKED = "file:///\\\\srv\\blank.dotx"


def _tied(blank: Blank, kind: str) -> Blank:
    """``blank`` with a relation of its main document to a file on a share."""
    relation = f'<Relationship Id="rId99" Type="{_OFFICE}/{kind}" Target="{_LINKED}" TargetMode="External"/>'
    rels = "word/_rels/document.xml.rels"
    return rewritten(blank, lambda xml: xml.replace("</Relationships>", f"{relation}</Relationships>"), rels)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("attachedTemplate", "blank.taken-template"),
        ("image", "blank.taken-picture"),
        ("mailMergeSource", "blank.taken-source"),
    ],
)
def test_what_leads_out_of_a_blank_is_taken_out_and_told(
    desk: BlankDesk, blank: Blank, old: bytes, kind: str, code: str
) -> None:
    brought = desk.begin(NINA, _tied(blank, kind).data, "бланк.docx")
    kept = desk.open(NINA, brought.id)
    file = Package.open(desk.data(kept), "x")
    assert not [part for part in file if part.endswith(".rels") and _LINKED.encode() in file.content(part)]
    assert [(one.error.code, one.level) for one in desk.inspection(kept).remarks] == [(code, Level.WARNING)]
    assert _LINKED.removeprefix("file:///") in sentence(desk.inspection(kept).remarks[0].error)
    assert desk.inspection(desk.again(NINA, brought.id, blank.data, "бланк.docx")).remarks == ()


@pytest.mark.parametrize(("source", "runs"), [(b"Sub Stamp()", False), (b"Sub AutoOpen()", True)])
def test_idle_macros_are_taken_out_of_a_blank_and_one_that_runs_refuses_it(
    desk: BlankDesk, blank: Blank, source: bytes, runs: bool
) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = rewritten(
        blank, lambda xml: xml.replace(kind, "application/vnd.ms-word.document.macroEnabled.main+xml"), _TYPES
    ).data
    with zipfile.ZipFile(made := io.BytesIO(data), "a") as archive:
        archive.writestr("word/vbaProject.bin", source)
    if runs:
        with pytest.raises(TemplateError, match=r"docx\.macro-runs"):
            desk.begin(NINA, made.getvalue(), "бланк.docm")
        return
    brought = desk.begin(NINA, made.getvalue(), "бланк.docm")
    assert brought.name == "бланк.docx"
    assert "word/vbaProject.bin" not in Package.open(desk.data(brought), "x")
    assert [one.error.code for one in desk.inspection(brought).remarks] == ["blank.taken-macro"]
