"""Who sees and changes what: each duty, the same department, and nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.core.outcome import Channel
from letterkit.office import rights
from letterkit.office.cases import appeals, approval, dispatch, drafting, export, passport, presence, queue, review
from letterkit.office.cases.queue import LetterFilters, LetterList
from letterkit.office.register import listing
from letterkit.store.tables import Appeal, Letter

from .conftest import Day, refused

NOBODY = ("clerk", "administrator")
OVERSEE = ("reviewer", "second", "signer", "writing_signer", "registry")


def can_open(day: Day, letter: Letter) -> set[str]:
    seen = set()
    for name in day.staff.__dataclass_fields__:
        try:
            drafting.read_letter(day.office, getattr(day.staff, name), letter.id)
            seen.add(name)
        except RequestError as fault:
            if fault.code != "letter.gone":
                raise
    return seen


def test_a_draft_is_seen_by_executors_of_its_department_alone(day: Day) -> None:
    assert can_open(day, day.begun()) == {"executor", "colleague", "reviewer", "writing_signer"}


def test_a_letter_handed_in_is_seen_by_all_who_oversee_it(day: Day) -> None:
    assert can_open(day, day.on_review()) == {"executor", "colleague", *OVERSEE}


def test_a_letter_taken_back_stays_seen_by_those_who_have_seen_it(day: Day) -> None:
    letter = day.on_review()
    review.recall(day.office, day.staff.executor, letter.id)
    assert can_open(day, letter) == {"executor", "colleague", *OVERSEE}


def test_whoever_loses_the_duty_of_an_executor_loses_sight_of_the_letters(day: Day) -> None:
    letter, own = day.begun(), day.staff.executor
    with refused("letter.gone"):
        drafting.read_letter(day.office, Actor(own.id, own.name, frozenset({Duty.CLERK}), own.unit), letter.id)


def test_people_without_a_department_do_not_stand_in_for_each_other(day: Day) -> None:
    alone = Actor(day.staff.clerk.id, "Тихонова А.С.", frozenset({Duty.EXECUTOR}))
    assert not rights.is_theirs(alone, day.begun())


@pytest.mark.parametrize("unseen", ["somebody else's", "not there"])
def test_no_step_tells_a_letter_that_may_not_be_seen_from_one_that_is_not_there(day: Day, unseen: str) -> None:
    letter_id = day.begun().id if unseen == "somebody else's" else 4711
    office, all_duties = day.office, Actor(day.staff.stranger.id, "Громов А.С.", frozenset(Duty), "другой отдел")
    steps: list[Callable[[], Any]] = [
        lambda: drafting.read_letter(office, all_duties, letter_id),
        lambda: drafting.versions(office, all_duties, letter_id),
        lambda: drafting.live(office, all_duties, letter_id, "О доме", "Текст."),
        lambda: drafting.save(office, all_duties, letter_id, 1, "О доме", "Текст."),
        lambda: drafting.change_card(office, all_duties, letter_id, 1, day.card()),
        lambda: drafting.restore(office, all_duties, letter_id, 1, 1),
        lambda: review.submit(office, all_duties, letter_id, 1),
        lambda: review.take(office, all_duties, letter_id),
        lambda: review.release(office, all_duties, letter_id),
        lambda: review.remark(office, all_duties, letter_id, "Замечание"),
        lambda: review.remarks(office, all_duties, letter_id),
        lambda: review.give_back(office, all_duties, letter_id, "Причина"),
        lambda: approval.agree(office, all_duties, letter_id, "0" * 64),
        lambda: approval.approve(office, all_duties, letter_id, "0" * 64),
        lambda: approval.revoke(office, all_duties, letter_id, "Причина"),
        lambda: export.export(office, all_duties, letter_id, "docx"),
        lambda: passport.passport(office, all_duties, letter_id),
        lambda: dispatch.send(office, all_duties, letter_id, Channel.POST),
        lambda: presence.present(office, all_duties, letter_id),
    ]
    for step in steps:
        with refused("letter.gone"):
            step()


@pytest.mark.parametrize("state", list(LetterState))
def test_who_may_write_at_each_step(day: Day, state: LetterState) -> None:
    letter = day.at(state)
    writers = {name for name in day.staff.__dataclass_fields__ if rights.may_write(getattr(day.staff, name), letter)}
    drafted = state in (LetterState.DRAFT, LetterState.RETURNED)
    assert writers == ({"executor", "colleague", "reviewer", "writing_signer"} if drafted else set())


def test_a_letter_under_review_is_written_by_whoever_has_taken_it(day: Day) -> None:
    letter = review.take(day.office, day.staff.second, day.on_review().id)
    assert {each for each in day.staff.everybody() if rights.may_write(each, letter)} == {day.staff.second}


def test_queries_see_what_each_letter_and_appeal_says_by_itself(day: Day) -> None:
    day.begun()
    day.on_review(by=day.staff.stranger, appeal={"number": "И-400"})
    appeals.assign(day.office, day.staff.registry, day.entered(number="И-401").id, day.staff.stranger.id)
    day.entered(number="И-402")
    with day.office.database.reading() as session:
        for by in day.staff.everybody():
            letters, all_appeals = session.scalars(select(Letter)).all(), session.scalars(select(Appeal)).all()
            assert set(session.scalars(select(Letter).where(rights.visible(by)))) == {
                each for each in letters if rights.may_see(by, each)
            }
            assert set(session.scalars(select(Letter).where(rights.theirs(by)))) == {
                each for each in letters if rights.is_theirs(by, each)
            }
            assert set(session.scalars(select(Appeal).where(rights.visible_appeals(by)))) == {
                each for each in all_appeals if rights.may_see_appeal(by, each)
            }


def test_an_executor_sees_the_appeals_of_the_department_and_those_that_nobody_answers(day: Day) -> None:
    free, taken = day.entered(), day.entered(number="И-400")
    appeals.assign(day.office, day.staff.registry, taken.id, day.staff.executor.id)
    seen = {
        name: [each.number for each in listing.page(day.office, getattr(day.staff, name)).rows]
        for name in day.staff.__dataclass_fields__
    }
    assert seen["executor"] == seen["colleague"] == ["И-345", "И-400"]
    assert seen["stranger"] == [free.number]
    assert all(seen[name] == ["И-345", "И-400"] for name in OVERSEE)
    assert all(seen[name] == [] for name in NOBODY)


def test_lists_take_as_many_queries_for_many_letters_as_for_one(day: Day, queries: Callable[[], int]) -> None:
    lists = (
        lambda: queue.page(day.office, day.staff.executor, LetterFilters(LetterList.OWN)),
        lambda: queue.page(day.office, day.staff.signer, LetterFilters(LetterList.WAITING)),
        lambda: queue.page(day.office, day.staff.registry, LetterFilters(LetterList.ALL)),
        lambda: listing.page(day.office, day.staff.registry).rows,
    )

    def counted() -> list[int]:
        counts = []
        for each in lists:
            before = queries()
            each()
            counts.append(queries() - before)
        return counts

    day.on_review()
    one = counted()
    for number in range(4):
        day.on_review(by=day.staff.everybody()[number % 3], appeal={"number": f"И-{number}"})
    assert counted() == one
