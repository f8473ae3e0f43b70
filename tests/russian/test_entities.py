"""People, bodies and places are named whole, and nothing else is taken for them."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from letterkit.russian.entities import bodies, entities, persons

LETTER = """МИНИСТЕРСТВО СТРОИТЕЛЬСТВА
САХАЛИНСКОЙ ОБЛАСТИ

Ивановой М.П.
ул. Ленина, д. 10, кв. 5,
г. Южно-Сахалинск, 693000

Уважаемая Мария Петровна!

Ваше обращение о качестве отопления поступило в министерство строительства Сахалинской области 13.05.2024.
Проверять работу управляющих компаний может государственная жилищная инспекция Сахалинской области. Поэтому на основании
части 3 статьи 8 Федерального закона от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан Российской
Федерации» мы направили Ваше обращение в инспекцию.

Министр строительства
Сахалинской области                                        И.О. Фамильев

Петрова Анна Сергеевна,
отдел жилищной политики
"""

PEOPLE = [
    ("Ответ дан [Ивановой М.П.] вчера.", "initials after the surname"),
    ("Подписал [И.О. Фамильев].", "initials before the surname"),
    ("Подписал [И. О. Фамильев].", "initials apart"),
    ("Министр [А.В. Колеватых] ответил.", "a post is no surname"),
    ("глава Корсакова [И.О. Фамильев]", "a town is no surname"),
    ("[Киму А.]\nул. Мира", "one initial"),
    ("Исполнитель: [Петрова Анна Сергеевна], тел. 5", "surname, name, patronymic"),
    ("обращение [Марии Петровны Ивановой] рассмотрено", "name, patronymic, surname"),
    ("Уважаемая [Мария Петровна]!", "name and patronymic"),
    ("Уважаемый [Алексей]!", "a name in a salutation"),
    ("Уважаемый [Рустам Мамедов]!", "name and surname in a salutation"),
    ("Уважаемый [Ким Ен Сун]!", "a Korean name in a salutation"),
    ("письмо [Мамедова Али Рза оглы] получено", "a Turkic patronymic"),
    ("жалоба [Анны Петровой] рассмотрена", "name and surname that agree"),
    ("[ПЕТРОВА АННА СЕРГЕЕВНА]", "capitals"),
    ("письмо [Салтыкова-Щедрина Ивана Ильича]", "a double surname"),
]
NO_PEOPLE = [
    "дом на ул. А.П. Чехова",
    "школа имени Н.И. Пирогова",
    "Сахалинская область, Южно-Сахалинск",
    "Уважаемый заявитель!",
    "Уважаемые собственники!",
    "корпус А. Министерство ответит.",
    "Вера в успех. Любовь к городу. Роман о доме.",
    "Российская Федерация",
    "категория Б. Нарушений нет",
    "Кирпич привезён. Москвич доволен.",
    "",
]
BODIES = [
    "поступило в [министерство строительства Сахалинской области] 13.05.2024",
    "ответ [министерства строительства Сахалинской области] дан",
    "[Министерство строительства, архитектуры и жилищно-коммунального хозяйства Сахалинской области] сообщает",
    "[министерство строительства и архитектуры] сообщает",
    "направлено в [государственную жилищную инспекцию Сахалинской области]",
    "[Государственной жилищной инспекцией] проведена проверка",
    "[администрация города Южно-Сахалинска] рассмотрела",
    "в [администрации г. Южно-Сахалинска] ответили",
    "[прокуратура Сахалинской области] указала",
    "[управление физической культуры и спорта города] сообщает",
    "[управления физической культуры и спорта администрации города Южно-Сахалинска] нет",
    "[Фонд капитального ремонта многоквартирных домов Сахалинской области] отремонтирует",
    "[Федеральная служба по надзору в сфере защиты прав потребителей и благополучия человека] проверит",
    "[агентство по развитию человеческого капитала Сахалинской области] помогло",
    "[комиссия по делам несовершеннолетних и защите их прав] решила",
    "[межведомственная комиссия] признала дом аварийным",
    "решил [Южно-Сахалинский городской суд]",
    "в [УМВД России по Сахалинской области]",
    "постановления [Правительства РФ]",
    "договор с [ООО «Рога и копыта»] расторгнут",
    "на балансе [муниципального бюджетного учреждения «Спортивный центр»]",
    "[Роспотребнадзор] ответил",
    "мы направили обращение в [инспекцию]",
    "[Комитет по управлению имуществом города] продал дом",
    "[департамент архитектуры и градостроительства города Южно-Сахалинска] согласовал",
    "[отдел № 5] закрыт",
    "[министерство имущественных и земельных отношений Сахалинской области] передало",
    "[Государственная инспекция труда в Сахалинской области] проверит",
    "[отделение Социального фонда России по Сахалинской области] выплатит",
    "[Управление Федеральной службы регистрации, кадастра и картографии по Сахалинской области] ответило",
    "[администрацией муниципального образования «Холмский городской округ»] построено",
    "[ООО «УК «Наш дом»] устранит",
    "[отдел по работе с обращениями граждан] ответит",
    "приемная [министерства] открыта",
    "[служба по контролю за качеством лекарств] проверит",
]
NO_BODIES = [
    "управление многоквартирным домом",
    "договор управления многоквартирного дома",
    "переселение из аварийного жилищного фонда",
    "имущество в оперативном управлении",
    "срок службы здания",
    "в центре города",
    "управляющая организация обязана",
    "общее собрание собственников помещений",
    "совет многоквартирного дома",
    "закон «О министерстве строительства и администрации города»",
    "Федеральный закон «О Фонде содействия реформированию жилищного хозяйства»",
    "министр строительства",
    "",
]


@pytest.mark.parametrize(("marked", "why"), PEOPLE)
def test_people_are_found_by_the_shape_of_their_names(marked: str, why: str) -> None:
    text, expected = _unmark(marked)
    assert [(person.start, person.end, person.kind) for person in persons(text)] == [(*expected, "person")], why


@pytest.mark.parametrize("text", NO_PEOPLE)
def test_words_that_name_nobody_are_left(text: str) -> None:
    assert [person.text for person in persons(text)] == []


@pytest.mark.parametrize("marked", BODIES)
def test_a_body_is_named_with_all_its_words(marked: str) -> None:
    text, (start, end) = _unmark(marked)
    assert [body.text for body in bodies(text)] == [text[start:end]]


@pytest.mark.parametrize("text", NO_BODIES)
def test_activities_things_and_titles_of_acts_are_no_bodies(text: str) -> None:
    assert [body.text for body in bodies(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("министерство по Вашему обращению сообщает", "министерство"),
        ("инспекция проверки не проводила", "инспекция"),
        ("министерство обращение рассмотрело", "министерство"),
        ("администрация в 2024 году построила", "администрация"),
        ("прокуратура нарушений не нашла", "прокуратура"),
    ],
)
def test_words_after_a_body_that_are_not_its_name_stay_outside(text: str, expected: str) -> None:
    assert [body.text for body in bodies(text)] == [expected]


def test_two_bodies_joined_by_and_are_two() -> None:
    found = bodies("министерство строительства и администрация города ответили")
    assert [body.text for body in found] == ["министерство строительства", "администрация города"]


def test_the_model_adds_places_and_yields_to_the_rules() -> None:
    found = [(entity.kind, entity.text) for entity in entities(LETTER)]
    assert ("person", "Ивановой М.П.") in found
    assert ("person", "Мария Петровна") in found
    assert ("person", "И.О. Фамильев") in found
    assert ("person", "Петрова Анна Сергеевна") in found
    assert ("body", "министерство строительства Сахалинской области") in found
    assert ("body", "государственная жилищная инспекция Сахалинской области") in found
    assert ("place", "Южно-Сахалинск") in found
    assert not any("Уважаем" in text for _, text in found)


def test_titles_of_acts_name_nobody() -> None:
    title = "«О порядке рассмотрения обращений граждан Российской Федерации»"
    assert entities(f"На основании закона {title} решено.") == ()


def test_entities_stand_in_order_and_never_overlap() -> None:
    found = entities(LETTER)
    assert all(LETTER[entity.start : entity.end] == entity.text for entity in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_many_threads_may_ask_at_once() -> None:
    alone = entities(LETTER)
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(entities, [LETTER] * 8))
    assert together == [alone] * 8


def test_the_rules_alone_take_a_few_milliseconds_a_letter() -> None:
    persons(LETTER), bodies(LETTER)
    best = min(_seconds(LETTER) for _ in range(7))
    assert best < 0.01


def test_the_rules_do_not_load_the_model() -> None:
    code = "from letterkit.russian.entities import bodies, persons; persons('Иванова М.П.'); bodies('министерство')"
    assert _loaded_by(code).isdisjoint({"natasha", "slovnet", "navec", "numpy"})


def test_nothing_heavy_is_loaded_until_it_is_asked_for() -> None:
    rooms = "calendar clean dates entities numbers readability sentences words".split()
    code = "\n".join(f"import letterkit.russian.{room}" for room in rooms)
    heavy = {"natasha", "numpy", "pymorphy3", "razdel", "holidays", "ruamel.yaml", "pydantic"}
    assert _loaded_by(code).isdisjoint(heavy)


def _loaded_by(code: str) -> set[str]:
    report = f"{code}\nimport sys; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", report], check=True, capture_output=True, text=True).stdout.split()
    )


def _seconds(text: str) -> float:
    start = time.process_time()  # of this process alone, whatever else the machine does
    persons(text)
    bodies(text)
    return time.process_time() - start


def _unmark(marked: str) -> tuple[str, tuple[int, int]]:
    return marked.replace("[", "").replace("]", ""), (marked.index("["), marked.index("]") - 1)
