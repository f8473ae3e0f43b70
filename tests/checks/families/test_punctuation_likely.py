"""Marks that are only likely lost or needless: advice looks further than the rules that are sure."""

import pytest

from .conftest import Letter, Look, Mended


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("stop-doubtful", "Ямы засыпали щебнем, Глубина отдельных ям была 10 сантиметров.", "щебнем. Глубина"),
        ("stop-doubtful", "Гарантия действует пять лет, Сведения о ней есть на сайте.", "лет. Сведения"),
        ("stop-doubtful", "Справку выдают в отделе выплат, Согласно закону она бесплатна.", "выплат. Согласно"),
        ("stop-doubtful", "Двор убрали в мае, Администрация посадила цветы.", "мае. Администрация"),
        ("row-doubtful", "Город должен утеплить трубы отремонтировать крышу, заменить лифт.", "трубы, отремонтировать"),
        ("row-doubtful", "Нашли такие дефекты: трещины стен поломка перил и сырость.", "стен, поломка"),
        ("row-doubtful", "Проект готовят вместе с врачами учителями и садоводами.", "врачами, учителями"),
        ("colon-doubtful", "Нужно пройти четыре этапа включить двор в план, найти деньги.", "этапа: включить"),
        ("colon-doubtful", "Подрядчик сделает главное, а именно засыплет ямы, прочистит трубу.", "именно: засыплет"),
        ("colon-doubtful", "Заявление подают любым способом через портал, по почте.", "способом: через"),
        ("colon-doubtful", "Стаж подтверждают следующими документами копией книжки, справкой.", "документами: копией"),
        ("verb-comma-doubtful", "С мая приём детей, ведут три врача, запись идёт.", "детей ведут"),
        ("colon-doubtful", "Машина стоит в удобных местах, а именно у школы, магазина и почты.", "именно: у"),
        ("verb-comma-doubtful", "Главному инженеру, поручено проверить подвал.", "инженеру поручено"),
        ("lead-doubtful", "О сроках набора, центр сообщит в мае, ждите письма.", "набора центр"),
    ],
)  # fmt: skip
def test_a_likely_fault_is_advised_on_with_its_mend(
    letter: Letter, look: Look, mended: Mended, code: str, wrong: str, right: str
) -> None:
    text = letter(body=wrong)
    (finding,) = look(text, "punctuation")
    assert f"punctuation.{code}" == finding.code
    assert any(right in whole for whole in mended(text, finding))


@pytest.mark.parametrize(
    "right",
    [
        "Праздник прошёл в посёлке Рассвет, его открыл Дом культуры.",
        "Двор убрали в мае, Вам позвонит мастер.",
        "На улицах Садовая и Полевая заменили трубы, фонари.",
        "Министерство просит владельца отремонтировать крышу, заменить лифт.",
        "Жильцы имеют право собрать подписи, заказать смету.",
        "Мы проверяем стройку каждый месяц, последняя проверка была в июне.",
        "Рабочие трубы и краны заменили, а насос оставили.",
        "Есть два способа получить справку и выписку.",
        "В трёх случаях жильцы, комиссия и подрядчик спорили.",
        "В ответ на вопрос о том, кто чинил подъезд, сообщаем: подъезд чинил город.",
        "На улице мороз, идёт снег.",
        "Деньги, сообщает банк, перечислены.",
        "К сожалению, ремонт задержан.",
        "Для детей, инвалидов и ветеранов проезд бесплатный.",
        "Работы закончит подрядчик (указать название). они начнутся в мае.",
        "Подрядчик сделает следующее:\n–вывезет мусор;\n– покрасит забор;\n– заменит лавки.",
    ],
)
def test_what_only_looks_like_it_is_left_alone(letter: Letter, look: Look, right: str) -> None:
    assert look(letter(body=right), "punctuation") == []


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ("Порог высок (для дорог города – 6 сантиметров. Съезд исправят.", "(для дорог города – 6 сантиметров"),
        ("Съезд исправят. Список врачей с часами приёма) висит у входа.", "Список врачей с часами приёма)"),
    ],
)
def test_a_lone_bracket_is_shown_with_the_words_among_which_its_pair_is_lost(
    letter: Letter, look: Look, wrong: str, found: str
) -> None:
    (finding,) = [each for each in look(letter(body=wrong), "punctuation") if each.code == "punctuation.unpaired"]
    assert found == finding.excerpt


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Проезд бесплатный, размер доплаты–300 рублей.", "доплаты – 300"),
        ("Срок аренды –20 дней.", "аренды – 20"),
        ("Подрядчик «Новый берег»-обязан исправить дорогу.", "берег» – обязан"),
        ("Другой путь–открыть своё дело.", "путь – открыть"),
    ],
)
def test_a_dash_glued_to_its_neighbour_is_set_apart(
    letter: Letter, look: Look, mended: Mended, wrong: str, right: str
) -> None:
    text = letter(body=wrong)
    (finding,) = look(text, "typography")
    assert any(right in whole for whole in mended(text, finding))


@pytest.mark.parametrize(
    "right",
    ["Акция «Осень-2025» прошла в школе.", "Ночью было –18 градусов.", "Ремонт идёт май–июнь, нужны два–три дня."],
)
def test_a_hyphen_or_a_minus_that_is_right_stays(letter: Letter, look: Look, right: str) -> None:
    assert look(letter(body=right), "typography") == []
