"""Terms that are near: told three days and one day before, once each, whoever looks and however often."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from letterkit.core import clock
from letterkit.core.office import AppealState
from letterkit.office.cases import appeals
from letterkit.office.notices.appeals import tell_near
from letterkit.office.notices.choices import change_choices
from letterkit.office.notices.kinds import NoticeKind, Ways
from letterkit.office.notices.mail import KEPT_FOR, forget_old
from letterkit.store.database import Database
from letterkit.store.notice_tables import Notice
from letterkit.store.tables import Appeal

from ..cases.conftest import Day, later

pytestmark = pytest.mark.both_databases
ON = date(2024, 6, 5)


def given(day: Day, number: str, days: int, **columns: object) -> Appeal:
    """An appeal of the executor that is due in so many days."""
    made = day.entered(number=number)
    appeals.assign(day.office, day.staff.registry, made.id, day.staff.executor.id)
    with day.office.database.writing() as session:
        session.execute(update(Appeal).where(Appeal.id == made.id).values(due=ON + timedelta(days=days), **columns))
    return made


def near(database: Database) -> Sequence[str]:
    """Numbers of the appeals whose terms were told of, in order."""
    with database.reading() as session:
        rows = session.scalars(select(Notice).filter_by(kind=NoticeKind.DUE_SOON).order_by(Notice.id))
        return [row.details["appeal"] for row in rows]


def test_terms_of_the_next_three_days_are_told_of_and_no_others(day: Day) -> None:
    for days in (-1, 0, 1, 3, 4):
        given(day, f"И-{days}", days)
    given(day, "исполнено", 1, state=AppealState.DONE)
    given(day, "продлено", 1, extended_to=ON + timedelta(days=20))
    day.entered(number="ничьё")
    assert tell_near(day.office.database, ON) == 3
    assert near(day.office.database) == ["И-0", "И-1", "И-3"]


def test_who_helps_learns_of_the_term_as_the_executor_does(day: Day) -> None:
    appeal, alone = given(day, "И-1", 1), day.entered(number="И-2")
    for one in (appeal, alone):
        appeals.choose_helpers(day.office, day.staff.registry, one.id, [day.staff.stranger.id])
    with day.office.database.writing() as session:
        session.execute(update(Appeal).where(Appeal.id == alone.id).values(due=ON + timedelta(days=1)))
    assert tell_near(day.office.database, ON) == 3
    assert tell_near(day.office.database, ON) == 0


def test_each_term_is_told_of_twice_however_often_somebody_looks(day: Day) -> None:
    given(day, "И-1", 3)
    made = [tell_near(day.office.database, ON + timedelta(days=days)) for days in (0, 0, 1, 2, 2, 3)]
    assert made == [1, 0, 0, 1, 0, 0]


def test_a_day_on_which_nobody_looked_is_made_up_for(day: Day) -> None:
    given(day, "И-1", 3)
    assert tell_near(day.office.database, ON + timedelta(days=1)) == 1


def test_an_extended_term_is_told_of_anew_and_an_appeal_given_on_to_its_new_executor(day: Day) -> None:
    appeal = given(day, "И-1", 1)
    database, staff = day.office.database, day.staff
    assert tell_near(database, ON) == 1
    appeals.assign(day.office, staff.registry, appeal.id, staff.colleague.id)
    assert tell_near(database, ON) == 1
    with database.writing() as session:
        session.execute(update(Appeal).values(extended_to=ON + timedelta(days=2)))
    assert tell_near(database, ON) == 1


def test_who_wants_no_such_notices_has_none(day: Day) -> None:
    given(day, "И-1", 1)
    change_choices(day.office.database, day.staff.executor, {NoticeKind.DUE_SOON: Ways(False, False)})
    assert tell_near(day.office.database, ON) == 0


def test_old_notices_are_forgotten(day: Day) -> None:
    given(day, "И-1", 1)
    tell_near(day.office.database, ON)
    assert forget_old(day.office.database) == 0
    with later(days=KEPT_FOR.days + 1):
        assert clock.today() > ON
        assert forget_old(day.office.database) == 2
