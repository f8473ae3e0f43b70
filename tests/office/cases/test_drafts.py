"""A draft is taken away and comes back; a second reply is begun only by who means it."""

from letterkit.core.office import AppealState, LetterState
from letterkit.core.outcome import Outcome
from letterkit.office.cases import appeals, drafting, drafts, queue
from letterkit.office.cases.queue import LetterFilters, LetterList
from letterkit.office.integrity.letters import letters as wrong_letters
from letterkit.store.tables import Letter

from .conftest import CLEAN, Day, refused


def shown(day: Day, state: LetterState | None = None) -> list[int]:
    found = queue.page(day.office, day.staff.executor, LetterFilters(LetterList.OWN, state=state))
    assert found.total == len(found.rows)
    return [row.letter.id for row in found.rows]


def test_a_draft_taken_away_leaves_the_lists_and_comes_back_with_every_word(day: Day) -> None:
    letter, by = day.begun(), day.staff.executor
    appeal_id = letter.appeal_id
    assert appeal_id is not None
    drafts.remove(day.office, by, letter.id)
    assert (shown(day), shown(day, LetterState.REMOVED)) == ([], [letter.id])
    appeal = appeals.read_appeal(day.office, by, appeal_id)
    assert (appeal.state, appeal.letters) == (AppealState.NEW, [])
    with refused("denied.not-writable"):
        drafting.save(day.office, by, letter.id, letter.revision, "О доме", "Другие слова.")
    back = drafts.bring_back(day.office, by, letter.id)
    assert (back.state, back.text) == (LetterState.DRAFT, letter.text)
    assert shown(day) == [letter.id]
    assert appeals.read_appeal(day.office, by, appeal_id).state == AppealState.WORK
    with day.office.database.reading() as session:
        assert not list(wrong_letters(session))


def test_what_was_handed_in_once_is_not_taken_away(day: Day) -> None:
    letter, by = day.at(LetterState.DRAFT), day.staff.executor
    with refused("letter.not-removable"):
        drafts.remove(day.office, by, letter.id)
    with refused("letter.gone"):
        drafts.remove(day.office, day.staff.stranger, day.begun().id)


def test_an_appeal_has_one_reply_unless_somebody_means_another(day: Day) -> None:
    first, by = day.begun(), day.staff.executor

    def another(*, again: bool) -> Letter:
        return drafting.begin(day.office, by, day.card(), CLEAN, appeal_id=first.appeal_id, again=again)

    with refused("appeal.answering"):
        another(again=False)
    drafts.remove(day.office, by, first.id)
    second = another(again=False)
    with day.office.database.writing() as session:
        session.get_one(Letter, second.id).state = LetterState.SENT
    with refused("appeal.answered"):
        another(again=False)
    assert another(again=True).state == LetterState.DRAFT


def test_after_an_interim_letter_the_reply_is_asked_nothing(day: Day) -> None:
    first, by = day.begun(), day.staff.executor
    with day.office.database.writing() as session:
        row = session.get_one(Letter, first.id)
        row.state, row.card = LetterState.SENT, {**row.card, "reply": {**row.card["reply"], "outcome": Outcome.INTERIM}}
    assert drafting.begin(day.office, by, day.card(), CLEAN, appeal_id=first.appeal_id).state == LetterState.DRAFT
