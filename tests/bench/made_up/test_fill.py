"""The made-up register: believable, the same from the same seed, never among real rows."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench.made_up.appeals import MadeUpAppeal, Maker
from bench.made_up.fill import fill
from bench.made_up.world import world
from letterkit.core import clock
from letterkit.core.errors import LetterkitError
from letterkit.core.feedback import Source
from letterkit.core.office import Duty
from letterkit.core.outcome import Channel, Kind
from letterkit.deadlines.quarter import Quarter
from letterkit.office.feedback.reasons import FILE, reasons_in
from letterkit.office.people import accounts
from letterkit.office.people.details import details_of
from letterkit.russian.calendar import is_working
from letterkit.store import audit
from letterkit.store.database import Database
from letterkit.store.register_tables import AppealLink, AppealWords, Opinion
from letterkit.store.tables import Appeal, AuditEntry, Letter, Person

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
QUARTERS = [Quarter(2026, 2), Quarter(2026, 3)]


@pytest.fixture(scope="module")
def made() -> list[MadeUpAppeal]:
    return Maker(world(), 7, TODAY).appeals(4000, QUARTERS)


def test_every_appeal_is_registered_on_a_working_day_of_its_quarter(made: list[MadeUpAppeal]) -> None:
    assert len(made) == 4000
    assert len({each.number for each in made}) == 4000
    for each in made:
        quarter = QUARTERS[each.quarter]
        assert quarter.first <= each.registered <= quarter.last
        assert is_working(each.registered)


def test_answers_come_after_registration_and_not_after_today(made: list[MadeUpAppeal]) -> None:
    answered = [each for each in made if each.answered is not None]
    assert 0 < len(made) - len(answered) < len(made) / 50
    for each in answered:
        assert each.registered < each.answered <= TODAY  # type: ignore[operator]
        assert each.result is not None


def test_there_is_of_everything_that_figures_count(made: list[MadeUpAppeal]) -> None:
    assert {each.channel for each in made} == set(Channel)
    assert {each.kind for each in made} == set(Kind)
    assert {each.topic.group for each in made} == {topic.group for topic in world().topics}
    late = sum(bool(each.answered and each.answered > (each.extended_to or each.due)) for each in made)
    repeats = [each for each in made if each.earlier is not None]
    assert 0.01 < late / len(made) < 0.08
    assert 0.01 < len(repeats) / len(made) < 0.08
    for each in repeats:
        earlier = made[each.earlier]  # type: ignore[index]
        assert earlier.applicant == each.applicant
        assert earlier.answered <= each.registered  # type: ignore[operator]


def test_mondays_are_busier_than_fridays(made: list[MadeUpAppeal]) -> None:
    weekdays = Counter(each.registered.weekday() for each in made)
    assert weekdays[0] > weekdays[4]


def test_one_seed_makes_the_same_and_another_does_not(made: list[MadeUpAppeal]) -> None:
    assert Maker(world(), 7, TODAY).appeals(4000, QUARTERS) == made
    assert Maker(world(), 8, TODAY).appeals(4000, QUARTERS) != made


def test_a_register_is_filled_with_people_letters_and_an_unbroken_journal(database: Database) -> None:
    with clock.stopped_at(NOW):
        told = fill(database, 200, QUARTERS)
    with database.reading() as session:
        assert session.scalar(select(func.count(Appeal.id))) == told.appeals == 200
        assert session.scalar(select(func.count(Letter.id))) == told.letters > 0
        assert session.scalar(select(func.count()).select_from(AppealLink)) is not None
        assert session.scalars(select(Person.password)).all() == [None] * 8
        assert session.scalar(select(func.count()).select_from(AppealWords)) == 200  # search knows them
        opinions = session.scalars(select(Opinion)).all()
        verified = audit.verify(session)
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert {Source(each.channel) for each in opinions} <= {Source.LETTER, Source.SITE_SURVEY, Source.VK_SURVEY}
    reasons = reasons_in(Path(__file__).parents[3] / "rules" / FILE).titles
    assert {each.reason for each in opinions if each.comment} <= set(reasons)
    assert verified.broken is None
    assert last.action == "demo.filled"
    assert last.details == {"appeals": 200, "quarters": "2026-Q2, 2026-Q3", "seed": 7}


def test_a_register_with_real_people_is_left_alone(sqlite: Database, quick_passwords: None) -> None:
    details = details_of("Живая Анна Сергеевна")
    accounts.add(sqlite, None, "anna", "синий чайник у окна", details, [Duty.EXECUTOR])
    with pytest.raises(LetterkitError) as caught:
        fill(sqlite, 10, QUARTERS)
    assert caught.value.code == "demo.not-demo"
    with sqlite.reading() as session:
        assert session.scalar(select(func.count(Appeal.id))) == 0


def test_a_register_is_filled_once(sqlite: Database) -> None:
    with clock.stopped_at(NOW):
        fill(sqlite, 10, QUARTERS)
        with pytest.raises(LetterkitError) as caught:
            fill(sqlite, 10, QUARTERS)
    assert caught.value.code == "demo.filled-before"


def test_a_year_without_a_calendar_is_refused_and_nothing_is_written(sqlite: Database) -> None:
    with clock.stopped_at(datetime(2040, 1, 1, tzinfo=UTC)), pytest.raises(LetterkitError) as caught:
        fill(sqlite, 10, [Quarter(2039, 1)])
    assert caught.value.code == "calendar.unknown-year"
    with sqlite.reading() as session:
        assert session.scalar(select(func.count(Person.id))) == 0
