"""The frame of letters that many bodies write: whose blank, to whom, about what, who signs, one story throughout."""

import pytest

from .conftest import Letter, Look

PLACE = "\nул. Ленина, д. 10, кв. 5,\nг. Южно-Сахалинск, 693000"
DATA = "\n\nул. Мира, д. 1, г. Озёрный, 162300\nтел. (81755) 0-00-00, pismo@example.ru"
BOTH = "Ивановой Марии Петровне,\nИванову Павлу Ильичу" + PLACE
TERM = "Дорогу отремонтируют до 1 октября 2024 года."


@pytest.mark.parametrize(
    "head",
    [
        "ЦЕНТР ЗАНЯТОСТИ НАСЕЛЕНИЯ\nГОРОДА ОЗЁРНОГО",
        "ГЛАВА ГОРОДА ОЗЁРНОГО",
        "ОЗЁРСКИЙ РАЙОННЫЙ СУД",
        "ГОСАВТОИНСПЕКЦИЯ\nОЗЁРНОГО РАЙОНА",
        "МУНИЦИПАЛЬНОЕ УНИТАРНОЕ ПРЕДПРИЯТИЕ\n«ВОДОКАНАЛ»",
        "Городская поликлиника № 3",
    ],
)
def test_whoever_writes_has_a_blank(letter: Letter, look: Look, head: str) -> None:
    assert "letterhead.missing" not in [each.code for each in look(letter(letterhead=head + DATA), "letterhead")]


def test_an_address_alone_is_no_blank(letter: Letter, look: Look) -> None:
    head = "ул. Мира, д. 1, г. Озёрный, 162300\nтел. (81755) 0-00-00"
    assert "letterhead.missing" in [each.code for each in look(letter(letterhead=head), "letterhead")]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("ГЛАВА ГОРОДА ОЗЁРНОГО", []),
        ("ПЕРВЫЙ ЗАМЕСТИТЕЛЬ ГЛАВЫ\nГОРОДА ОЗЁРНОГО", []),
        ("МИНИСТЕРСТВО КУЛЬТУРЫ", ["signature.no-post"]),
        ("УПРАВЛЯЮЩАЯ КОМПАНИЯ «ДОМ»", ["signature.no-post"]),
    ],
)
def test_an_officials_own_blank_names_the_post_itself(letter: Letter, look: Look, head: str, found: list[str]) -> None:
    text = letter(letterhead=head + DATA, signature=" " * 60 + "Б.В. Чайка")
    assert [each.code for each in look(text, "signature")] == found


@pytest.mark.parametrize("name", ["Токарь Анатолий Петрович", "Мороз Надежда Ильинична", "Заяц Никита Андреевич"])
def test_a_surname_that_is_a_noun_names_the_executor(letter: Letter, look: Look, name: str) -> None:
    assert look(letter(executor=f"{name}, (4242) 00-00-00"), "executor") == []


@pytest.mark.parametrize(
    "greeting",
    ["Уважаемая Тхи Лан!", "Уважаемый Тхи Лан!", "Уважаемая Ким Ен Сук!", "Уважаемая [Имя Отчество]!"],
)
def test_names_that_tell_no_gender_and_blanks_are_left_alone(letter: Letter, look: Look, greeting: str) -> None:
    seen = {each.code for each in look(letter(salutation=greeting), "salutation")}
    assert not seen & {"salutation.gender", "salutation.surname", "salutation.mixed-name"}


@pytest.mark.parametrize(
    ("addressee", "greeting"),
    [
        ("Лю Цзяньпину", "Уважаемый Цзяньпин!"),
        ("Мухаммад Али Хану", "Уважаемый Мухаммад Али!"),
        ("Хвану Герману Те Доновичу", "Уважаемый Герман Те Донович!"),
        ("Нгуен Тхи Хоа", "Уважаемая госпожа Нгуен!"),
        ("Ле Ван Туану", "Уважаемый Ван Туан!"),
    ],
)
def test_given_names_of_other_peoples_are_no_surnames(
    letter: Letter, look: Look, addressee: str, greeting: str
) -> None:
    assert look(letter(addressee=addressee + PLACE, salutation=greeting), "salutation") == []


@pytest.mark.parametrize(
    ("greeting", "found"),
    [
        ("Уважаемая Мария Петровна!", ["salutation.several", "address-form.capital"]),
        ("Уважаемые Мария Петровна и Павел Ильич!", ["address-form.capital"]),
    ],
)
def test_two_applicants_are_both_greeted(letter: Letter, look: Look, greeting: str, found: list[str]) -> None:
    text = letter(addressee=BOTH, salutation=greeting)
    assert [each.code for each in look(text, "salutation", "address-form")] == found


def test_a_copy_makes_no_second_applicant(letter: Letter, look: Look) -> None:
    text = letter(addressee=f"Ивановой М.П.{PLACE}\nКопия: Павлову И.С.")
    assert look(text, "salutation", "address-form") == []


@pytest.mark.parametrize(
    ("addressee", "greeting", "found"),
    [
        ("Ивановой Марии Петровне", "Уважаемая Мария Павловна!", True),
        ("Сухих Александре Павловне", "Уважаемый Александр Павлович!", True),
        ("Ивановой Анне Петровне", "Уважаемая Алла Петровна!", True),
        ("Ивановой Дарье Ильиничне", "Уважаемая Дарья Ильинична!", False),
        ("Чайке Павлу Львовичу", "Уважаемый Павел Львович!", False),
        ("Чайке Петру Львовичу", "Уважаемый Пётр Львович!", False),
    ],
)
def test_full_names_are_compared_whole(letter: Letter, look: Look, addressee: str, greeting: str, found: bool) -> None:
    seen = [each.code for each in look(letter(addressee=addressee + PLACE, salutation=greeting), "addressee")]
    assert seen == ["addressee.salutation-differs"] * found


@pytest.mark.parametrize(
    "opening",
    [
        "Вы предложили открыть библиотеку по воскресеньям. Обращение рассмотрело управление культуры.",
        "На Ваше обращение в Отделение Фонда пенсионного и социального страхования Российской Федерации по Заречному "
        "краю о прибавке к пенсии сообщаем следующее.",
        "Ваша заявка № 4471 о холодных батареях рассмотрена управляющей компанией.",
        "Комитет рассмотрел Ваше предложение установить для школьников половину цены проезда.",
        "Мы изучили Ваш отзыв о работе регистратуры.",
        "Рассмотрели Вашу заявку на дрова.",
    ],
)
def test_the_question_may_be_told_in_any_words(letter: Letter, look: Look, opening: str) -> None:
    seen = {each.code for each in look(letter(opening=opening), "opening")}
    assert not seen & {"opening.no-question", "opening.no-appeal"}


@pytest.mark.parametrize(
    "opening",
    [
        "Ваше обращение рассмотрено.",
        "Ваше обращение, поступившее через платформу обратной связи, внимательно рассмотрено.",
        "На Ваше письмо от 14.05.2024 № И-345 министерство строительства Сахалинской области сообщает следующее.",
        "Ваше обращение рассмотрено. Площадку перед школой уберут до 1 мая.",
    ],
)
def test_formulas_alone_name_no_question(letter: Letter, look: Look, opening: str) -> None:
    assert "opening.no-question" in {each.code for each in look(letter(opening=opening), "opening")}


@pytest.mark.parametrize(
    ("opening", "found"),
    [
        ("Ваша заявка № 4471 о холодных батареях рассмотрена.", False),
        ("На Ваше сообщение № 118402 о снеге отвечаем.", False),
        ("Вы обратились к нам 28 апреля с просьбой вернуть колонку.", False),
        ("Ваша заявка о холодных батареях рассмотрена.", True),
    ],
)
def test_a_number_or_a_day_ties_the_reply_to_the_appeal(letter: Letter, look: Look, opening: str, found: bool) -> None:
    seen = [each.code for each in look(letter(reference=None, opening=opening), "reference")]
    assert seen == ["reference.missing"] * found


def test_a_date_that_a_template_left_hides_no_number(letter: Letter, look: Look) -> None:
    assert look(letter(dated="ХХ.ХХ.2024 № 04/1118"), "reference") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("За июль – 1 200 рублей, за август – 1 350 рублей, всего 2 650 рублей.", True),
        ("За июль – 1 200 рублей, за август – 1 350 рублей, всего 2 550 рублей.", False),
        ("Ремонт стоит 3,2 млн рублей: 2 млн рублей даёт край, 1,2 млн рублей – город.", False),
        ("Дали 9 000 рублей, из них 1 000 рублей на краску и 500 рублей на кисти, всего 2 000 рублей в год.", False),
    ],
)
def test_sums_add_up(letter: Letter, look: Look, body: str, found: bool) -> None:
    seen = [each.code for each in look(letter(body=f"{TERM} {body}"), "consistency")]
    assert seen == ["consistency.sum"] * found


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("Приложение: смета на 6 л. в 1 экз.", ["attachment.incomplete"]),
        ("Приложение: 1. Смета на 6 л. в 1 экз.\n2. Акт осмотра на 2 л. в 1 экз.", []),
        ("Приложение: на 8 л. в 1 экз.", []),
        ("Приложение: 1. Смета.\n2. Акт осмотра.", ["attachment.form"]),
    ],
)
def test_the_mark_names_what_the_text_attaches(letter: Letter, look: Look, mark: str, found: list[str]) -> None:
    text = letter(body=f"{TERM} Смету и копию акта осмотра прилагаем.\n\n{mark}")
    assert [each.code for each in look(text, "attachment")] == found
