"""The demo register: believable, whole, and made by the very steps that an office takes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from letterkit.core import clock
from letterkit.core.office import AppealState, BatchState, IncomingSource, IncomingState, LetterState
from letterkit.core.outcome import Channel, Outcome
from letterkit.demo import register
from letterkit.demo.cases import load_cases, working
from letterkit.office.batches.approval_state import standing
from letterkit.office.batches.progress import list_batches
from letterkit.office.cases import export, queue
from letterkit.office.cases.drafting import live
from letterkit.office.cases.queue import LetterFilters, LetterList
from letterkit.office.context import Office
from letterkit.office.incoming import listing as incoming
from letterkit.office.incoming.proposing import Proposal
from letterkit.office.letter_cards import card_of
from letterkit.office.people import accounts
from letterkit.office.people.sign_in import sign_in
from letterkit.office.people.sign_in_delays import Origin
from letterkit.office.register import listing
from letterkit.office.register.listing import Filters
from letterkit.pages.convert import Converter
from letterkit.reports.intake_reading import proposal_of
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.tables import Appeal, AuditEntry, Dispatch, Letter, Version

from ...stock import Stock
from .conftest import Day, later, refused

DESK = Origin("192.0.2.1", "secret")

WITH_ERRORS = "И-452"
DAYS = (datetime(2024, 6, 5, 8, 30), datetime(2026, 1, 11, 23, 50), datetime(2026, 11, 26, 12, 0))
"""A Wednesday before anybody is at work, a Sunday after the holidays, a Thursday."""


def read(files: Sequence[tuple[str, bytes]]) -> Proposal:
    """Reads what is text, as all is that comes in to the demo."""
    return proposal_of(files, Converter())


@pytest.fixture
def logins(office: Office) -> Mapping[str, str]:
    return {part.login: f"синий чайник {number}" for number, part in enumerate(register.demo_people(office))}


@pytest.fixture
def seeded(printing: Office, logins: Mapping[str, str], quick_passwords: None, stock: Stock, tmp_path: Path) -> Office:
    told = stock.fill(printing.database, tmp_path, "demo", lambda: register.seed(printing, logins, read))
    assert told is not None
    assert (told.appeals, told.letters, told.at_review) == (15, 12, 0)
    return printing


def entries(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def letters_of(office: Office) -> dict[str, Letter]:
    """Letters by the number of their appeal."""
    with office.database.reading() as session:
        return {each.appeal.number: each for each in session.scalars(select(Letter)) if each.appeal}


def faults(office: Office, letter: Letter) -> list[str]:
    """Codes of errors and warnings in the newest version that was checked."""
    with office.database.reading() as session:
        checked = select(Version).filter_by(letter_id=letter.id).where(Version.docx.is_not(None))
        newest = session.scalars(checked.order_by(Version.number.desc()).limit(1)).first()
    findings = (newest.report or {}).get("findings", []) if newest else []
    return [each["code"] for each in findings if each["level"] in ("error", "warning")]


def test_letters_and_appeals_stand_at_every_step(seeded: Office) -> None:
    letters = letters_of(seeded)
    with seeded.database.reading() as session:
        all_appeals = session.scalars(select(Appeal)).all()
        sent = session.scalars(select(Dispatch)).all()
    assert {each.state for each in letters.values()} == set(LetterState) - {LetterState.REMOVED}
    assert {each.state for each in all_appeals} == set(AppealState)
    assert {each.channel for each in all_appeals} == set(Channel)
    assert any(each.oral for each in all_appeals)
    assert {each.channel for each in sent} == {Channel.POS, Channel.POST}
    plans = {number: card_of(each).reply for number, each in letters.items()}
    assert {Outcome.INTERIM, Outcome.REDIRECTED, Outcome.SOLVED} <= {plan.outcome for plan in plans.values()}
    assert [(plan.restricted, plan.copy_number) for plan in plans.values() if plan.restricted] == [(True, "1")]
    assert any("[указать" in each.text for each in letters.values())
    assert letters["И-475"].returned is not None


def test_deadlines_are_late_soon_and_far(seeded: Office) -> None:
    whose = accounts.by_login(seeded.database, "gromov").actor, accounts.by_login(seeded.database, "petrova").actor
    assert {row.urgency for by in whose for row in queue.page(seeded, by, LetterFilters(LetterList.OWN)).rows} == {
        "late",
        "soon",
        "",
    }


def test_each_desk_finds_something_to_do(seeded: Office) -> None:
    for login in ("novikova", "familiev", "sergeeva"):
        by = accounts.by_login(seeded.database, login).actor
        assert queue.page(seeded, by, LetterFilters(LetterList.WAITING)).total
    assert listing.page(
        seeded, accounts.by_login(seeded.database, "petrova").actor, Filters(state=AppealState.NEW)
    ).rows


def test_what_went_out_is_as_it_was_approved(seeded: Office) -> None:
    by = accounts.by_login(seeded.database, "sergeeva").actor
    gone = [each for each in letters_of(seeded).values() if each.state in (LetterState.APPROVED, LetterState.SENT)]
    assert len(gone) == 5
    assert all(export.export(seeded, by, each.id, "zip").data for each in gone)


def test_the_journal_is_in_order_of_time_and_holds(seeded: Office) -> None:
    with seeded.database.reading() as session:
        assert audit.verify(session).broken is None
        moments = [datetime.fromisoformat(at) for at in session.scalars(select(AuditEntry.at).order_by(AuditEntry.id))]
    assert moments == sorted(moments)
    assert moments[-1] == clock.now()
    assert all(moment.weekday() < 5 for moment in moments[:-1])


def test_a_batch_of_six_clean_letters_waits_for_its_signer(seeded: Office) -> None:
    signer = accounts.by_login(seeded.database, "familiev").actor
    [batch] = list_batches(seeded, signer).rows
    assert (batch.state, batch.rows) == (BatchState.DONE, 6)
    stands = standing(seeded, signer, batch.id)
    assert (stands.ready, stands.with_errors, stands.not_whole, stands.without_number) == (6, 0, 0, 0)


def test_what_has_come_in_waits_with_a_card_that_lacks_nothing(seeded: Office) -> None:
    lida = accounts.by_login(seeded.database, "sergeeva").actor
    typed, message = incoming.page(seeded, lida, IncomingState.WAITING).rows
    assert (typed.source, message.source) == (IncomingSource.PAGE, IncomingSource.MAIL)
    for it in (typed, message):
        assert it.reading is not None
        card = it.reading["card"]
        assert {"surname", "name", "patronymic", "gender", "address", "email"} <= card["applicant"].keys()
        assert {"subject", "questions", "addressed_to", "kind", "group"} <= card["appeal"].keys()
    assert typed.reading is not None
    assert message.reading is not None
    assert {"sent", "repeat_of"} <= typed.reading["card"]["appeal"].keys()
    assert message.reading["card"]["appeal"]["attachments"] == "Акт осмотра.txt"


def test_everybody_can_sign_in(seeded: Office, logins: Mapping[str, str]) -> None:
    for login, password in logins.items():
        assert sign_in(seeded.database, login, password, DESK).login == login


def test_seeding_twice_changes_nothing(seeded: Office, logins: Mapping[str, str]) -> None:
    before = entries(seeded.database)
    with later(days=3):
        assert register.seed(seeded, logins, read) is None
    assert entries(seeded.database) == before


def test_passwords_are_given_back_when_somebody_has_changed_one(seeded: Office, logins: Mapping[str, str]) -> None:
    database, before = seeded.database, entries(seeded.database)
    register.renew_passwords(database, logins)
    assert entries(database) == before
    orlov = accounts.by_login(database, "orlov")
    accounts.set_password(database, orlov.actor, orlov.id, "зелёный чайник у окна")
    register.renew_passwords(database, logins)
    assert sign_in(database, "orlov", logins["orlov"], DESK)


def test_a_register_that_others_have_filled_is_left_alone(day: Day, logins: Mapping[str, str]) -> None:
    before = entries(day.office.database)
    with refused("demo.not-empty"):
        register.seed(day.office, logins, read)
    assert entries(day.office.database) == before


@pytest.mark.long
@pytest.mark.parametrize("now", DAYS, ids=lambda now: f"{now:%Y-%m-%d}")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_letters_that_should_be_clean_are_clean_on_any_day(
    office: Office, logins: Mapping[str, str], quick_passwords: None, now: datetime
) -> None:
    with clock.stopped_at(now.astimezone()):
        told = register.seed(office, logins, read)
        assert told is not None
        assert told.at_review == 6  # without pages nobody can agree to them
        faulty = {number for number, letter in letters_of(office).items() if faults(office, letter)}
    assert faulty == {WITH_ERRORS}


def test_mistakes_of_the_faulty_draft_are_found(
    office: Office, logins: Mapping[str, str], quick_passwords: None
) -> None:
    register.seed(office, logins, read)
    draft = letters_of(office)["И-471"]
    found = live(office, accounts.by_login(office.database, "petrova").actor, draft.id, draft.title, draft.text)
    families = {each.finding.code.partition(".")[0] for each in found.remarks if each.start is not None}
    assert {"spelling", "punctuation", "grammar", "officialese"} <= families


def test_days_of_the_files_are_working_days(office: Office) -> None:
    sunday = datetime(2026, 1, 11).date()
    assert working(sunday).isoformat() == "2026-01-09"
    first = load_cases(register.demo_folder(office), sunday)[0]
    assert (first.appeal["registered"], first.appeal["sent"]) == ("09.01.2026", "08.01.2026")
