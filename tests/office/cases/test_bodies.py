"""Two bodies in one service: each sees its own, is numbered by itself, and writes by its own profile."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from letterkit.checking.checker import Checker
from letterkit.checking.writing import Writing
from letterkit.compose import Catalogue
from letterkit.core import clock
from letterkit.core.office import Actor, Duty
from letterkit.office.cases import appeals, approval, drafting, numbering, queue, review
from letterkit.office.cases.queue import LetterFilters, LetterList
from letterkit.office.content import editing, repository
from letterkit.office.content.body_checkers import Checkers
from letterkit.office.content.folders import take_in_shipped
from letterkit.office.content.published import LiveFolder
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office
from letterkit.office.journal import listing
from letterkit.office.journal.listing import JournalFilter
from letterkit.office.register import listing as register_listing
from letterkit.reports.as_json import report_object
from letterkit.store.database import Database
from letterkit.store.files import FileStore
from letterkit.store.tables import Appeal, Counter, Letter, Person

from ..content.bodies import TOWN, profile_of
from ..content.live_profiles import let_live
from .conftest import CLEAN, HOME, Day, Staff, refused

BODY = TOWN["id"]


@pytest.fixture
def office(database: Database, tmp_path: Path, catalogue: Catalogue, whole_checker: Checker, typed: Writing) -> Office:
    """An office of two bodies."""
    files = FileStore(tmp_path / "files")
    take_in_shipped(database, files, HOME / "templates", HOME / "rules" / "profile.yml")
    let_live(database, files, profile_of(TOWN))
    checkers = Checkers(whole_checker, LiveFolder(tmp_path / "live", database, files))
    return Office(database, files, catalogue, whole_checker, typed, report_object, checkers)


@pytest.fixture
def day(office: Office, staff: Staff, sample: dict[str, Any]) -> Day:
    """The day of the first body."""
    return Day(office, staff, sample)


@pytest.fixture
def town(day: Day, database: Database) -> Staff:
    """People of the second body, each the double of one of the first."""
    doubles: dict[str, Actor] = {}
    with database.writing() as session:
        for name in Staff.__dataclass_fields__:
            like = session.get_one(Person, getattr(day.staff, name).id)
            person = Person(
                login=f"town-{name}", surname=like.surname, name=like.name, patronymic=like.patronymic, unit=like.unit,
                fs_uniquifier=f"town-{name}", created=clock.now(), body=BODY, phone="(8172) 72-00-43",
                duties=[type(each)(duty=each.duty) for each in like.duties],
            )  # fmt: skip
            session.add(person)
            session.flush()
            doubles[name] = person.actor
    return Staff(**doubles)


def of_town(day: Day, town: Staff) -> Day:
    card = day.card(appeal={"addressed_to": TOWN["name"]})
    return Day(day.office, town, {name: part for name, part in card.items() if name not in ("signer", "executor")})


def test_what_is_entered_belongs_to_the_body_of_whoever_enters_it(day: Day, town: Staff) -> None:
    ours, theirs = day.begun(), of_town(day, town)
    letter = drafting.begin(day.office, town.executor, theirs.card(), CLEAN, appeal_id=theirs.entered().id)
    assert (ours.body, ours.appeal.body if ours.appeal else None) == ("", "")
    assert (letter.body, letter.appeal.body if letter.appeal else None) == (BODY, BODY)


def test_the_same_number_may_come_to_both_and_twice_to_neither(day: Day, town: Staff) -> None:
    appeals.add(day.office, day.staff.registry, day.card())
    appeals.add(day.office, town.registry, day.card())
    for registry in (day.staff.registry, town.registry):
        with refused("appeal.twice"):
            appeals.add(day.office, registry, day.card())


def test_nobody_sees_what_is_of_the_other_body(day: Day, town: Staff) -> None:
    letter = day.on_review()
    appeal_id = letter.appeal_id
    assert appeal_id is not None
    for stranger in town.everybody():
        with refused("letter.gone"):
            drafting.read_letter(day.office, stranger, letter.id)
        with refused("appeal.gone"):
            appeals.read_appeal(day.office, stranger, appeal_id)
        assert list(register_listing.page(day.office, stranger).rows) == []
        for wanted in LetterList:
            for words in ("", "ремонт"):
                assert queue.page(day.office, stranger, LetterFilters(wanted, words)).total == 0
    assert queue.page(day.office, day.staff.reviewer, LetterFilters(LetterList.ALL)).total


def test_no_step_can_be_taken_on_a_letter_of_the_other_body(day: Day, town: Staff) -> None:
    letter = day.on_review()
    docx = day.docx(letter)
    steps = [
        lambda: review.take(day.office, town.reviewer, letter.id),
        lambda: review.give_back(day.office, town.reviewer, letter.id, "нет"),
        lambda: approval.agree(day.office, town.second, letter.id, docx),
        lambda: approval.approve(day.office, town.signer, letter.id, docx),
        lambda: numbering.enter(day.office, town.registry, letter.id),
        lambda: drafting.save(day.office, town.executor, letter.id, letter.revision, "О другом", "Другое."),
    ]
    for step in steps:
        with refused("letter.gone"):
            step()


def test_nobody_gives_an_appeal_to_the_other_body(day: Day, town: Staff) -> None:
    appeal = day.entered()
    with refused("person.gone"):
        appeals.assign(day.office, day.staff.registry, appeal.id, town.executor.id)
    ours = {person.id for person in appeals.executors(day.office, day.staff.registry)}
    theirs = {person.id for person in appeals.executors(day.office, town.registry)}
    assert ours
    assert theirs
    assert ours.isdisjoint(theirs)


def test_a_letter_of_one_body_answers_no_appeal_of_the_other(day: Day, town: Staff) -> None:
    appeal = day.entered()
    with refused("appeal.gone"):
        drafting.begin(day.office, town.executor, day.card(), CLEAN, appeal_id=appeal.id)


def test_each_body_writes_and_checks_by_its_own_profile(day: Day, town: Staff) -> None:
    theirs = of_town(day, town)
    letter = drafting.begin(day.office, town.executor, theirs.card(), CLEAN, appeal_id=theirs.entered().id)
    assert "администрацию города Вологды" in letter.text
    found = drafting.live(day.office, town.executor, letter.id, letter.title, letter.text)
    text = found.report.text.replace("\u00a0", " ")
    assert "г. Вологда, 160000" in text
    assert "А.Н. Накошев" in text
    assert "Сахалин" not in text.replace("Южно-Сахалинск, 693000", "")  # where the applicant lives
    assert found.remarks == ()


def test_numbers_of_bodies_are_counted_apart_by_masks_of_their_own(day: Day, town: Staff) -> None:
    theirs = of_town(day, town)
    ours = numbering.enter(day.office, day.staff.registry, day.on_review().id)
    letter = drafting.begin(day.office, town.executor, theirs.card(), CLEAN, appeal_id=theirs.entered().id)
    letter = review.submit(day.office, town.executor, letter.id, letter.revision)
    letter = numbering.enter(day.office, town.registry, letter.id)
    year = clock.today().year
    assert (ours.number, letter.number) == (f"3.08-1/{year % 100}", f"ОГ-1/{year}")
    with day.office.database.reading() as session:
        counters = {counter.name: counter.value for counter in session.scalars(select(Counter))}
    assert counters == {f"letters-{year}": 1, f"letters-{year}-{BODY}": 1}
    made_of = theirs.versions(letter)[-1].made_of or {}
    assert made_of["profile"]["id"] == BODY


def test_a_number_is_taken_within_its_body_alone(day: Day, town: Staff) -> None:
    ours, theirs = day.on_review(), of_town(day, town)
    numbering.enter(day.office, day.staff.registry, ours.id, number="77")
    letter = drafting.begin(day.office, town.executor, theirs.card(), CLEAN, appeal_id=theirs.entered().id)
    letter = review.submit(day.office, town.executor, letter.id, letter.revision)
    assert numbering.enter(day.office, town.registry, letter.id, number="77").number == "77"
    with refused("number.taken"):
        numbering.enter(day.office, day.staff.registry, day.on_review().id, number="77")


def test_an_administrator_works_for_the_body_that_they_have_chosen(day: Day, town: Staff) -> None:
    letter = day.on_review()
    chief = replace(town.reviewer, body="")
    assert drafting.read_letter(day.office, chief, letter.id).id == letter.id


def test_a_body_that_is_not_there_is_told_of(day: Day) -> None:
    nobody = replace(day.staff.executor, body="nowhere")
    with refused("body.unknown"):
        drafting.begin(day.office, nobody, day.card(), CLEAN)


def test_an_office_of_one_body_asks_for_no_other(day: Day) -> None:
    alone = replace(day.office, bodies=None)
    assert alone.of(BODY) is alone


def test_the_journal_of_one_body_leaves_out_what_happened_in_the_other(day: Day, town: Staff) -> None:
    theirs = of_town(day, town)
    drafting.begin(day.office, day.staff.executor, day.card(), CLEAN, appeal_id=day.entered().id)
    drafting.begin(day.office, town.executor, theirs.card(), CLEAN, appeal_id=theirs.entered().id)
    for person in (day.staff.executor, town.executor):
        clerk = replace(person, duties=frozenset({Duty.CLERK}))
        text = editing.content_of(day.office, KeptKind.REPLY, "redirect")
        editing.save(day.office, clerk, KeptKind.REPLY, "redirect", text + b"\n", newest(day.office))
    chief = replace(day.staff.executor, duties=frozenset({Duty.ADMINISTRATOR}))

    def told(body: str | None) -> list[tuple[str, str]]:
        found = listing.entries(day.office, chief, JournalFilter(body=body)).rows
        return sorted((entry.action, entry.subject) for entry in found if entry.by_id is not None)

    with day.office.database.reading() as session:
        letters = {row.body: row.id for row in session.scalars(select(Letter))}
        rows = {row.body: row.id for row in session.scalars(select(Appeal))}
    for body in ("", BODY):
        assert told(body) == [
            ("appeal.entered", f"appeal:{rows[body]}"),
            ("kept.saved", "reply:redirect"),
            ("letter.begun", f"letter:{letters[body]}"),
        ]
    assert sorted(told("") + told(BODY)) == told(None)
    with refused("body.unknown"):
        told("nowhere")


def newest(office: Office) -> int:
    with office.database.reading() as session:
        version = repository.newest_of(session, repository.find_kept(session, KeptKind.REPLY, "redirect"))
    return version.number if version else 0
