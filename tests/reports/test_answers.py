"""Which questions of the appeal are answered: told in text, HTML and JSON, with the passage and the reason."""

from dataclasses import replace

import pytest

from letterkit.checking.checker import CheckedLetter
from letterkit.core.answers import Answer, AnsweredBy, AnswerState
from letterkit.reports import answers, as_html, as_json, as_text

ANSWERED = Answer(
    "Когда назначат выплату?", AnswerState.ANSWERED, 40, 56, AnsweredBy.WORDS, ("выплата",), ("назначить",)
)
BY_PLACE = Answer("Почему так долго?", AnswerState.ANSWERED, 29, 40, AnsweredBy.PLACE, (), ("долго",))
NEAR = Answer("Сколько стоит выписка?", AnswerState.DOUBTFUL, 29, 40, None, ("выписка",), ("стоить",))
LOST = Answer("Будет ли рядом сад?", AnswerState.UNANSWERED, None, None, None, (), ("рядом", "сад"))


@pytest.fixture
def asked(checked: CheckedLetter) -> CheckedLetter:
    return replace(checked, report=replace(checked.report, answers=(ANSWERED, BY_PLACE, NEAR, LOST)))


def test_each_question_has_its_state_its_place_and_the_reason(asked: CheckedLetter) -> None:
    rows = answers.rows(asked.report)
    assert [row.state_words for row in rows] == ["есть ответ", "есть ответ", "ответа не видно", "ответа нет"]
    assert [row.line for row in rows] == [3, 3, 3, None]
    assert rows[0].why == "совпало: выплата"
    assert rows[1].why.startswith("по месту")
    assert rows[2].why == "совпало: выписка; не нашлось: стоить"
    assert (rows[3].excerpt, rows[3].why) == ("", "не нашлось: рядом, сад")


def test_every_state_and_way_has_russian_words() -> None:
    assert set(answers.STATES) == set(AnswerState)
    shown = {by: answers.rows_of((replace(ANSWERED, by=by),), "О выплате.\n")[0].why for by in AnsweredBy}
    assert all(shown.values())


def test_a_long_passage_is_cut_between_words(asked: CheckedLetter) -> None:
    text = "Выплату назначат, как только комиссия проверит все документы и примет решение. " * 4
    (row,) = answers.rows_of((replace(ANSWERED, start=0, end=len(text)),), text)
    assert row.excerpt.endswith("…")
    assert len(row.excerpt) <= 120


def test_the_text_report_lists_the_questions(asked: CheckedLetter) -> None:
    told = as_text.document(asked, as_text.Style())
    assert "ОТВЕТЫ НА ВОПРОСЫ ОБРАЩЕНИЯ" in told
    assert "✓ Когда назначат выплату? — есть ответ" in told
    assert "? Сколько стоит выписка? — ответа не видно" in told
    assert "✗ Будет ли рядом сад? — ответа нет" in told


def test_the_json_report_has_them_among_the_facts(asked: CheckedLetter) -> None:
    questions = as_json.report_object(asked.report)["facts"]["questions"]
    assert [each["state"] for each in questions] == ["answered", "answered", "doubtful", "unanswered"]
    assert questions[0]["found"] == ("выплата",)


def test_the_page_shows_them_in_a_table(asked: CheckedLetter) -> None:
    page = as_html.document([asked])
    assert "Ответы на вопросы обращения" in page
    assert "Будет ли рядом сад?" in page


def test_without_questions_nothing_is_said_of_them(checked: CheckedLetter) -> None:
    assert "ОТВЕТЫ НА ВОПРОСЫ" not in as_text.document(checked, as_text.Style())
    assert "questions" not in as_json.report_object(checked.report)["facts"]
