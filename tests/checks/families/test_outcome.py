"""Clause 2.2 on whole letters: solved, by a date, without a date, impossible – or nothing of these."""

import pytest

from letterkit.checks.families.outcome_signs import Sign, outcomes
from letterkit.checks.subject import Subject
from letterkit.core.finding import Finding, Level
from letterkit.core.profile import Profile
from letterkit.reading import read_text

from .conftest import Letter, Look

PATIENT = "Вы можете обжаловать этот ответ в суд."


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def told(profile: Profile, letter: Letter, body: str) -> frozenset[Sign]:
    return outcomes(Subject(read_text(letter(body=body).encode(), "letter.txt"), profile))


def test_a_clean_letter_has_nothing(letter: Letter, look: Look) -> None:
    assert look(letter(), "outcome") == []


@pytest.mark.parametrize(
    ("body", "sign"),
    [
        ("Фасад отремонтировали 10.05.2024.", Sign.SOLVED),
        ("Деньги перечислены на Ваш счёт.", Sign.SOLVED),
        ("Фасад отремонтируют до 1 октября 2024 года.", Sign.DATED),
        ("Вопрос будет решён в течение десяти дней.", Sign.DATED),
        ("Ремонт запланирован на 2026 год.", Sign.DATED),
        ("Отремонтировать фасад можно, но точного срока пока нет.", Sign.NO_DATE),
        ("Когда очередь дойдёт до Вас, сказать пока нельзя.", Sign.NO_DATE),
        ("Предоставить Вам квартиру нельзя.", Sign.REFUSED),
        ("Ваша просьба не может быть удовлетворена.", Sign.REFUSED),
        ("Заявление подают через портал «Госуслуги».", Sign.EXPLAINED),
        ("Выписку можно получить за три дня.", Sign.EXPLAINED),
    ],
)
def test_each_outcome_is_told_by_its_words(profile: Profile, letter: Letter, body: str, sign: Sign) -> None:
    assert sign in told(profile, letter, body)


@pytest.mark.parametrize(
    ("body", "sign"),
    [
        ("Направлен запрос в администрацию города.", Sign.SOLVED),
        ("Ваши доводы приняты к сведению.", Sign.SOLVED),
        ("Работы будут выполнены.", Sign.SOLVED),
        ("Вы спросили, когда отремонтируют дорогу.", Sign.PROMISED),
        ("О результатах сообщим до 1 июня 2024 года.", Sign.DATED),
    ],
)
def test_words_of_work_on_the_way_are_no_outcome(profile: Profile, letter: Letter, body: str, sign: Sign) -> None:
    assert sign not in told(profile, letter, body)


@pytest.mark.parametrize(
    "body",
    [
        "Две старые площадки в реестре имущества не числятся. Участок относится к промышленной зоне.",
        "По Вашему вопросу проводится работа. В случае выявления нарушений будут приняты меры.",
        "Ваши доводы приняты к сведению.",
        "Направлен запрос в администрацию города.",
    ],
)
def test_a_letter_that_settles_nothing_is_said_to_have_no_outcome(letter: Letter, look: Look, body: str) -> None:
    missing = [finding for finding in look(letter(body=body), "outcome") if finding.code == "outcome.missing"]
    assert [(finding.start, finding.level) for finding in missing] == [(None, Level.WARNING)]


@pytest.mark.parametrize(
    ("body", "promise"),
    [
        ("Ваш вопрос будет решён положительно.", "Ваш вопрос будет решён положительно"),
        ("Фасад отремонтируют.", "Фасад отремонтируют"),
        (
            "Комиссия осмотрела дом. Нарушения будут устранены. Обратиться можно в отдел по телефону.",
            "Нарушения будут устранены",
        ),
        ("Ямы заделают в кратчайшие сроки.", "Ямы заделают в кратчайшие сроки"),
    ],
)
def test_a_promise_needs_a_term(letter: Letter, look: Look, body: str, promise: str) -> None:
    found = [finding.excerpt for finding in look(letter(body=body), "outcome") if finding.code == "outcome.no-date"]
    assert found == [promise]


@pytest.mark.parametrize(
    "body",
    [
        "Нарушения будут устранены. Срок – до 15.07.2024.",
        "После ремонта двор уберут. Ремонт закончат до 1 июля 2024 года.",
        "Дорогу отремонтируют, но точного срока пока нет. О решении мы напишем в декабре.",
        "Если течь останется, мастер приедет ещё раз. Крышу починили 10.05.2024.",
    ],
)
def test_a_term_near_by_or_a_reason_for_none_is_enough(letter: Letter, look: Look, body: str) -> None:
    assert look(letter(body=body), "outcome") == []


def test_a_term_that_was_over_when_the_letter_was_signed_is_an_error(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(body="Фасад отремонтируют до 01.10.2023."), "outcome")
    assert (finding.code, finding.excerpt, finding.level) == ("outcome.past-date", "01.10.2023", Level.ERROR)


@pytest.mark.parametrize(
    "body",
    [
        "Жителей домов, признанных аварийными до 01.01.2017, расселят до 31.12.2025.",
        "Дом признан аварийным 12.03.2015, его жителей переселят до 31.12.2025.",
        "Деньги за март 2024 года перечислены, за апрель 2024 года их перечислят до 10.06.2024.",
    ],
)
def test_a_past_day_that_is_no_promise_is_left_alone(letter: Letter, look: Look, body: str) -> None:
    assert look(letter(body=body), "outcome") == []


def test_a_refusal_says_why_and_what_to_do(letter: Letter, look: Look) -> None:
    refusal = "Решить Ваш вопрос не представляется возможным."
    assert codes(look(letter(body=refusal), "outcome")) == ["outcome.no-reason", "outcome.no-way-out"]
    assert codes(look(letter(body=f"{refusal} {PATIENT}"), "outcome")) == ["outcome.no-reason"]
    reasoned = "Решить Ваш вопрос нельзя, потому что дом не признан аварийным."
    assert codes(look(letter(body=reasoned), "outcome")) == ["outcome.no-way-out"]
    assert look(letter(body=f"{reasoned} {PATIENT}"), "outcome") == []


def test_an_answer_put_off_without_a_date_is_an_error_when_nothing_else_is_said(letter: Letter, look: Look) -> None:
    body = "Направлен запрос в администрацию города. Информация будет представлена дополнительно."
    late = [finding for finding in look(letter(body=body), "outcome") if finding.code == "outcome.promised-later"]
    assert [(finding.excerpt, finding.level) for finding in late] == [
        ("Информация будет представлена дополнительно", Level.ERROR)
    ]


def test_two_answers_that_exclude_each_other_are_shown(letter: Letter, look: Look) -> None:
    body = f"При осмотре выявлено нарушение температуры. Жалоба необоснованна, потому что прибор исправен. {PATIENT}"
    (finding,) = look(letter(body=body), "outcome")
    assert finding.code == "outcome.contradiction"
    assert "выявлено нарушение" in finding.message
    assert "необоснованна" in finding.message


@pytest.mark.parametrize(
    ("outcome", "body", "found"),
    [
        ("solved", "Фасад отремонтировали 10.05.2024.", []),
        ("solved", f"Отремонтировать фасад нельзя, потому что дом снесут. {PATIENT}", ["outcome.card-differs"]),
        ("by_date", "Фасад отремонтировали 10.05.2024.", ["outcome.card-differs"]),
        ("cannot", f"Отремонтировать фасад нельзя, потому что дом снесут. {PATIENT}", []),
        ("explained", "Заявление подают через портал «Госуслуги».", []),
    ],
)
def test_the_letter_says_what_the_card_plans(
    letter: Letter, look: Look, outcome: str, body: str, found: list[str]
) -> None:
    assert codes(look(letter(body=body), "outcome", card={"reply": {"outcome": outcome}})) == found


def test_the_term_of_the_card_stands_in_the_letter(letter: Letter, look: Look) -> None:
    card: dict[str, object] = {"reply": {"outcome": "by_date", "due_date": "01.12.2024"}}
    assert codes(look(letter(), "outcome", card=card)) == ["outcome.card-date"]
    assert look(letter(body="Дорогу отремонтируют до 1 декабря 2024 года."), "outcome", card=card) == []
