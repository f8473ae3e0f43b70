"""Readability follows the published formulas and tells plain text from officialese."""

import pytest

from letterkit.russian.readability import countable, measure

TALE = (
    "Посадил дед репку. Выросла репка большая-пребольшая. Стал дед репку из земли тащить. Тянет-потянет, вытянуть"
    " не может. Позвал дед бабку. Бабка за дедку, дедка за репку. Тянут-потянут, вытянуть не могут."
)
NOVEL = (
    "Несколько лет тому назад в одном из своих поместий жил старинный русский барин. Его богатство, знатный род и"
    " связи давали ему большой вес в губерниях, где находилось его имение. Соседи рады были угождать малейшим его"
    " прихотям; губернские чиновники трепетали при его имени; он принимал знаки подобострастия как надлежащую "
    "дань."
)
PLAIN = (
    "Построить сад возможно: участок выделен, проект готов. Точного срока пока нет, потому что деньги на стройку "
    "в бюджете не заложены. Министерство подало заявку. Решение примут в декабре, после этого мы сообщим Вам "
    "результат."
)
OFFICIALESE = (
    "В целях осуществления контроля за деятельностью управляющей организации проводится работа по организации "
    "проведения обследования общего имущества. В случае выявления нарушений будут приняты меры в соответствии с "
    "действующим законодательством в установленном порядке и в кратчайшие сроки."
)
LEGALESE = (
    "Предоставление государственной поддержки осуществляется в соответствии с законодательством Российской "
    "Федерации при условии соблюдения органами государственной власти субъектов Российской Федерации "
    "установленных требований, предусматривающих обязательное софинансирование мероприятий по переселению граждан"
    " из аварийного жилищного фонда, признанного таковым в установленном порядке."
)


def test_the_counts_are_those_of_a_person_with_a_pencil() -> None:
    found = measure("Мама мыла раму. Она очень устала, но была довольна!")
    assert (found.words, found.sentences, found.syllables) == (9, 2, 19)
    assert (found.mean_sentence, found.longest_sentence) == (4.5, 6)
    assert found.letters == 40
    assert found.complex_words == 0


def test_the_indexes_are_the_published_formulas() -> None:
    found = measure("Мама мыла раму. Она очень устала, но была довольна!")
    assert found.flesch_oborneva == pytest.approx(206.835 - 1.3 * 4.5 - 60.1 * 19 / 9, abs=0.005)
    assert found.fk_plainrussian == pytest.approx(0.318 * 4.5 + 14.2 * 19 / 9 - 30.5, abs=0.005)


def test_capital_vowels_count_as_vowels() -> None:
    assert measure("ОНА ОЧЕНЬ УСТАЛА.").syllables == measure("Она очень устала.").syllables == 7


def test_the_order_of_difficulty_is_the_order_of_schooling() -> None:
    grades = [measure(text).grade for text in (TALE, PLAIN, NOVEL, OFFICIALESE)]
    assert grades == sorted(grades)
    assert grades[0] < 4
    assert 3 < grades[1] < 9
    assert 6 < grades[2] < 12
    assert grades[3] > 14


def test_grades_stay_between_the_first_class_and_the_last_course() -> None:
    assert measure("Кот спит. Он сыт.").grade == 1
    assert measure(LEGALESE).grade == 17


def test_officialese_is_measured_as_hard_by_both_indexes() -> None:
    plain, hard = measure(PLAIN), measure(LEGALESE)
    assert plain.flesch_oborneva > 20 > 0 > hard.flesch_oborneva
    assert plain.fk_plainrussian < 12 < 25 < hard.fk_plainrussian


def test_shortened_words_end_no_sentence() -> None:
    found = measure("Дом на ул. Ленина и т.д. стоит в 2024 г. пустым.")
    assert found.sentences == 1


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Закон «О порядке рассмотрения обращений граждан Российской Федерации» действует.", "Закон  действует."),
        ("Портал «Госуслуги» работает.", "Портал  работает."),
        ("Ответ дан Ивановой М.П. вчера.", "Ответ дан  вчера."),
        ("Дом по адресу: г. Южно-Сахалинск, ул. Ленина, д. 10, кв. 5 снесён.", "Дом по адресу:  снесён."),
        ("ми\u00adни\u00adстерство cообщает", "министерство сообщает"),
    ],
)
def test_titles_names_and_addresses_are_not_counted(text: str, left: str) -> None:
    assert countable(text) == left


def test_speech_in_quotation_marks_is_counted() -> None:
    speech = "Отец спросил: «Кто съел сливу?» Все сказали: «Мы не ели»."
    assert measure(speech).words == 10


def test_numbers_and_addresses_of_the_network_are_not_words() -> None:
    assert measure("Пишите на a.petrova@sakhalin.gov.ru до 12.05.2024 по 59-ФЗ.").words == 4


@pytest.mark.parametrize("empty", ["", "  \n", "12.05.2024", "…"])
def test_a_text_without_words_measures_nothing(empty: str) -> None:
    found = measure(empty)
    assert (found.words, found.sentences, found.longest_sentence, found.grade) == (0, 0, 0, 0.0)


def test_lines_broken_to_fit_a_width_change_little() -> None:
    words = NOVEL.split(" ")
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    broken = "\n".join([*lines, line])
    assert measure(broken) == measure(NOVEL)
