"""The code of the survey in a letter on its way: made with its number, alone good, and no fault of the letter."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import select

from letterkit.checking.checker import Checker
from letterkit.core.office import LetterState
from letterkit.office.cases import approval, numbering, review
from letterkit.office.feedback import invitations, opinions
from letterkit.office.feedback.opinions import Answers
from letterkit.store.register_tables import Invitation
from letterkit.store.tables import Letter

from ..cases.conftest import Day

CODE = re.compile(r"код (\d{4})\u00a0(\d{4})\u00a0(\d{4})")


@pytest.fixture
def surveying(whole_checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The body's profile has the address of the survey."""
    profile = whole_checker.profile
    texts = {**profile.texts, "survey": "https://minstroy.sakhalin.gov.ru/survey"}
    monkeypatch.setattr(whole_checker, "profile", replace(profile, texts=texts))


def code_in(day: Day, letter: Letter) -> str | None:
    """The code as the newest file of the letter prints it."""
    with zipfile.ZipFile(io.BytesIO(day.office.files.get(day.docx(letter)))) as archive:
        found = CODE.search(archive.read("word/document.xml").decode())
    return "".join(found.groups()) if found else None


def invitation_count(day: Day) -> int:
    with day.office.database.reading() as session:
        return len(session.scalars(select(Invitation)).all())


@pytest.mark.usefixtures("surveying")
def test_a_letter_gets_its_code_with_its_number_and_is_approved_as_clean_as_without(printing_day: Day) -> None:
    day = printing_day
    letter = day.on_review()
    assert (code_in(day, letter), invitation_count(day)) == (None, 0)
    numbering.enter(day.office, day.staff.registry, letter.id)
    code = code_in(day, letter)
    assert code is not None
    assert day.versions(letter)[-1].report["findings"] == []  # type: ignore[index]
    sent = approval.approve(day.office, day.staff.signer, letter.id, day.docx(letter))
    assert sent.state == LetterState.APPROVED
    assert code_in(day, letter) == code
    assert opinions.answer_by_code(day.office, code, Answers(clear=5)).channel == "letter"


@pytest.mark.usefixtures("surveying")
def test_a_letter_that_came_back_gets_another_code_and_the_first_is_no_good(printing_day: Day) -> None:
    day = printing_day
    letter = day.numbered()
    first = code_in(day, letter)
    review.give_back(day.office, day.staff.reviewer, letter.id, "Поправьте дату")
    again = day.now(letter)
    review.submit(day.office, day.staff.executor, letter.id, again.revision)
    second = code_in(day, letter)
    assert first is not None
    assert second not in (None, first)
    assert invitation_count(day) == 1
    assert invitations.invitee_of(day.office, second or "")


def test_without_an_address_in_the_profile_no_code_is_made(printing_day: Day) -> None:
    letter = printing_day.numbered()
    assert (code_in(printing_day, letter), invitation_count(printing_day)) == (None, 0)


@pytest.mark.usefixtures("surveying")
def test_a_blank_without_a_place_asks_for_no_code(printing_day: Day) -> None:
    day = printing_day
    letter = day.on_review()
    with day.office.database.writing() as session:
        session.get_one(Letter, letter.id).blank = "corner-2016"
    numbering.enter(day.office, day.staff.registry, letter.id)
    assert invitation_count(day) == 0


@pytest.mark.usefixtures("surveying")
@pytest.mark.parametrize("outcome", ["interim", "extended", "clarify", "redirected", "no_answer"])
def test_who_was_not_answered_yet_or_by_somebody_else_is_not_asked(printing_day: Day, outcome: str) -> None:
    day = printing_day
    letter = day.on_review()
    with day.office.database.writing() as session:
        row = session.get_one(Letter, letter.id)
        row.card = {**row.card, "reply": {**row.card["reply"], "outcome": outcome}}
    numbering.enter(day.office, day.staff.registry, letter.id)
    assert (code_in(day, letter), invitation_count(day)) == (None, 0)
