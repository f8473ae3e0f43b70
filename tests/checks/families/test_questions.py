"""Clause 7.9: every question of the card is answered."""

from pathlib import Path

import pytest

from letterkit.checks.families.questions.checks import matches
from letterkit.checks.subject import Subject
from letterkit.core.finding import Level
from letterkit.core.profile import Profile
from letterkit.reading import read_text
from letterkit.tables.card import parse_card

from .conftest import Letter, Look

LETTERS = Path(__file__).resolve().parents[2] / "letters"


def asked(*questions: str) -> dict[str, object]:
    return {"appeal": {"questions": list(questions)}}


def answered(profile: Profile, file: str, *questions: str) -> list[bool]:
    letter = read_text((LETTERS / file).read_bytes(), file)
    subject = Subject(letter, profile, card=parse_card(asked(*questions), "card.yml"))
    return [match.answered for match in matches(subject)]


@pytest.mark.parametrize(
    ("file", "question", "expected"),
    [
        ("a19_two_pages.txt", "Когда переселят жителей дома № 9?", True),
        ("a19_two_pages.txt", "Можно ли получить деньги вместо квартиры?", True),
        ("a19_two_pages.txt", "Почему не работает лифт?", False),
        ("a20_two_pages_attachments.txt", "Почему взнос выше, чем в соседнем доме?", True),
        ("a20_two_pages_attachments.txt", "Когда уберут снег во дворе?", False),
        ("a01_resettlement.txt", "Какую квартиру дадут?", True),
        ("a01_resettlement.txt", "Будет ли рядом детский сад?", False),
        ("a04_heating.txt", "Сделают ли перерасчёт?", True),
        ("a26_developer.txt", "Могу ли я вернуть деньги?", True),
        ("a26_developer.txt", "Построят ли рядом поликлинику?", False),
    ],
)
def test_a_question_is_answered_or_not(profile: Profile, file: str, question: str, expected: bool) -> None:
    assert answered(profile, file, question) == [expected]


def test_synonyms_and_kindred_words_answer(profile: Profile, letter: Letter) -> None:
    text = letter(body="Крышу починят до 1 октября 2024 года. Возмещение составит 20 тысяч рублей.")
    card = parse_card(asked("Когда отремонтируют кровлю?", "Какая компенсация положена?"), "card.yml")
    found = matches(Subject(read_text(text.encode(), "letter.txt"), profile, card=card))
    assert [(match.answered, match.said) for match in found] == [(True, True), (True, True)]


def test_vectors_answer_where_lists_do_not(profile: Profile, letter: Letter) -> None:
    text = letter(body="Ограждение у школы поставят до 1 октября 2024 года.")
    card = parse_card(asked("Когда будет забор?"), "card.yml")
    (match,) = matches(Subject(read_text(text.encode(), "letter.txt"), profile, card=card))
    assert match.answered
    assert match.said


def test_an_unanswered_question_is_named_with_the_words_that_were_sought(letter: Letter, look: Look) -> None:
    card = asked("Когда отремонтируют дорогу?", "Установят ли светофор у школы?")
    (finding,) = look(letter(), "questions", card=card)
    assert (finding.code, finding.start, finding.level) == ("questions.unanswered", None, Level.ADVICE)
    assert "нет явного ответа на вопрос «Установят ли светофор у школы?»" in finding.message
    assert "светофор" in finding.advice


def test_an_answer_that_lacks_what_was_asked_is_shown(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(body="Сумма ущерба известна суду."), "questions", card=asked("Сколько составил ущерб?"))
    assert (finding.code, finding.excerpt) == ("questions.incomplete", "Сумма ущерба известна суду.")


def test_a_question_repeated_before_its_answer_is_answered(letter: Letter, look: Look) -> None:
    body = "> 1. Установят ли светофор у школы?\n\nДа, его поставят в августе 2024 года."
    assert look(letter(body=body), "questions", card=asked("Установят ли светофор у школы?")) == []


def test_retelling_several_questions_at_once_answers_none(letter: Letter, look: Look) -> None:
    body = "Вы просите отремонтировать дорогу и установить светофор. Дорогу отремонтируют до 1 октября 2024 года."
    card = asked("Когда отремонтируют дорогу?", "Когда установят светофор?")
    (finding,) = look(letter(body=body), "questions", card=card)
    assert "светофор" in finding.message


def test_a_standard_reply_is_not_asked_for_answers(letter: Letter, look: Look) -> None:
    body = "Ваше обращение направлено в администрацию города Южно-Сахалинска."
    assert look(letter(body=body), "questions", card=asked("Когда отремонтируют дорогу?")) == []


def test_without_questions_on_the_card_nothing_is_asked(letter: Letter, look: Look) -> None:
    assert look(letter(), "questions", card={}) == []


def hows(profile: Profile, text: str, *questions: str) -> list[str | None]:
    subject = Subject(read_text(text.encode(), "letter.txt"), profile, card=parse_card(asked(*questions), "card.yml"))
    return [match.how for match in matches(subject)]


def test_numbered_paragraphs_answer_the_questions_in_their_order(profile: Profile, letter: Letter) -> None:
    body = "1. Да, его заключим в день обращения.\n\n2. Бумаги готовят полгода."
    text = letter(body=body)
    assert hows(profile, text, "Можно ли платить частями?", "Сколько ждать ключи?") == ["number", "number"]


def test_paragraphs_as_many_as_questions_answer_one_each(profile: Profile, letter: Letter) -> None:
    body = "Водитель уволился, нового пока не нашли.\n\nЗаезд 3 июня 2024 года, он стоит 2 400 рублей."
    text = letter(body=body)
    assert hows(profile, text, "Почему отменили экскурсию?", "Когда откроют летний лагерь?") == ["place", "place"]


def test_a_question_that_no_paragraph_can_answer_is_a_warning(letter: Letter, look: Look) -> None:
    body = "Педагог уволился, нового пока не нашли."
    (finding,) = look(letter(body=body), "questions", card=asked("Сколько стоит абонемент в бассейн?"))
    assert (finding.code, finding.level) == ("questions.unanswered", Level.WARNING)


def test_one_sentence_can_answer_two_questions_of_different_kinds(profile: Profile, letter: Letter) -> None:
    text = letter(body="Автобус № 14 выйдет на линию 1 июля 2024 года с интервалом 20 минут.")
    found = hows(profile, text, "Когда запустят автобус № 14?", "Как часто будет ходить автобус?")
    assert None not in found


def test_an_answer_in_the_opening_counts(profile: Profile, letter: Letter) -> None:
    opening = (
        "Рассмотрев Ваше обращение, поступившее в министерство строительства Сахалинской области, сообщаем, что "
        "светофор у школы установят в августе 2024 года."
    )
    text = letter(opening=opening, body="Спасибо за обращение.")
    assert hows(profile, text, "Установят ли светофор у школы?") == ["words"]


def test_the_passage_of_one_question_holds_neither_the_next_nor_its_answer(profile: Profile, letter: Letter) -> None:
    first_told, second_told = "Крышу чинит подрядчик.", "Ремонт стоит 2 млн рублей."
    body = f"> 1. Когда починят крышу?\n\n{first_told}\n\n> 2. Сколько стоит ремонт?\n\n{second_told}"
    card = parse_card(asked("Когда починят крышу?", "Сколько стоит ремонт?"), "card.yml")
    first, second = matches(Subject(read_text(letter(body=body).encode(), "letter.txt"), profile, card=card))
    assert [saying.text for saying in first.passage] == [first_told]
    assert [saying.text for saying in second.passage] == [second_told]
