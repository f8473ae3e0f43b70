"""Whoever writes in the tables past letterkit is found: their rows do not follow from the journal."""

import pytest
from sqlalchemy import select, text

from letterkit.cli.main import run
from letterkit.core.office import Duty
from letterkit.core.outcome import Channel
from letterkit.office.cases import approval, dispatch, drafting, numbering, review
from letterkit.office.integrity.files import files
from letterkit.office.integrity.inspection import mismatches
from letterkit.office.integrity.mismatch import MismatchKind
from letterkit.office.people import accounts
from letterkit.office.people.details import details_of
from letterkit.settings import load_settings
from letterkit.store import audit
from letterkit.store.tables import Approval

from .conftest import Day

ATTACKS = {
    "UPDATE letters SET state = 'draft'": (MismatchKind.STATE, "letter:1"),
    "UPDATE letters SET number = '1/24'": (MismatchKind.NUMBER, "letter:1"),
    "UPDATE approvals SET docx = pdf": (MismatchKind.APPROVAL, "letter:1"),
    "UPDATE approvals SET by_id = 1": (MismatchKind.APPROVAL, "letter:1"),
    "UPDATE approvals SET withdrawn = at": (MismatchKind.APPROVAL, "letter:1"),
    "DELETE FROM approvals": (MismatchKind.APPROVAL, "letter:1"),
    "UPDATE dispatches SET channel = 'visit'": (MismatchKind.SENDING, "letter:1"),
    "DELETE FROM dispatches": (MismatchKind.SENDING, "letter:1"),
    "UPDATE appeals SET state = 'work'": (MismatchKind.STATE, "appeal:1"),
    "UPDATE people SET active = false WHERE login = 'new'": (MismatchKind.ACTIVE, "person:11"),
    "INSERT INTO people_duties (person_id, duty) VALUES (11, 'signer')": (MismatchKind.DUTIES, "person:11"),
    "DELETE FROM audit": (MismatchKind.EMPTY, "journal"),
    "DELETE FROM audit WHERE action = 'letter.begun'": (MismatchKind.UNKNOWN, "letter:1"),
    "INSERT INTO audit (id, at, by, action, subject, details, previous, hash) "
    "SELECT 99, at, by, action, 'letter:2', details, previous, hash FROM audit WHERE action = 'letter.begun'": (
        MismatchKind.GONE,
        "letter:2",
    ),
}


@pytest.fixture
def day(printing_day: Day) -> Day:
    """A letter that has gone all the way with its detours, in an office of made-up people and one who was added."""
    day, office, staff = printing_day, printing_day.office, printing_day.staff
    with office.database.writing() as session:
        audit.record(session, None, "demo.seeded", "demo")
    person = accounts.add(
        office.database, None, "new", "t0pw0rd-of-hers", details_of("Новая Анна Ивановна"), [Duty.EXECUTOR]
    )
    accounts.set_duties(office.database, None, person.id, [Duty.EXECUTOR, Duty.REGISTRY])
    letter = day.on_review()
    review.give_back(office, staff.reviewer, letter.id, "Проверьте дату.")
    review.submit(office, staff.executor, letter.id, letter.revision)
    numbering.enter(office, staff.registry, letter.id)
    approval.agree(office, staff.reviewer, letter.id, day.docx(letter))
    approval.approve(office, staff.signer, letter.id, day.docx(letter))
    approval.revoke(office, staff.signer, letter.id, "Ошибка в дате.")
    review.submit(office, staff.executor, letter.id, letter.revision)
    approval.approve(office, staff.signer, letter.id, day.docx(letter))
    dispatch.send(office, staff.registry, letter.id, Channel.POST, track="80110012345672")
    return day


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_each_edit_past_letterkit_is_found_at_its_row(day: Day) -> None:
    with day.office.database.reading() as session:
        assert list(mismatches(session)) == []
    for attack, (kind, subject) in ATTACKS.items():
        with day.office.database.reading() as session:
            session.execute(text(attack))
            assert [(each.kind, each.subject) for each in mismatches(session)] == [(kind, subject)], attack


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_approved_files_that_are_gone_or_altered_are_found(day: Day) -> None:
    with day.office.database.reading() as session:
        held = session.scalars(select(Approval).filter_by(kind="approved", withdrawn=None)).one()
        assert held.pdf is not None
        assert list(files(session, day.office.files)) == []
        day.office.files.remove(held.docx)
        place = next(day.office.files._folder.glob(f"*/{held.pdf}"))
        place.chmod(0o600)
        place.write_bytes(b"%PDF-")
        found = {(each.kind, each.now) for each in files(session, day.office.files)}
    assert found == {(MismatchKind.FILE_GONE, held.docx), (MismatchKind.FILE_ALTERED, held.pdf)}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "attack", ["UPDATE letters SET state = 'draft'", "UPDATE approvals SET docx = pdf", "a file of an approved letter"]
)
def test_the_command_ends_with_one_when_rows_or_files_are_not_as_the_journal_says(
    day: Day, database_url: str, attack: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LETTERKIT_DATABASE_URL", database_url)
    monkeypatch.setenv("LETTERKIT_DATA", str(day.office.files._folder.parent))
    load_settings.cache_clear()
    assert run(["audit", "verify", "--files"]) == 0
    with day.office.database.writing() as session:
        if attack.startswith("UPDATE"):
            session.execute(text(attack))
        else:
            day.office.files.remove(session.scalars(select(Approval.docx).filter_by(kind="approved")).all()[-1])
    assert run(["audit", "verify", "--files"]) == 1
    shown = capsys.readouterr()
    assert ("Журнал цел" in shown.out, shown.err) == (True, "")
    load_settings.cache_clear()


def test_a_word_changed_in_what_was_agreed_to_sends_it_back_and_is_told(day: Day) -> None:
    """A release before told of it only where it kept a version; what it has left is no false alarm."""
    letter = day.agreed(appeal={"number": "И-346"})
    drafting.save(day.office, day.staff.reviewer, letter.id, letter.revision, letter.title, f"{letter.text} Ещё.")
    with day.office.database.reading() as session:
        assert day.now(letter).state == "review"
        assert list(mismatches(session)) == []
