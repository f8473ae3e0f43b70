"""The office of tests/office/cases, whose people are told of things."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import select, update

from letterkit.core.office import Actor
from letterkit.store.notice_tables import Notice
from letterkit.store.tables import Person

from ..cases.conftest import (  # noqa: F401
    Day,
    catalogue,
    day,
    office,
    on_paper,
    printing,
    printing_day,
    sample,
    staff,
    stopped_clock,
    typed,
    whole_checker,
)
from ..outbox import post  # noqa: F401

Told = Callable[[Actor], Sequence[str]]


@pytest.fixture
def told(day: Day) -> Told:  # noqa: F811
    """The kinds of what somebody was told of, in order."""

    def kinds(by: Actor) -> Sequence[str]:
        with day.office.database.reading() as session:
            return session.scalars(select(Notice.kind).filter_by(person_id=by.id).order_by(Notice.id)).all()

    return kinds


@pytest.fixture
def with_mail(day: Day) -> None:  # noqa: F811
    """Everybody has an address."""
    with day.office.database.writing() as session:
        session.execute(update(Person).values(email=Person.login + "@example.ru"))
