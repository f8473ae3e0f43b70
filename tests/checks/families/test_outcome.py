"""Clause 2.2 on whole letters: solved, by a date, without a date, impossible – or nothing of these."""

import pytest

from letterkit.checks.outcome_signs import Sign, outcomes
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


@pytest.mark.parametrize(
    "body",
    [
        f"Детский сад построят до 1 мая 2025 года.\n\nПостроить детский сад невозможно, денег нет. {PATIENT}",
        f"Крышу отремонтируют до 1 августа 2024 года. Крышу не отремонтируют, потому что дом снесут. {PATIENT}",
        f"Тротуар отремонтировали 14 мая. Отремонтировать тротуар невозможно, потому что денег нет. {PATIENT}",
        f"Жалоба удовлетворена, плату снизят в июне. Жалоба отклонена, потому что прибор исправен. {PATIENT}",
        "Лавочки поставили 10 мая. Лавочки поставят до 1 июля 2024 года.",
    ],
)
def test_possible_and_impossible_done_and_to_be_done_do_not_agree(letter: Letter, look: Look, body: str) -> None:
    assert "outcome.contradiction" in codes(look(letter(body=body), "outcome"))


@pytest.mark.parametrize(
    "body",
    [
        "Построить школу у реки нельзя, там газопровод. Школу построят на улице Полевой до 1 сентября 2026 года.",
        "Отремонтировать крышу в этом году нельзя, денег нет. Крышу отремонтируют в 2026 году.",
        "В 2018 году крышу отремонтировали. Козырёк отремонтируют до 30 июня 2024 года.",
        "Фасад отремонтировали в 2010 году. По плану фасад отремонтируют в 2026 году.",
        "Тротуар положат вместе с дорогой в июне. Тротуар не положат, если жители откажутся.",
        "Яму у дома № 3 засыпали 14 мая. Яму у дома № 5 засыплют 30 мая.",
    ],
)
def test_two_things_two_places_and_two_times_agree(letter: Letter, look: Look, body: str) -> None:
    assert "outcome.contradiction" not in codes(look(letter(body=body), "outcome"))


@pytest.mark.parametrize(
    "body",
    [
        "Счётчик исправен.",
        "Долг с Вас снят 14 мая.",
        "Тариф в Вашем доме не изменится.",
        "Сведения о стаже направлены Вам с этим письмом.",
        "Скидку дали по статье 17 Жилищного кодекса Российской Федерации.",
        "Участковый ответит Вам до 14 июня 2024 года.",
        "Секция набирает детей с семи лет.",
    ],
)
def test_what_answers_without_the_words_of_an_outcome_is_an_answer(letter: Letter, look: Look, body: str) -> None:
    assert "outcome.missing" not in codes(look(letter(body=body), "outcome"))


def test_history_is_no_answer_unless_it_was_asked_for(letter: Letter, look: Look) -> None:
    body = "Дорога построена в 1978 году. Она относится к четвёртой категории."
    assert "outcome.missing" in codes(look(letter(body=body), "outcome"))
    asked = f"Вы спросили, когда построена дорога. {body}"
    assert "outcome.missing" not in codes(look(letter(body=asked), "outcome"))


def test_an_outcome_told_in_the_opening_counts(letter: Letter, look: Look) -> None:
    opening = (
        "Рассмотрев Ваше обращение по вопросу ремонта дороги, поступившее в министерство строительства Сахалинской "
        "области, сообщаем, что дорогу отремонтировали 14 мая."
    )
    assert look(letter(opening=opening, body="Спасибо за обращение."), "outcome") == []


@pytest.mark.parametrize(
    "refusal",
    ["Выделить Вам участок мы не вправе.", "Министерство не может увеличить Вам выплату.", "Ремонт не планируется."],
)
def test_a_refusal_in_other_words_needs_a_reason_too(letter: Letter, look: Look, refusal: str) -> None:
    assert "outcome.no-reason" in codes(look(letter(body=f"{refusal} {PATIENT}"), "outcome"))


@pytest.mark.parametrize(
    "body",
    [
        "Отменить штраф министерство не может, это делает суд. Жалобу подают в районный суд.",
        "Обещать место заранее мы не можем. О решении сообщим 25 июня 2024 года.",
        "Раньше открыть бассейн нельзя, плитка сохнет. Его откроют 1 сентября 2024 года.",
    ],
)
def test_a_reason_in_plain_words_is_a_reason(letter: Letter, look: Look, body: str) -> None:
    assert "outcome.no-reason" not in codes(look(letter(body=body), "outcome"))
