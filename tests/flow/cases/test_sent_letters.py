"""The register remembers what it has sent, for «already sent» of a batch."""

from letterkit.core.office import LetterState
from letterkit.core.outcome import Outcome
from letterkit.flow.card import parse_card
from letterkit.flow.cases.drafting import card_of
from letterkit.flow.standard.earlier import SentReplies, earlier, sent_of
from letterkit.flow.standard.register import sent_letters

from .conftest import Day

APPEAL = {"number": "И-346"}


def test_letters_that_left_or_have_a_number_are_remembered_and_drafts_are_not(day: Day) -> None:
    letter = day.at(LetterState.SENT)
    day.begun(appeal=APPEAL)
    with day.office.database.reading() as session:
        (sent,) = sent_letters(session)
    assert (sent.number, sent.date, sent.appeal) == (letter.number, letter.dated, "И-345")
    assert (sent.reply, sent.outcome) == ("by_date", Outcome.BY_DATE)


def test_a_row_for_an_appeal_that_the_register_has_answered_is_told(day: Day) -> None:
    letter = day.at(LetterState.SENT)
    with day.office.database.reading() as session:
        known = SentReplies(sent_letters(session))
    reply = day.office.catalogue.reply("redirect")
    row = parse_card({name: day.card()[name] for name in ("appeal", "applicant")}, "строка 2")
    (found,) = earlier(row, reply, known, within_days=30)
    assert (found.why, found.sent.number) == ("appeal", letter.number)


def test_the_words_of_a_letter_of_the_register_are_known(day: Day) -> None:
    letter = day.at(LetterState.SENT)
    with day.office.database.reading() as session:
        (sent,) = sent_letters(session)
    same = sent_of(card_of(letter), "by_date", None, text=letter.text)
    assert sent.texts == same.texts
