"""Copies of an appeal by its text: whoever sent them, whatever name stands below, and no others."""

import pytest

from letterkit.core.case import Applicant
from letterkit.core.people import Person
from letterkit.office.cases import appeals
from letterkit.office.likeness.duplicates import duplicates_of, duplicates_of_appeal
from letterkit.office.register import indexing
from letterkit.store.incoming_tables import AppealText
from letterkit.store.tables import Appeal

from ..cases.conftest import Day
from .conftest import Enter

pytestmark = pytest.mark.both_databases

TEXT = """Просим принять меры: во дворе нашего дома третий год стоит разрытая траншея, в которую падают дети.
Управляющая компания отвечает, что денег нет, администрация молчит. Требуем засыпать траншею и вернуть детскую площадку.
{name}, кв. {flat}"""
OTHER = "Почему в школе нет горячего питания, а учителя физики ищут уже второй год, и кто за это в районе ответит?"


@pytest.fixture
def kept(day: Day, enter: Enter) -> Appeal:
    appeal = enter("К-1", "траншея во дворе", address="ул. Садовая, д. 4, кв. 11")
    with day.office.database.writing() as session:
        session.add(AppealText(appeal_id=appeal.id, text=TEXT.format(name="Орлова Т.Н.", flat=11)))
        indexing.index(session, session.get_one(Appeal, appeal.id))
    return appeal


def test_a_copy_with_another_name_below_is_found_before_it_is_entered(day: Day, kept: Appeal) -> None:
    other, same = Person("Дятлов", "Пётр", None), Person("Орлова", "Тамара", "Николаевна")
    for person, is_same in ((other, False), (same, True)):
        text = "Здравствуйте! " + TEXT.format(name=person.surname, flat=25)
        (found,) = duplicates_of(day.office, day.staff.registry, text=text, applicant=Applicant(person))
        assert (found.appeal.id, found.is_same_person) == (kept.id, is_same)
        assert found.shared > 0.8


def test_an_appeal_on_another_matter_and_a_short_one_are_copies_of_nothing(day: Day, kept: Appeal) -> None:
    assert list(duplicates_of(day.office, day.staff.registry, text=OTHER)) == []
    assert list(duplicates_of(day.office, day.staff.registry, subject="траншея во дворе")) == []
    assert list(duplicates_of_appeal(day.office, day.staff.registry, kept.id)) == []


def test_questions_stand_for_a_text_that_is_not_known(day: Day, enter: Enter) -> None:
    one, two = (enter(f"К-{number}", "школа", OTHER) for number in (1, 2))
    (found,) = duplicates_of_appeal(day.office, day.staff.registry, one.id)
    assert (found.appeal.id, found.shared, found.is_same_person) == (two.id, 1.0, True)


def test_nobody_is_shown_an_appeal_that_they_may_not_see(day: Day, kept: Appeal) -> None:
    text = TEXT.format(name="Дятлов", flat=2)
    appeals.assign(day.office, day.staff.registry, kept.id, day.staff.executor.id)
    shown = [len(duplicates_of(day.office, who, text=text)) for who in (day.staff.executor, day.staff.stranger)]
    assert shown == [1, 0]


def test_appeals_from_before_are_kept_once(day: Day, kept: Appeal) -> None:
    assert [indexing.complete(day.office.database) for _ in range(2)] == [0, 0]
    assert indexing.complete(day.office.database, anew=True) == 1
