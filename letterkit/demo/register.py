"""A register to try letterkit with: made-up people, appeals and letters in every state.

They are entered by the same steps as in an office, with the clock stopped in the past, so that the journal is true.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty
from letterkit.core.report import Verdict
from letterkit.demo.batch import seed_batch
from letterkit.demo.cases import CaseFile, PersonPart, StepPart, load_cases, load_people, working
from letterkit.demo.contacts import Contacts
from letterkit.demo.incoming import seed_incoming
from letterkit.office.cases import appeals, approval, dispatch, drafting, numbering, review
from letterkit.office.context import Office
from letterkit.office.incoming.proposing import Reader
from letterkit.office.people import accounts, passwords
from letterkit.office.people.details import details_of
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.tables import Appeal, AuditEntry, Letter, Person

_WHOLE = "demo.seeded"
_OPENED = timedelta(days=60)
"""The people of the demo have been there for so long."""
_BATCH_BEGINS, _BATCH_BY = time(17, 0), "petrova"
_INCOMING_BY = "sergeeva"
_BEGINS, _BETWEEN_CASES, _BETWEEN_STEPS = time(9, 0), timedelta(minutes=20), timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class DemoCounts:
    """What was made; ``at_review`` letters went no further: without LibreOffice they are not checked whole."""

    appeals: int
    letters: int
    at_review: int


@dataclass(frozen=True, slots=True)
class SignIn:
    """How somebody of the demo signs in."""

    login: str
    password: str
    name: str
    duties: Sequence[Duty]


@dataclass(frozen=True, slots=True)
class Welcome:
    """What is told at the start; ``folder`` holds the whole demo, ``seeded`` is None when it was there already."""

    sign_ins: Sequence[SignIn]
    folder: Path
    seeded: DemoCounts | None


@dataclass(slots=True)
class _Course:
    """A case on its way; ``is_stuck`` when nobody can agree to its letter, for it could not be checked whole."""

    case: CaseFile
    appeal: Appeal | None = None
    letter: Letter | None = None
    is_stuck: bool = False


def seed(office: Office, logins: Mapping[str, str], reader: Reader) -> DemoCounts | None:
    """Fills an empty register; ``logins`` are the passwords of people by login. None when it is filled already.

    ``reader`` proposes the cards of what has come in and is still to be entered.

    Raises RequestError ``demo.not-empty`` when others have filled it, or a stop left it half filled.
    """
    if is_seeded(office.database):
        return None
    _demand_empty(office.database)
    folder, today = demo_folder(office), clock.today()
    with clock.stopped_at(_moment(working(today - _OPENED), 0, 0)):
        actors = {part.login: _person(office.database, part, logins[part.login]) for part in load_people(folder)}
    courses = [_Course(case) for case in load_cases(folder, today)]
    contacts = Contacts(office, actors, folder, today)
    for moment, step, course in _in_order(courses, today):
        contacts.enter_until(moment)
        if not course.is_stuck:
            with clock.stopped_at(moment):
                _act(office, actors, step, course)
    if not any(course.is_stuck for course in courses):  # without LibreOffice nobody could approve them
        begins = datetime.combine(working(today - timedelta(days=1)), _BATCH_BEGINS).astimezone()
        contacts.enter_until(begins)
        with clock.stopped_at(begins):
            seed_batch(office, actors[_BATCH_BY], folder, today)
    contacts.enter_until(_moment(today + timedelta(days=1), 0, 0))
    seed_incoming(office, actors[_INCOMING_BY], folder, today, reader)
    with office.database.writing() as session:
        audit.record(session, None, _WHOLE, "demo")
    letters = sum(course.letter is not None for course in courses)
    return DemoCounts(len(courses), letters, sum(course.is_stuck for course in courses))


def is_seeded(database: Database) -> bool:
    """Whether the register is a demo, whole to its last entry."""
    with database.reading() as session:
        return session.scalar(select(AuditEntry.id).filter_by(action=_WHOLE)) is not None


def renew_passwords(database: Database, logins: Mapping[str, str]) -> None:
    """Gives whoever has another password the one of ``logins`` again, so that everybody can sign in as told."""
    for login, password in logins.items():
        person = accounts.by_login(database, login)
        if not passwords.matches(password, person.password):
            accounts.set_password(database, None, person.id, password)


def demo_people(office: Office) -> Sequence[PersonPart]:
    """Who is to be in the register; raises TemplateError."""
    return load_people(demo_folder(office))


def demo_folder(office: Office) -> Path:
    return office.catalogue.root / "demo"


def _demand_empty(database: Database) -> None:
    with database.reading() as session:
        for table in (Person, Appeal, Letter):
            if session.scalar(select(table.id).limit(1)) is not None:
                raise RequestError("demo.not-empty")


def _person(database: Database, part: PersonPart, password: str) -> Actor:
    details = details_of(part.name, post=part.post, unit=part.unit, phone=part.phone, email=part.email)
    return accounts.add(database, None, part.login, password, details, part.duties).actor


def _in_order(courses: Sequence[_Course], today: date) -> Iterator[tuple[datetime, StepPart, _Course]]:
    """All steps of all cases, one after another in time."""
    steps = [
        (_moment(working(today + timedelta(days=step.day)), row, number), step, course)
        for row, course in enumerate(courses)
        for number, step in enumerate(course.case.steps)
    ]
    yield from sorted(steps, key=lambda each: each[0])


def _moment(day: date, row: int, number: int) -> datetime:
    begins = datetime.combine(day, _BEGINS).astimezone()
    return begins + row * _BETWEEN_CASES + number * _BETWEEN_STEPS


def _act(office: Office, actors: Mapping[str, Actor], step: StepPart, course: _Course) -> None:
    """One step of a case, as its file says."""
    by, case = actors[step.by], course.case
    if step.do == "enter":
        course.appeal = appeals.add(office, by, case.card)
        return
    assert course.appeal is not None, "a case begins with its appeal"
    if step.do == "assign":
        appeals.assign(office, by, course.appeal.id, actors[step.to].id)
    elif step.do == "oral":
        appeals.answer_orally(office, by, course.appeal.id, told=step.told, consent=True)
    elif step.do == "begin":
        course.letter = drafting.begin(office, by, case.card, case.text, appeal_id=course.appeal.id)
    else:
        assert course.letter is not None, "a letter is begun before anything is done with it"
        _act_on_letter(office, by, step, course, course.letter)


def _act_on_letter(office: Office, by: Actor, step: StepPart, course: _Course, letter: Letter) -> None:
    match step.do:
        case "write":
            words = course.case.write
            course.letter = drafting.save(office, by, letter.id, letter.revision, letter.title, words, kept=True)
        case "submit":
            review.submit(office, by, letter.id, letter.revision)
        case "take":
            review.take(office, by, letter.id)
        case "remark":
            review.remark(office, by, letter.id, step.words, step.excerpt)
        case "return":
            review.give_back(office, by, letter.id, step.words)
        case "register":
            numbering.enter(office, by, letter.id)
        case "agree" | "approve":
            newest = review.submitted_versions(office, by, letter.id)[0]
            if newest.verdict == Verdict.INCOMPLETE:
                course.is_stuck = True
                return
            assert newest.docx is not None
            (approval.agree if by.has(Duty.REVIEWER) else approval.approve)(office, by, letter.id, newest.docx)
        case "send":
            dispatch.send(office, by, letter.id, step.channel)
