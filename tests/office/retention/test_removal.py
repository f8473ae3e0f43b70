"""What has served its term goes with all copies, and figures stay as they were."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.office import Actor, Duty
from letterkit.deadlines.quarter import Quarter
from letterkit.office.cases import drafting
from letterkit.office.figures.appeals import figures
from letterkit.office.figures.work import work
from letterkit.office.holds import HoldKind, HoldReason
from letterkit.office.integrity.files import files as wrong_files
from letterkit.office.integrity.inspection import mismatches
from letterkit.office.passports.approved_files import find_approved
from letterkit.office.people import accounts, sessions
from letterkit.office.people.details import Details
from letterkit.office.register import listing
from letterkit.office.register.listing import Filters
from letterkit.office.retention import acts, holding, removal
from letterkit.office.retention.due import due_sums
from letterkit.office.retention.rules import Kind, Terms
from letterkit.office.retention.telling import tell_due
from letterkit.reports.notice_words import heading
from letterkit.reports.removal_act import removal_act
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.files import FileStore
from letterkit.store.notice_tables import Notice
from letterkit.store.register_tables import AppealFile, AppealLink
from letterkit.store.retention_tables import RemovalAct
from letterkit.store.rows import lines
from letterkit.store.schema import METADATA
from letterkit.store.session_tables import SignIn
from letterkit.store.tables import Appeal, Approval, AuditEntry, Person

from ..cases.conftest import Day, refused
from .conftest import NAME

SPRING = Quarter(2018, 1)


@pytest.mark.both_databases
def test_nothing_of_the_citizen_is_left_and_the_journal_holds(
    day: Day, case: Callable[..., int], batch: Callable[..., int], terms: Terms, tmp_path: Path
) -> None:
    held = case()
    batch()
    office = day.office
    kept = holding.hold(office, day.staff.registry, HoldKind.CASES, held, HoldReason.COURT, f"иск: {NAME}", None)
    holding.lift(office, day.staff.registry, kept.id)
    with office.database.reading() as session:
        approved = session.scalars(select(Approval.pdf)).all()
    with office.database.reading() as session:
        before = figures(session, "", SPRING), work(session, "", SPRING)
        wrong_before = list(mismatches(session))
    act = _removed(day, terms)
    assert _left(office.database, tmp_path / "files") == []
    with office.database.reading() as session:
        assert (figures(session, "", SPRING), work(session, "", SPRING)) == before
        assert audit.verify(session).broken is None
        assert list(mismatches(session)) == wrong_before
        assert list(wrong_files(session, office.files)) == []
        entry = audit.of_subject(session, f"act:{act.id}")[-1]
    assert entry.action == "retention.removed"
    assert entry.details["docx"] == act.final
    assert removal_act_is_kept(day, act)
    assert set(find_approved(office.database, approved)) == set(approved)  # whoever has the letter can ask after it


def removal_act_is_kept(day: Day, act: RemovalAct) -> bool:
    _, paper = acts.read_paper(day.office, day.staff.clerk, act.id)
    return paper.startswith(b"PK")


def test_a_removal_that_was_killed_goes_on(
    day: Day,
    case: Callable[..., int],
    terms: Terms,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(3):
        case(f"С-{number}")
    act = _approved(day, terms)
    monkeypatch.setattr(removal, "_PORTION", 1)
    portion = removal._remove_portion

    def dies(*given: object) -> bool:
        monkeypatch.setattr(removal, "_remove_portion", portion)
        portion(*given)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(removal, "_remove_portion", dies)
    with pytest.raises(KeyboardInterrupt):
        removal.remove_approved(day.office, removal_act)
    monkeypatch.setattr(removal, "_take_away", _dies_after_one(removal._take_away, monkeypatch))
    with pytest.raises(KeyboardInterrupt):
        removal.remove_approved(day.office, removal_act)
    assert removal.remove_approved(day.office, removal_act) == 1
    assert _left(day.office.database, tmp_path / "files") == []
    assert acts.act_seen(day.office, day.staff.clerk, act.id).act.state == acts.ActState.REMOVED


def test_a_file_that_something_else_names_stays(day: Day, case: Callable[..., int], terms: Terms) -> None:
    case()
    other = day.entered(number="Н-1")
    with day.office.database.writing() as session:
        shared = session.scalars(select(AppealFile.content)).one()
        session.add(
            AppealFile(
                appeal_id=other.id, name="x", content=shared, size=1, at=clock.now(), by_id=day.staff.registry.id
            )
        )
    _removed(day, terms)
    assert day.office.files.get(shared)


def test_two_people_answer_for_an_act(day: Day, case: Callable[..., int], terms: Terms) -> None:
    case()
    both = Actor(day.staff.clerk.id, "Тихонова А.С.", day.staff.clerk.duties | day.staff.administrator.duties)
    act = acts.propose(day.office, both, terms, list(Kind))
    with refused("retention.own-act"):
        acts.approve(day.office, both, act.id, "№ 1", removal_act)
    with refused("retention.no-protocol"):
        acts.approve(day.office, day.staff.signer, act.id, "", removal_act)
    with refused("denied.duty"):
        acts.approve(day.office, day.staff.executor, act.id, "№ 1", removal_act)
    acts.refuse(day.office, day.staff.signer, act.id, "ещё рано")
    assert acts.propose(day.office, both, terms, list(Kind)).id != act.id


def test_what_is_held_stays_even_after_the_approval(day: Day, case: Callable[..., int], terms: Terms) -> None:
    kept, gone = case("С-1"), case("С-2")
    act = _approved(day, terms)
    holding.hold(day.office, day.staff.registry, HoldKind.CASES, kept, HoldReason.COURT, "иск", None)
    removal.remove_approved(day.office, removal_act)
    with day.office.database.reading() as session:
        assert session.get_one(Appeal, kept).removed_by is None
        assert session.get_one(Appeal, gone).removed_by == act.id
        entry = session.scalars(select(AuditEntry).filter_by(action="retention.removed")).one()
    assert entry.details["held"] == 1


def test_a_case_waits_for_those_linked_to_it(day: Day, case: Callable[..., int], terms: Terms) -> None:
    old, new = case("С-1"), case("С-2", clock.now().replace(year=2024))
    with day.office.database.writing() as session:
        session.add(AppealLink(appeal_id=new, earlier_id=old, at=clock.now()))
    with day.office.database.reading() as session:
        assert not [each for each in due_sums(session, "", terms) if each.kind is Kind.CASES]
        later = due_sums(session, "", terms, date(2030, 1, 1))
    assert sum(each.count for each in later if each.kind is Kind.CASES) == 2


def test_a_removed_case_cannot_be_opened_and_is_shown_as_removed(
    day: Day, case: Callable[..., int], terms: Terms
) -> None:
    appeal_id = case()
    act = _removed(day, terms)
    page = listing.page(day.office, day.staff.registry, Filters())
    assert [each.subject for each in page.rows] == [f"Уничтожено по акту № {act.number} от {act.on:%d.%m.%Y}"]
    with refused("case.removed"):
        drafting.begin(day.office, day.staff.executor, day.card(), "by_date", appeal_id=appeal_id, again=True)


def _approved(day: Day, terms: Terms) -> RemovalAct:
    act = acts.propose(day.office, day.staff.clerk, terms, list(Kind))
    return acts.approve(day.office, day.staff.signer, act.id, "от 01.02.2026 № 1", removal_act)


def _removed(day: Day, terms: Terms) -> RemovalAct:
    act = _approved(day, terms)
    assert removal.remove_approved(day.office, removal_act) == 1
    return acts.act_seen(day.office, day.staff.clerk, act.id).act


def _dies_after_one(real: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    def dies(office: object, names: list[str]) -> object:
        monkeypatch.setattr(removal, "_take_away", real)
        dict(real(office, names[:1]))  # type: ignore[call-overload]
        raise KeyboardInterrupt

    return dies


def _left(database: Database, files: Path) -> list[str]:
    """Where the name of the citizen still stands: in rows, in the file of the database, in files of the store."""
    found = []
    with database.engine.connect() as connection:
        for table in METADATA.sorted_tables:
            said = b"".join(lines(connection, table)).decode().casefold()
            found += [table.name] if NAME.casefold() in said or "sentinelova" in said else []
    store = FileStore(files)
    found += [name for name in store.names() if NAME.encode() in store.get(name)]
    if database.file is not None:
        forms = (NAME, NAME.casefold(), NAME.encode("unicode_escape").decode(), "sentinelova")
        for place in database.file.parent.glob(f"{database.file.name}*"):
            data = place.read_bytes()
            found += [f"{place.name}: {form}" for form in forms if form.encode() in data]
    return found


@pytest.mark.both_databases
def test_of_an_account_of_who_has_left_the_name_stays_and_the_rest_goes(day: Day, terms: Terms) -> None:
    database, then = day.office.database, clock.now() - timedelta(days=800)
    with clock.stopped_at(then):
        told = Details("Уволенная", "Нина", post="консультант", phone="42-00-42", email="nina@example.ru")
        left, here = (
            accounts.add(database, None, login, "синий чайник у окна", told, [Duty.EXECUTOR])
            for login in ("left", "here")
        )
        sessions.begin(database, left.id, sessions.Place("192.0.2.7", "Firefox"))
        accounts.deactivate(database, None, left.id)
    act = _removed(day, terms)
    paper = Document(io.BytesIO(acts.read_paper(day.office, day.staff.clerk, act.id)[1]))
    remarks = [row.cells[-1].text for row in paper.tables[-1].rows if "Учётные записи" in row.cells[1].text]
    assert remarks == ["имя, должность и обязанности остаются: они стоят в журнале и письмах"]
    with database.reading() as session:
        person = session.get_one(Person, left.id)
        assert (person.full_name, person.post, person.login) == ("Уволенная Нина", "консультант", "left")
        assert (person.phone, person.email, person.password, person.active) == (None, None, None, False)
        assert session.get_one(Person, here.id).phone == "42-00-42"
        assert session.query(SignIn).filter_by(person_id=left.id).count() == 0
        assert audit.verify(session).broken is None
        assert not [each for each in due_sums(session, "", terms) if each.kind is Kind.PEOPLE]


def test_gatherers_are_told_once_a_week_and_approvers_of_an_act(
    day: Day, case: Callable[..., int], terms: Terms
) -> None:
    case()
    assert tell_due(day.office.database, terms, clock.today()) == 2  # the registry and the clerk
    assert tell_due(day.office.database, terms, clock.today()) == 0
    act = acts.propose(day.office, day.staff.clerk, terms, list(Kind))
    with day.office.database.reading() as session:
        told = session.scalars(select(Notice).filter_by(subject=f"act:{act.id}")).all()
    assert {each.person_id for each in told} == {
        day.staff.signer.id,
        day.staff.writing_signer.id,
        day.staff.administrator.id,
    }
    assert "ждёт утверждения: 5 дел" in heading(told[0].kind, told[0].details)
