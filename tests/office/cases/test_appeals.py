"""Incoming appeals: entered, given to an executor, found again, answered at a reception."""

from datetime import UTC, date, datetime, timedelta

import pytest

from letterkit.core import clock
from letterkit.core.office import AppealState
from letterkit.office.cases import appeals
from letterkit.office.register import listing
from letterkit.office.register.listing import Filters

from .conftest import NOW, Day, refused


def test_an_appeal_is_due_thirty_days_after_its_registration(day: Day) -> None:
    appeal = day.entered(registered="13.05.2024")
    assert (appeal.due, appeal.state) == (date(2024, 6, 11), AppealState.NEW)  # 12 June is a holiday


def test_an_appeal_is_entered_though_nobody_knows_the_days_off_of_the_next_year_yet(day: Day) -> None:
    with clock.stopped_at(datetime(2099, 12, 21, tzinfo=UTC)):
        assert day.entered(registered="20.12.2099").due == date(2100, 1, 19)


def test_an_appeal_of_a_day_that_is_to_come_is_not_entered(day: Day) -> None:
    with refused("appeal.not-yet"):
        day.entered(registered=f"{clock.today() + timedelta(days=1):%d.%m.%Y}")
    assert day.entered(registered=f"{clock.today():%d.%m.%Y}").registered == clock.today()


def test_the_register_shows_the_applicant_as_one_name(day: Day) -> None:
    assert day.entered().applicant == "Иванова Мария Петровна"
    card = day.card(appeal={"number": "И-346"}, applicant={"collective": True})
    assert appeals.add(day.office, day.staff.registry, card).applicant == "Иванова Мария Петровна и другие"
    firm = {"appeal": {"number": "И-347", "registered": "14.05.2024"}, "applicant": {"organisation": "ООО «Мост»" * 40}}
    assert len(appeals.add(day.office, day.staff.registry, firm).applicant) == 300


def test_only_what_is_the_appeals_own_is_kept_of_the_card(day: Day) -> None:
    assert set(day.entered().card) == {"appeal", "applicant"}


@pytest.mark.parametrize("key", ["number", "registered"])
def test_an_appeal_without_its_number_or_day_is_not_entered(day: Day, key: str) -> None:
    with refused("card.missing"):
        day.entered(**{key: None})


def test_an_appeal_is_entered_once(day: Day) -> None:
    day.entered()
    with refused("appeal.twice"):
        day.entered()
    assert day.entered(registered="15.05.2024").number == "И-345"


def test_a_number_that_no_register_holds_is_refused_on_both_databases(day: Day) -> None:
    with refused("appeal.too-long"):
        day.entered(number="И" * 61)


@pytest.mark.parametrize("who", ["reviewer_alone", "signer", "clerk", "administrator"])
def test_appeals_are_entered_by_the_registry_and_by_executors(day: Day, who: str) -> None:
    by = day.staff.second if who == "reviewer_alone" else getattr(day.staff, who)
    with refused("denied.duty"):
        appeals.add(day.office, by, day.card())


def test_an_executor_takes_an_appeal_but_gives_none_to_others(day: Day) -> None:
    mine = appeals.add(day.office, day.staff.executor, day.card(), day.staff.executor.id)
    assert mine.responsible is not None
    with refused("denied.duty"):
        appeals.add(day.office, day.staff.executor, day.card(appeal={"number": "И-1"}), day.staff.stranger.id)


def test_the_registry_gives_an_appeal_to_an_executor_and_to_nobody_else(day: Day) -> None:
    appeal = day.entered()
    given = appeals.assign(day.office, day.staff.registry, appeal.id, day.staff.stranger.id)
    assert given.responsible is not None
    assert given.responsible.full_name == "Громов Анна Сергеевна"
    for other in (day.staff.signer.id, 4711):
        with refused("person.gone"):
            appeals.assign(day.office, day.staff.registry, appeal.id, other)
    with refused("denied.duty"):
        appeals.assign(day.office, day.staff.executor, appeal.id, day.staff.executor.id)
    with refused("appeal.gone"):
        appeals.assign(day.office, day.staff.registry, 4711, day.staff.executor.id)
    assert day.journal(f"appeal:{appeal.id}") == ["appeal.entered", "appeal.assigned"]


def test_executors_to_choose_from_are_people_at_work_with_that_duty(day: Day) -> None:
    assert [each.surname for each in appeals.executors(day.office, day.staff.registry)] == [
        "Громов",
        "Заместителев",
        "Ли",
        "Новикова",
        "Петрова",
    ]


@pytest.mark.parametrize("words", ["И-345", "ИВАНОВА", "переселение из аварийного", "  иванова "])
def test_an_appeal_is_found_by_number_applicant_or_subject_in_any_case(day: Day, words: str) -> None:
    found, _ = (
        day.entered(),
        appeals.add(
            day.office,
            day.staff.registry,
            {
                "appeal": {"number": "З-9", "registered": "01.06.2024"},
                "applicant": {"surname": "Ким", "name": "Алексей"},
            },
        ),
    )
    assert [each.id for each in listing.page(day.office, day.staff.registry, Filters(words)).rows] == [found.id]


def test_a_percent_sign_is_looked_for_as_it_is(day: Day) -> None:
    day.entered()
    assert listing.page(day.office, day.staff.registry, Filters("%")).rows == []


def test_open_appeals_come_first_by_deadline_and_done_ones_after_them(day: Day) -> None:
    late, soon = day.entered(number="1", registered="20.05.2024"), day.entered(number="2", registered="13.05.2024")
    done, older = day.entered(number="3", registered="06.05.2024"), day.entered(number="4", registered="06.04.2024")
    for each in (done, older):
        appeals.answer_orally(day.office, day.staff.registry, each.id, told="Рассказали о сроках.", consent=True)
    listed = listing.page(day.office, day.staff.registry).rows
    assert [each.id for each in listed] == [soon.id, late.id, done.id, older.id]
    assert [each.id for each in listing.page(day.office, day.staff.registry, Filters(state=AppealState.DONE)).rows] == [
        done.id,
        older.id,
    ]


def test_an_appeal_is_opened_with_those_of_its_letters_that_the_reader_may_see(day: Day) -> None:
    letter = day.begun()
    assert letter.appeal_id is not None
    assert [each.id for each in appeals.read_appeal(day.office, day.staff.executor, letter.appeal_id).letters] == [
        letter.id
    ]
    assert appeals.read_appeal(day.office, day.staff.signer, letter.appeal_id).letters == []


def test_an_answer_at_a_reception_needs_consent_and_closes_the_appeal(day: Day) -> None:
    appeal = day.entered()
    with refused("oral.no-consent"):
        appeals.answer_orally(day.office, day.staff.registry, appeal.id, told="Всё объяснили.", consent=False)
    with refused("oral.nothing-told"):
        appeals.answer_orally(day.office, day.staff.registry, appeal.id, told=" ", consent=True)
    tomorrow = NOW.date() + timedelta(days=1)
    with refused("oral.not-yet"):
        appeals.answer_orally(day.office, day.staff.registry, appeal.id, told="Всё.", consent=True, on=tomorrow)
    with refused("denied.duty"):
        appeals.answer_orally(day.office, day.staff.signer, appeal.id, told="Всё.", consent=True)
    done = appeals.answer_orally(day.office, day.staff.executor, appeal.id, told="Объяснили  сроки.", consent=True)
    assert done.state == AppealState.DONE
    assert done.oral == {"on": "2024-06-05", "told": "Объяснили сроки.", "consent": True, "by": "Петрова А.С."}
    with refused("appeal.done"):
        appeals.answer_orally(day.office, day.staff.registry, appeal.id, told="Ещё раз.", consent=True)
    with refused("appeal.done"):
        appeals.assign(day.office, day.staff.registry, appeal.id, day.staff.executor.id)
    assert day.journal(f"appeal:{appeal.id}") == ["appeal.entered", "appeal.answered-orally"]
