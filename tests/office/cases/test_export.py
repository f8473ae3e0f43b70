"""What goes out is the approved bytes and nothing else; the passport tells what they were made of."""

import io
import json
import zipfile
from hashlib import sha256

import pytest

from letterkit.core.outcome import Channel
from letterkit.office.cases import approval, dispatch, export, page_pictures, passport
from letterkit.store import audit
from letterkit.store.tables import Letter

from .conftest import Day, refused


@pytest.fixture
def day(printing_day: Day) -> Day:
    return printing_day


@pytest.fixture
def approved(day: Day) -> Letter:
    return day.approved()


def approved_hash(day: Day, letter: Letter) -> str:
    with day.office.database.reading() as session:
        held = approval.approval_of(session, letter)
    assert held is not None
    return held.docx


def test_the_exported_file_has_the_approved_hash(day: Day, approved: Letter) -> None:
    given = export.export(day.office, day.staff.registry, approved.id, "docx")
    assert sha256(given.data).hexdigest() == approved_hash(day, approved)
    assert given.name == "3.08-1-24_Иванова.docx"
    pdf = export.export(day.office, day.staff.registry, approved.id, "pdf")
    assert (pdf.data[:5], sha256(pdf.data).hexdigest()) == (b"%PDF-", day.versions(approved)[-1].pdf)


def test_the_archive_holds_both_files_and_their_passport(day: Day, approved: Letter) -> None:
    given = export.export(day.office, day.staff.executor, approved.id, "zip")
    with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(files.pop("passport.json"))
    assert {name.rsplit(".", 1)[1]: sha256(data).hexdigest() for name, data in files.items()} == told["files"]
    assert told["steps"][-1]["action"] == "letter.exported"


def test_a_changed_file_is_not_exported_and_no_export_is_recorded(day: Day, approved: Letter) -> None:
    name = approved_hash(day, approved)
    place = day.office.files._folder / name[:2] / name
    place.chmod(0o600)
    place.write_bytes(place.read_bytes() + b" ")
    for kind in ("docx", "zip"):
        with refused("file.altered"):
            export.export(day.office, day.staff.registry, approved.id, kind)  # type: ignore[arg-type]
    assert "letter.exported" not in day.journal(f"letter:{approved.id}")


def test_nothing_is_exported_before_the_approval_or_after_it_was_taken_back(day: Day) -> None:
    letter = day.agreed()
    with refused("export.not-approved"):
        export.export(day.office, day.staff.signer, letter.id, "docx")
    approval.approve(day.office, day.staff.signer, letter.id, day.docx(letter))
    approval.revoke(day.office, day.staff.signer, letter.id, "Ошибка в дате.")
    for kind in ("docx", "pdf", "zip"):
        with refused("export.not-approved"):
            export.export(day.office, day.staff.signer, letter.id, kind)  # type: ignore[arg-type]
    with refused("export.not-approved"):
        passport.passport(day.office, day.staff.signer, letter.id)


def test_the_passport_is_whole_and_plain_json(day: Day) -> None:
    letter = day.agreed()
    approval.approve(day.office, day.staff.signer, letter.id, day.docx(letter))
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST, track="80110012345672")
    told = passport.passport(day.office, day.staff.registry, letter.id)
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told
    assert told["schema"] == "letterkit-passport/1"
    assert told["letter"] == {
        "id": letter.id,
        "number": "3.08-1/24",
        "date": "2024-06-05",
        "title": "О переселении из аварийного дома",
        "executor": "Петрова Анна Сергеевна",
    }
    assert (told["appeal"]["number"], told["appeal"]["registered"]) == ("И-345", "2024-05-14")
    made_of = told["made_of"]
    assert made_of["blank"]["sha256"] == sha256(day.office.catalogue.blank("corner").data).hexdigest()
    profile = day.office.checker.options.profile.read_bytes()
    assert made_of["profile"]["sha256"] == sha256(profile).hexdigest()
    assert made_of["reply"]["id"] == "by_date"
    assert set(made_of["versions"]) >= {"letterkit", "rules", "engine"}
    assert told["checked"]["verdict"] == "ready"
    assert [each["clause"] for each in told["checked"]["clauses"]]
    assert [(each["kind"], each["by"]) for each in told["approvals"]] == [
        ("agreed", "Новикова Анна Сергеевна"),
        ("approved", "Фамильев Анна Сергеевна"),
    ]
    assert all(each["docx"] == told["files"]["docx"] for each in told["approvals"])
    assert (told["sent"]["channel"], told["sent"]["track"]) == ("post", "80110012345672")
    assert [each["action"] for each in told["steps"]] == [
        "letter.begun",
        "letter.submitted",
        "letter.numbered",
        "letter.agreed",
        "letter.approved",
        "letter.sent",
    ]
    with day.office.database.reading() as session:
        assert told["journal_head"] == audit.head(session)


def test_pages_of_a_version_are_drawn_for_who_may_see_the_letter(day: Day, approved: Letter) -> None:
    newest = day.versions(approved)[-1]
    assert [page.page for page in page_pictures.pages_of(day.office, newest)] == [1]
    assert newest.pdf is not None
    png = page_pictures.page_png(day.office, day.staff.executor, approved.id, newest.pdf, 1)
    assert png.startswith(b"\x89PNG")
    with refused("file.gone"):
        page_pictures.page_png(day.office, day.staff.executor, approved.id, "0" * 64, 1)
    with refused("letter.gone"):
        page_pictures.page_png(day.office, day.staff.stranger, approved.id, newest.pdf, 1)
