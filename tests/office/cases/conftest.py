"""An office with people of every duty, on either database: the body's own blanks, reply texts and rules."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from letterkit.checking.checker import CheckedLetter, Checker, CheckOptions
from letterkit.checking.writing import PrintedLetter, Writing
from letterkit.checks.waivers import Waiver
from letterkit.compose import Catalogue
from letterkit.compose.survey_code import SurveyCode
from letterkit.core import clock
from letterkit.core.case import CaseCard
from letterkit.core.errors import CardError, LetterkitError
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.datafile import parse_yaml
from letterkit.office.cases import appeals, approval, drafting, numbering, review
from letterkit.office.context import Office
from letterkit.reports.as_json import report_object
from letterkit.store.database import Database
from letterkit.store.files import FileStore
from letterkit.store.tables import Appeal, AuditEntry, Letter, Person, PersonDuty, Version

HOME = Path(__file__).resolve().parents[3]
NOW = datetime(2024, 6, 5, 10, 0).astimezone()
"""Three weeks after the appeal of the sample card was registered."""
HOUSING, NETWORKS = "отдел жилищной политики", "отдел инженерных сетей"
CLEAN = "by_date"
"""A reply text whose letter to the sample card has no errors."""


class RememberedWriting(Writing):
    """Makes a letter once in all tests: the same words of the same card give the same bytes.

    One that is not ``on_paper`` leaves LibreOffice out, which costs most of the time.
    """

    def __init__(self, checker: Checker, catalogue: Catalogue, *, on_paper: bool) -> None:
        super().__init__(checker, catalogue)
        self._on_paper = on_paper
        self._made: dict[str, PrintedLetter] = {}

    def print_letter(
        self,
        card: CaseCard,
        title: str,
        text: str,
        blank_id: str | None,
        waivers: Sequence[Waiver] = (),
        survey: SurveyCode | None = None,
    ) -> PrintedLetter:
        key = repr((card, title, text, blank_id, tuple(waivers), survey))
        if key not in self._made:
            if self._on_paper:
                self._made[key] = super().print_letter(card, title, text, blank_id, waivers, survey)
            else:
                self._made[key] = self._unprinted(card, title, text, blank_id, waivers)
        return self._made[key]

    def _unprinted(
        self, card: CaseCard, title: str, text: str, blank_id: str | None, waivers: Sequence[Waiver]
    ) -> PrintedLetter:
        live = self.live(card, title, text, blank_id, waivers)
        return PrintedLetter("letter", live.written.docx, CheckedLetter(live.report, {}), live)


@dataclass(frozen=True)
class Staff:
    """``colleague`` is of the executor's department, ``stranger`` an executor of another one."""

    executor: Actor
    colleague: Actor
    stranger: Actor
    reviewer: Actor
    second: Actor
    signer: Actor
    writing_signer: Actor
    registry: Actor
    clerk: Actor
    administrator: Actor

    def everybody(self) -> tuple[Actor, ...]:
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)


_PEOPLE: dict[str, tuple[str, str | None, tuple[Duty, ...]]] = {
    "executor": ("Петрова", HOUSING, (Duty.EXECUTOR,)),
    "colleague": ("Ли", HOUSING, (Duty.EXECUTOR,)),
    "stranger": ("Громов", NETWORKS, (Duty.EXECUTOR,)),
    "reviewer": ("Новикова", HOUSING, (Duty.REVIEWER, Duty.EXECUTOR)),
    "second": ("Белова", None, (Duty.REVIEWER,)),
    "signer": ("Фамильев", None, (Duty.SIGNER,)),
    "writing_signer": ("Заместителев", HOUSING, (Duty.SIGNER, Duty.EXECUTOR)),
    "registry": ("Сергеева", None, (Duty.REGISTRY,)),
    "clerk": ("Тихонова", None, (Duty.CLERK,)),
    "administrator": ("Орлов", None, (Duty.ADMINISTRATOR,)),
}


class Day:
    """The office at work: letters brought to each step in the way that people do it."""

    def __init__(self, office: Office, staff: Staff, card: dict[str, Any]) -> None:
        self.office = office
        self.staff = staff
        self._card = card

    def card(self, **sections: dict[str, Any]) -> dict[str, Any]:
        """The sample card with some keys of its sections changed."""
        card = deepcopy(self._card)
        for name, keys in sections.items():
            card[name] = {**card[name], **keys}
        return card

    def entered(self, **appeal: Any) -> Appeal:
        return appeals.add(self.office, self.staff.registry, self.card(appeal=appeal))

    def begun(self, reply_text: str = CLEAN, *, by: Actor | None = None, **sections: dict[str, Any]) -> Letter:
        """A letter that answers the appeal of the sample card, entered if it was not yet."""
        by, card = by or self.staff.executor, self.card(**sections)
        with self.office.database.reading() as session:
            known = session.scalar(select(Appeal).filter_by(number=card["appeal"]["number"]))
        appeal = known or appeals.add(self.office, self.staff.registry, card)
        return drafting.begin(self.office, by, card, reply_text, appeal_id=appeal.id, again=True)

    def on_review(self, reply_text: str = CLEAN, *, by: Actor | None = None, **sections: dict[str, Any]) -> Letter:
        letter = self.begun(reply_text, by=by, **sections)
        return review.submit(self.office, by or self.staff.executor, letter.id, letter.revision)

    def numbered(self, reply_text: str = CLEAN, *, by: Actor | None = None, **sections: dict[str, Any]) -> Letter:
        return numbering.enter(self.office, self.staff.registry, self.on_review(reply_text, by=by, **sections).id)

    def agreed(self, **sections: dict[str, Any]) -> Letter:
        letter = self.numbered(**sections)
        return approval.agree(self.office, self.staff.reviewer, letter.id, self.docx(letter))

    def approved(self, reply_text: str = CLEAN, **sections: dict[str, Any]) -> Letter:
        letter = self.numbered(reply_text, **sections)
        return approval.approve(self.office, self.staff.signer, letter.id, self.docx(letter))

    def at(self, state: LetterState, reply_text: str = CLEAN, **sections: dict[str, Any]) -> Letter:
        """A letter in ``state`` without the way there, for steps that ask for nothing else of it."""
        letter = self.begun(reply_text, **sections)
        with self.office.database.writing() as session:
            row = session.get_one(Letter, letter.id)
            row.state, row.submitted, row.number, row.dated = state, clock.now(), f"3.08-{row.id}/24", clock.today()
        return self.now(letter)

    def now(self, letter: Letter) -> Letter:
        """The letter as it stands in the database."""
        with self.office.database.reading() as session:
            return session.get_one(Letter, letter.id)

    def versions(self, letter: Letter) -> list[Version]:
        with self.office.database.reading() as session:
            return list(session.scalars(select(Version).filter_by(letter_id=letter.id).order_by(Version.number)))

    def docx(self, letter: Letter) -> str:
        """The SHA-256 of the newest version's file."""
        made = self.versions(letter)[-1].docx
        assert made is not None
        return made

    def journal(self, subject: str) -> list[str]:
        """What happened to ``subject``, in order."""
        with self.office.database.reading() as session:
            query = select(AuditEntry.action).filter_by(subject=subject).order_by(AuditEntry.id)
            return list(session.scalars(query))


@contextmanager
def refused(code: str) -> Iterator[None]:
    """In the block an error with ``code`` is raised."""
    with pytest.raises(LetterkitError) as caught:
        yield
    assert caught.value.code == code


@contextmanager
def later(**passed: float) -> Iterator[None]:
    """In the block it is later than NOW."""
    with clock.stopped_at(NOW + timedelta(**passed)):
        yield


@pytest.fixture(autouse=True)
def stopped_clock() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue(HOME / "templates")


@pytest.fixture(scope="session")
def whole_checker(options: Callable[..., CheckOptions]) -> Iterator[Checker]:
    """Leaves nothing unchecked: a letter is approved only then."""
    with Checker(options(pages=True, printed=True, engine="embedded")) as made:
        yield made


@pytest.fixture(scope="session")
def typed(whole_checker: Checker, catalogue: Catalogue) -> Writing:
    return RememberedWriting(whole_checker, catalogue, on_paper=False)


@pytest.fixture(scope="session")
def on_paper(whole_checker: Checker, catalogue: Catalogue) -> Writing:
    return RememberedWriting(whole_checker, catalogue, on_paper=True)


@pytest.fixture(scope="session")
def sample() -> dict[str, Any]:
    """The sample card as people write it, not registered yet."""
    file = HOME / "templates" / "samples" / "demo.yml"
    card = parse_yaml(file.read_text(encoding="utf-8"), file=str(file), error=CardError)
    assert isinstance(card, dict)
    return {name: part for name, part in card.items() if name not in ("number", "date")}


@pytest.fixture
def staff(database: Database) -> Staff:
    with database.writing() as session:
        people = {}
        for login, (surname, unit, duties) in _PEOPLE.items():
            people[login] = person = Person(
                login=login,
                surname=surname,
                name="Анна",
                patronymic="Сергеевна",
                phone="+7 (4242) 00-00-00",
                unit=unit,
                fs_uniquifier=login,
                created=NOW,
                duties=[PersonDuty(duty=duty) for duty in duties],
            )
            session.add(person)
        session.flush()
        return Staff(**{login: person.actor for login, person in people.items()})


@pytest.fixture
def office(database: Database, tmp_path: Path, catalogue: Catalogue, whole_checker: Checker, typed: Writing) -> Office:
    """An office that composes and checks letters but does not print them."""
    return Office(database, FileStore(tmp_path / "files"), catalogue, whole_checker, typed, report_object)


@pytest.fixture
def printing(
    database: Database, tmp_path: Path, catalogue: Catalogue, whole_checker: Checker, on_paper: Writing
) -> Office:
    """An office with LibreOffice: only printed letters can be approved."""
    return Office(database, FileStore(tmp_path / "files"), catalogue, whole_checker, on_paper, report_object)


@pytest.fixture
def queries(database: Database) -> Iterator[Callable[[], int]]:
    """How many statements the database has been sent so far."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield lambda: sum(statement.startswith("SELECT") for statement in sent)
    event.remove(database.engine, "before_cursor_execute", note)


@pytest.fixture
def day(office: Office, staff: Staff, sample: dict[str, Any]) -> Day:
    return Day(office, staff, sample)


@pytest.fixture
def printing_day(printing: Office, staff: Staff, sample: dict[str, Any]) -> Day:
    return Day(printing, staff, sample)
