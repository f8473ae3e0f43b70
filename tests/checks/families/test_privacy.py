"""Data of other people in a reply."""

import pytest

from letterkit.core.finding import Finding, Level

from .conftest import Letter, Look

TERM = "Дорогу отремонтируют до 1 октября 2024 года."


def loud(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(each.code, each.excerpt) for each in findings if each.level is not Level.ADVICE]


def test_a_clean_letter_has_nothing(letter: Letter, look: Look) -> None:
    assert look(letter(), "privacy") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Ваш сосед Сидоров Иван Петрович просил о том же.", [("privacy.person", "Сидоров Иван Петрович")]),
        ("Жалоба гражданина Сидорова И.П. рассмотрена.", [("privacy.person", "Сидорова И.П.")]),
        ("Паспорт 6401 123456 проверен.", [("privacy.document", "6401 123456")]),
        ("Найден СНИЛС 112-233-445 95.", [("privacy.document", "112-233-445 95")]),
        ("Деньги перечислены на счёт 40817810099910004312.", [("privacy.document", "40817810099910004312")]),
        ("В списке есть собственник, 12.05.1980 г.р.", [("privacy.birth-date", "12.05.1980")]),
        ("Соседа можно найти по номеру 8-914-123-45-67.", [("privacy.phone", "8-914-123-45-67")]),
        ("Собственник кв. 12 заменил шланг.", [("privacy.other-flat", "кв. 12")]),
        ("Драку начал ученик Миша Зуев.", [("privacy.person", "Миша Зуев")]),
        ("Ученика Сашу Волкова перевели.", [("privacy.person", "Сашу Волкова")]),
        ("Долг оставила хозяйка Сомова Раиса Львовна.", [("privacy.person", "Сомова Раиса Львовна")]),
        ("Шумит сосед Кротов.", [("privacy.surname", "Кротов")]),
        ("Гражданка Рябова живёт рядом.", [("privacy.surname", "Рябова")]),
        ("Шумит жилец снизу, диагноз – шизофрения.", [("privacy.health", "диагноз – шизофрения")]),
        ("Сосед снизу болен туберкулёзом.", [("privacy.health", "болен туберкулёзом")]),
        ("Шумит сосед. Он состоит на учёте у нарколога.", [("privacy.health", "на учёте у нарколога")]),
        (
            "Собаку держит гражданин, проживающий по адресу: ул. Речная, д. 8.",
            [("privacy.other-address", "ул. Речная, д. 8")],
        ),
        ("Участковый поговорил с соседом Сидоровым И.П.", [("privacy.person", "Сидоровым И.П.")]),
    ],
)
def test_data_of_others_are_found(letter: Letter, look: Look, body: str, found: list[tuple[str, str]]) -> None:
    assert loud(look(letter(body=f"{TERM} {body}"), "privacy")) == found


@pytest.mark.parametrize(
    "body",
    [
        "Работы принял инспектор Сидоров Иван Петрович.",
        "Позвоните Соловьёву Игорю Ринатовичу, тел. (42447) 0-00-00.",
        "Обратитесь к начальнику отдела Сидорову И.П. в кабинет 5.",
        "Дом стоит на улице имени Гагарина Ю.А., рядом с парком.",
        "Собственнику Ивановой М.П. квартиру предоставят до конца года.",
        "Подробнее расскажет Петрова Анна Сергеевна.",
        "Ваша квартира № 5 войдёт в программу, площадь 42,6 кв. м.",
        "Возьмите с собой паспорт и СНИЛС.",
        "Дело № 2-418/2024 рассмотрит суд, телефон 8-800-000-00-00.",
        "Приём ведёт Анна Сергеевна по вторникам.",
        "Участковая медсестра Котова Лилия Марковна придёт 22 мая.",
        "Памятник Алексею Леонову перенесут в сквер.",
        "Гражданка Иванова получила письмо.",
        "Инвалидам II группы положена скидка, диагноз указывать не нужно.",
        "Ваша дочь – инвалид II группы, поэтому скидку дадут с июня.",
        "Соседи просят тишины ночью, жители довольны.",
    ],
)
def test_officials_streets_and_the_applicants_own_data_are_left_alone(letter: Letter, look: Look, body: str) -> None:
    assert loud(look(letter(body=f"{TERM} {body}"), "privacy")) == []


def test_a_stranger_without_a_word_about_him_is_advice(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(body=f"{TERM} В работе участвовал Сидоров Иван Петрович."), "privacy")
    assert (finding.excerpt, finding.level) == ("Сидоров Иван Петрович", Level.ADVICE)


@pytest.mark.parametrize(
    "named", ["заявителя: Кузнецовой И.П.", "заявительницы (Кузнецовой И.П.)", "заявителя Кузнецовой И.П."]
)
def test_a_letter_that_greets_nobody_names_its_reader(letter: Letter, look: Look, named: str) -> None:
    opening = f"Министерство строительства Сахалинской области рассмотрело обращение {named} о ремонте дороги."
    assert look(letter(addressee=None, salutation=None, opening=opening), "privacy", "address-form") == []
