"""The register remembers what it has sent, for «already sent» of a batch."""

from sqlalchemy import select

from letterkit.core.office import LetterState
from letterkit.core.outcome import Outcome
from letterkit.office.batches.sent_replies import key_letters, sent_letters
from letterkit.office.cases import drafting
from letterkit.office.letter_cards import card_of
from letterkit.standard_replies.earlier import SentReplies, SentReply, earlier, sent_of
from letterkit.store.key_tables import LetterKey
from letterkit.store.tables import Letter
from letterkit.tables.card import parse_card

from .conftest import Day

APPEAL = {"number": "И-346"}


def remembered(day: Day) -> list[SentReply]:
    """All that the register would tell to somebody who asks by every key there is."""
    with day.office.database.writing() as session:
        while key_letters(session):
            pass
        return list(sent_letters(session, "", session.scalars(select(LetterKey.key)).all()))


def test_letters_that_left_or_have_a_number_are_remembered_and_drafts_are_not(day: Day) -> None:
    letter = day.at(LetterState.SENT)
    day.begun(appeal=APPEAL)
    (sent,) = remembered(day)
    assert (sent.number, sent.date, sent.appeal) == (letter.number, letter.dated, "И-345")
    assert (sent.reply, sent.outcome) == ("by_date", Outcome.BY_DATE)


def test_a_row_for_an_appeal_that_the_register_has_answered_is_told(day: Day) -> None:
    letter = day.at(LetterState.SENT)
    known = SentReplies(remembered(day))
    reply = day.office.catalogue.reply("redirect")
    row = parse_card({name: day.card()[name] for name in ("appeal", "applicant")}, "строка 2")
    (found,) = earlier(row, reply, known, within_days=30)
    assert (found.why, found.sent.number) == ("appeal", letter.number)


def test_the_words_of_a_letter_of_the_register_are_known(day: Day) -> None:
    letter = day.at(LetterState.SENT)
    (sent,) = remembered(day)
    same = sent_of(card_of(letter), "by_date", None, text=letter.text)
    assert sent.texts == same.texts


def test_a_letter_changed_since_is_found_by_its_new_words_alone(day: Day) -> None:
    letter = day.at(LetterState.RETURNED)
    (before,) = remembered(day)
    drafting.save(day.office, day.staff.executor, letter.id, letter.revision, letter.title, "Крышу починят в мае.")
    (after,) = remembered(day)
    new = sent_of(card_of(letter), "by_date", None, text="Крышу починят в мае.")
    with day.office.database.reading() as session:
        kept = set(session.scalars(select(LetterKey.key)))
    assert new.keys <= kept
    assert before.texts != after.texts
    assert not (before.keys - after.keys) & kept


def test_a_letter_linked_since_is_found_by_the_number_of_its_appeal(day: Day) -> None:
    letter = drafting.begin(day.office, day.staff.executor, day.card(appeal={"number": None}), "by_date")
    with day.office.database.writing() as session:
        session.get_one(Letter, letter.id).number = "3.08-1/24"
    assert [sent.appeal for sent in remembered(day)] == [None]
    appeal = day.entered()
    drafting.link(day.office, day.staff.executor, letter.id, appeal.id)
    assert [sent.appeal for sent in remembered(day)] == ["И-345"]


def test_a_card_that_nobody_can_read_any_more_stands_in_nobodys_way(day: Day) -> None:
    letter = day.at(LetterState.SENT)
    with day.office.database.writing() as session:
        session.get_one(Letter, letter.id).card = {"no": "card"}
    assert remembered(day) == []
