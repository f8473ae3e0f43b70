"""Right letters that look like wrong ones, and wrong ones that look right: titles, openings, marks, references."""

import pytest

from letterkit.core.finding import Level

from .conftest import Letter, Look


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Об уличном освещении", "Вопрос решить нельзя."),
        ("О заборе у школы", "Ограждение поставили. Его покрасили в мае. Ворота закрывают на ночь."),
        ("О квартплате", "Плату пересчитали. Деньги вернут. Ошибку исправили."),
    ],
)
def test_a_title_may_name_the_matter_in_other_words(letter: Letter, look: Look, title: str, body: str) -> None:
    assert "title.another-subject" not in [each.code for each in look(letter(title=title, body=body), "title")]


def test_the_title_of_another_letter_is_told(letter: Letter, look: Look) -> None:
    body = "Счётчик заменили. Плату пересчитали. Деньги вернули."
    found = look(letter(title="О содержании собак", body=body), "title")
    assert "title.another-subject" in [each.code for each in found]


@pytest.mark.parametrize(
    "opening",
    [
        "На Ваше обращение, поступившее в министерство 5 мая 2024 года по вопросу ремонта крыши сообщаем следующее.",
        "В связи с Вашим обращением в министерство, в котором Вы просите починить крышу сообщаем.",
    ],
)
def test_a_clause_opened_by_a_comma_is_closed(letter: Letter, look: Look, opening: str) -> None:
    found = [each for each in look(letter(opening=opening), "opening") if each.code == "opening.clause-comma"]
    assert len(found) == 1
    assert all(", сообщаем" in mend for mend in found[0].suggestions)


@pytest.mark.parametrize(
    "opening",
    [
        "На Ваше обращение, поступившее в министерство 5 мая 2024 года, о ремонте крыши сообщаем следующее.",
        "На Ваше обращение о ремонте крыши сообщаем следующее.",
        "По Вашему обращению о ремонте крыши, подвала и чердака сообщаем следующее.",
    ],
)
def test_a_clause_that_is_closed_passes(letter: Letter, look: Look, opening: str) -> None:
    assert "opening.clause-comma" not in [each.code for each in look(letter(opening=opening), "opening")]


def test_a_bare_number_and_date_are_a_reference_without_its_words(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(reference="И-345 от 14.05.2024"), "reference")
    assert (finding.code, finding.suggestions) == ("reference.not-linked", ("На № И-345 от 14.05.2024",))


@pytest.mark.parametrize("rest", [{}, {"signature": None, "executor": None}])
def test_a_closing_formula_is_advice(letter: Letter, look: Look, rest: dict[str, None]) -> None:
    (finding,) = look(letter(closing=None, **rest), "closing")
    assert (finding.code, finding.level) == ("closing.missing", Level.ADVICE)


@pytest.mark.parametrize(
    "body",
    [
        "Подготовка котельных к зиме продолжается.",
        "Проверка дома продолжается, акт составят до 1 октября 2024 года.",
        "Окончательный ответ даст комиссия по жилищным вопросам.",
    ],
)
def test_work_that_goes_on_is_no_interim_reply(letter: Letter, look: Look, body: str) -> None:
    assert "typical.interim-no-date" not in [each.code for each in look(letter(body=body), "typical")]


def test_a_promise_beside_what_is_done_is_advised_of_its_date(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(body="Трубу уже проложили. Газ к Вашему дому подведут."), "outcome")
    assert (finding.code, finding.level) == ("outcome.no-date", Level.ADVICE)


def test_next_year_or_later_is_no_term(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(body="Ваш вопрос решат в следующем году или позднее."), "outcome")
    assert finding.code == "outcome.no-date"


@pytest.mark.parametrize(
    "name",
    [
        "Месхи М.П.",
        "Эль-Мехди М.П.",
        "Представителю Иванова И.И.\nПетровой М.П.",
        "Ивановой М.П.\nул. Академика Королёва С.П., д. 5",
        "ИП Иванов И.И.\nИвановой М.П.",
    ],
)
def test_right_addressees_with_another_name_beside_pass(letter: Letter, look: Look, name: str) -> None:
    found = look(letter(addressee=f"{name}\nул. Ленина, д. 10,\nг. Южно-Сахалинск, 693000"), "addressee")
    assert "addressee.not-dative" not in [each.code for each in found]


@pytest.mark.parametrize("name", ["Шевченке М.П.", "Ткаченке М.П."])
def test_surnames_in_enko_are_not_declined(letter: Letter, look: Look, name: str) -> None:
    found = look(letter(addressee=f"{name}\nул. Ленина, д. 10,\nг. Южно-Сахалинск, 693000"), "addressee")
    assert "addressee.declined-in-vain" in [each.code for each in found]


def test_the_reader_as_a_stranger_beside_vy_is_told(letter: Letter, look: Look) -> None:
    body = "Если Вы придёте в среду, заявителю выдадут справку."
    assert "address-form.third-person" in [each.code for each in look(letter(body=body), "address-form")]


def test_the_norm_is_missed_where_the_decision_is(letter: Letter, look: Look) -> None:
    text = letter(body="Из письма не ясно, в чём состоит Ваша просьба. По этой причине ответить на него нельзя.")
    (finding,) = [each for each in look(text, "typical") if each.code == "typical.no-norm"]
    assert text[finding.start : finding.end].startswith("По этой причине")


@pytest.mark.parametrize(
    "body",
    [
        "Текст договора не читается на копии, пришлите её ещё раз. Крышу починят до 1 июня 2024 года.",
        "Мы не поняли, чего не хватает в смете, и запросили её. Крышу починят до 1 июня 2024 года.",
        "Из сметы непонятно, что именно сделал подрядчик. Крышу починят до 1 июня 2024 года.",
    ],
)
def test_what_is_not_understood_elsewhere_makes_no_standard_reply(letter: Letter, look: Look, body: str) -> None:
    assert look(letter(body=body), "typical") == []


def test_the_reader_in_the_part_of_an_applicant_passes(letter: Letter, look: Look) -> None:
    body = "По правилам Вам как заявителю выдают расписку."
    assert "address-form.third-person" not in [each.code for each in look(letter(body=body), "address-form")]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Плату пересчитали согласно пункту 3.2 правил.", "law.rules-unnamed"),
        ("Соседа оштрафовали по статье 12 Закона об административных правонарушениях.", "law.by-matter"),
        (
            "Мы отвечаем по Федеральному закону от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан».",
            "law.title-cut",
        ),
    ],
)
def test_a_place_of_an_act_that_nobody_can_find_is_told(letter: Letter, look: Look, body: str, code: str) -> None:
    assert code in [each.code for each in look(letter(body=body), "law")]


@pytest.mark.parametrize(
    "body",
    [
        "Плату начислили по пункту 42 Правил предоставления коммунальных услуг. Пункт 43 правил говорит о перерасчёте.",
        "По пункту 3 правил благоустройства, которые утвердила дума, траву косят.",
        "Статья 3 закона о бюджете района даёт деньги.",
        "Соседа оштрафовали по статье 20 Кодекса Российской Федерации об административных правонарушениях.",
    ],
)
def test_places_of_acts_that_are_named_pass(letter: Letter, look: Look, body: str) -> None:
    found = {each.code for each in look(letter(body=body), "law")}
    assert not found & {"law.rules-unnamed", "law.by-matter", "law.title-cut"}
