"""Days that are over are counted once, and what is kept of them is what a count gives."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, func, select, update

from letterkit.office.figures import sent_days
from letterkit.office.figures.work import work
from letterkit.store.database import Database
from letterkit.store.figure_tables import SentDay
from letterkit.store.tables import Dispatch

from .conftest import SUMMER

QUARTERS = SUMMER.with_earlier(1)


@pytest.fixture
def kept(filled: Database) -> Iterator[Database]:
    """The register with all days of two quarters kept; nothing of that is left."""
    assert sent_days.complete(filled, "", QUARTERS) > 100
    yield filled
    with filled.writing() as session:
        session.execute(delete(SentDay))


def test_figures_are_the_same_with_kept_days_and_without(filled: Database, kept: Database) -> None:
    with kept.reading() as session:
        with_kept = work(session, "", SUMMER)
    with kept.writing() as session:
        session.execute(delete(SentDay))
    with kept.reading() as session:
        assert work(session, "", SUMMER) == with_kept
    assert with_kept[0].sent


def test_a_day_is_counted_once(kept: Database) -> None:
    assert sent_days.complete(kept, "", QUARTERS) == 0
    assert sent_days.differing(kept, "") == []


def test_the_day_of_a_letter_that_goes_once_more_is_counted_anew(kept: Database) -> None:
    with kept.writing() as session:
        went = session.scalars(select(Dispatch.at).order_by(Dispatch.at).limit(1)).one()
        before = session.scalar(select(func.count()).select_from(SentDay))
        sent_days.forget(session, "", went)
        assert (session.scalar(select(func.count()).select_from(SentDay)) or 0) < (before or 0)
    assert sent_days.complete(kept, "", QUARTERS)
    assert sent_days.differing(kept, "") == []


def test_what_is_kept_and_no_longer_true_is_found_and_forgotten(kept: Database) -> None:
    with kept.writing() as session:
        begins = session.scalars(select(SentDay.begins).order_by(SentDay.begins).limit(1)).one()
        changed = {"sent": 99, "returned": 0, "hours": {}}
        session.execute(update(SentDay).where(SentDay.begins == begins).values(figures=changed))
    assert sent_days.differing(kept, "") == [begins]
    assert sent_days.complete(kept, "", QUARTERS) == 1
