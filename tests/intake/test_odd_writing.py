"""Appeals as people really write them: answers over older mail, lists of all kinds, tables, places in small letters."""

import datetime

import pytest

from letterkit.intake import read_appeal
from letterkit.intake.quoted import without_quoted

THREAD = """От: Дьяконова Марфа <dyakonova@example.ru>
Тема: Re: ответ на обращение № О-2217/26

Вы ответили не на то. Когда мне выплатят возмещение за квартиру?
Дьяконова Марфа Ильинична

> 17 апреля 2026, Приёмная:
> Просим представить согласие на обработку данных.
> Исп. Кротова Л.Д., тел. 8 (4242) 00-00-31
"""


def test_what_a_quoted_message_asks_is_not_asked_by_who_answers_it() -> None:
    found = read_appeal(THREAD)
    assert found.card.appeal.questions == ("Когда мне выплатят возмещение за квартиру?",)
    assert found.card.appeal.repeat_of == ("О-2217/26",)
    assert "applicant.phone" not in found.found


def test_who_signs_above_a_quoted_reply_writes_though_it_greets_them() -> None:
    found = read_appeal(
        "Вы ответили про чужой дом. Прошу проверить наш.\n\nГурьянова Вера Павловна\nНевельск, ул. Победы, д. 3\n\n"
        "> 12.08.2026, Департамент:\n> Уважаемая Вера Павловна!\n> Ваше обращение рассмотрено.\n> Начальник Цой И.С.\n"
    )
    assert found.found["applicant.surname"].value == "Гурьянова"
    assert found.found["applicant.address"].value == "Невельск, ул. Победы, д. 3"


NARROW_SCAN = """\
          Министерство строительства
          Сахалинской области
          от Гурьяновой Веры Павлов-
          ны

     Проработала на маяке двад-
цать семь лет и стою в очереди
с 2003 года. Прошу включить му-
жа в состав семьи
для расчёта субсидии. Прошу
объяснить, какой нормой руко-
водствовались, когда его ис-
ключали.
"""


def test_lines_of_a_narrow_scan_are_one_paragraph() -> None:
    found = read_appeal(NARROW_SCAN)
    assert [" ".join(each.split()) for each in found.card.appeal.questions] == [
        "Прошу включить мужа в состав семьи для расчёта субсидии.",
        "Прошу объяснить, какой нормой руководствовались, когда его исключали.",
    ]
    assert found.found["applicant.patronymic"].value == "Павловна"
    assert found.card.appeal.addressed_to == "министерство строительства Сахалинской области"


def test_a_text_that_is_nothing_but_a_quotation_keeps_its_words_and_their_places() -> None:
    text = "> Здравствуйте!\n> Прошу починить крышу.\n> Осипова Анна\n"
    assert without_quoted(text) == "  Здравствуйте!\n  Прошу починить крышу.\n  Осипова Анна\n"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Требую: провести проверку моих писем; обязать контору починить козырёк. Жду.",
            ["провести проверку моих писем", "обязать контору починить козырёк"],
        ),
        (
            "6. Требования:\nI. Выполнить замер в квартире.\nII. Сообщить, какой график действует.\n7. Приложения: А.",
            ["Выполнить замер в квартире.", "Сообщить, какой график действует."],
        ),
        (
            "    Просим:\n    — осмотреть стену;\n    — утеплить её до осени.\n    Вода идёт уже год.\n",
            ["осмотреть стену", "утеплить её до осени."],
        ),
        ("Я писал про выкуп. И почему оценщика до сих пор не прислали", ["почему оценщика до сих пор не прислали"]),
        ("Ничего не прошу, ничего мне не надо. Спасибо за квартиру.", []),
    ],
)
def test_lists_end_where_they_end_and_questions_need_no_mark(text: str, asked: list[str]) -> None:
    assert [each.rstrip(";") for each in read_appeal(text).card.appeal.questions] == asked


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("1/III-26", datetime.date(2026, 3, 1)),
        ("16/XII–25", datetime.date(2025, 12, 16)),
        ("6 ноя 2025", datetime.date(2025, 11, 6)),
        ("Ноябрь, 16, 2025", datetime.date(2025, 11, 16)),
        ("Двадцать второе августа две тысячи двадцать шестого года.", datetime.date(2026, 8, 22)),
    ],
)
def test_dates_are_read_as_people_put_them(said: str, date: datetime.date) -> None:
    assert read_appeal(f"Прошу починить крышу дома.\n\nГурьянова Вера Павловна\n{said}").card.appeal.sent == date


def test_a_short_word_between_numbers_is_no_month() -> None:
    assert read_appeal("Прошу починить крышу.\n\nГурьянова Вера Павловна\n5 мал 30").card.appeal.sent is None


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("живу в селе Аргамач, ул. Полевая, 3", "село Аргамач, ул. Полевая, 3"),
        ("Невельск, проспект Мира 5б/2 кв 88", "Невельск, проспект Мира 5б/2 кв 88"),
        ("прописан в Поронайске на улице Восточной в доме 73", "Поронайск, улица Восточная, дом 73"),
        ("невельск ленина 45 кв 3", "невельск ленина 45 кв 3"),
        ("д. Берёзовка, дом 7", "д. Берёзовка, дом 7"),
        ("Томари, Новая улица, 12, кв. 4", "Томари, Новая улица, 12, кв. 4"),
        ("г. Томари, мкр. Южный, ул. Лесная, д.  4,  кв. 9", "г. Томари, мкр. Южный, ул. Лесная, д. 4, кв. 9"),
    ],
)
def test_addresses_are_read_as_people_put_them(said: str, address: str) -> None:
    text = f"Прошу починить крышу.\n\nГурьянова Вера Павловна, {said}\n"
    assert read_appeal(text).card.applicant.address == address


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("Мы живём в доме № 33 по ул. Лесной. Просим", "ул. Лесная, д. 33, кв. 17"),
        ("Мы живём в доме 33 по улице Лесной в селе Троицком. Просим", "село Троицкое, улица Лесная, д. 33, кв. 17"),
    ],
)
def test_an_address_in_a_sentence_is_put_as_on_an_envelope_with_the_flat_of_the_signer(told: str, address: str) -> None:
    found = read_appeal(f"{told} починить крышу.\n\nГурьянова Вера Павловна, кв. 17\nДьячков А. М., кв. 18\n")
    assert found.card.applicant.address == address


def test_a_table_of_signers_is_read_name_by_name() -> None:
    table = "".join(
        f"{number} | {name} | {10 + number} | (подпись)\n"
        for number, name in enumerate(("Дамбаева Туяна Баировна", "Пак Сун Ок", "Мельник Зоя Аркадьевна"), 1)
    )
    found = read_appeal(f"Министру строительства\n\nПросим осмотреть стену дома.\n\nПодписи:\n{table}")
    assert [each.value.surname for each in found.people] == ["Пак", "Мельник"]
    assert found.card.applicant.collective


SCANNED = """          Министерство строительства
          Республики Саха (Якутия)
     от Носковой Веры Геннадьевны,
     678325, Республика Саха (Якутия), Горный улус, с. Бердигестях, ул. Ленская, 14

                П р о ш у:
1. Провести проверку северо-
восточной стены и перепланиров-
ки.
2. Ответить письменно, по-
прежнему ли дом числится аварийным.
"""


def test_words_in_pieces_are_read_whole_and_found_where_they_stand() -> None:
    found = read_appeal(SCANNED)
    first, second = found.card.appeal.questions
    assert first == "Провести проверку северо-восточной стены и перепланировки."
    assert second == "Ответить письменно, по-прежнему ли дом числится аварийным."
    (start, end), _ = found.found["appeal.questions"].places
    assert found.text[start:end].endswith("перепланиров-\nки.")
    assert found.card.appeal.addressed_to == "министерство строительства Республики Саха (Якутия)"
    assert found.card.applicant.address == (
        "678325, Республика Саха (Якутия), Горный улус, с. Бердигестях, ул. Ленская, 14"
    )


@pytest.mark.parametrize("asked", ["Если нельзя, напишите, кто может.", "Если дров нет то пусть привезут уголь."])
def test_what_is_asked_on_a_condition_keeps_it(asked: str) -> None:
    assert read_appeal(f"Крыша течёт второй год, ведро стоит. {asked}").card.appeal.questions == (asked,)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Документы прошу принять у меня на дому.", "Документы прошу принять у меня на дому."),
        ("Соседу снизу просим выдать новый счётчик.", "Соседу снизу просим выдать новый счётчик."),
        ("Уезжая прошу починить крышу.", "прошу починить крышу."),
        ("İ прошу починить крышу.", "прошу починить крышу."),
    ],
)
def test_what_is_asked_for_belongs_to_the_request_before_its_verb_too(said: str, asked: str) -> None:
    assert read_appeal(f"Крыша течёт второй год. {said}").card.appeal.questions == (asked,)


def test_a_date_alone_under_the_fields_of_a_form_is_of_the_appeal() -> None:
    form = "Кто: Гурьянова Вера Павловна\nГде живу: г. Томари, ул. Лесная, д. 4\nПолучить ответ: по электронной почте\n"
    found = read_appeal(
        f"{form}22.03.2026\n\nКрыша дома течёт второй год с 5 мая 2024 года. Прошу её починить до зимы.\n"
    )
    assert found.card.appeal.sent == datetime.date(2026, 3, 22)
    assert found.delivery_wish == "email"


@pytest.mark.parametrize(
    "said", ["Дата рождения: 11.07.1949", "Дата рождения\n01.02.1950", "Паспорт выдан\n01.02.2010"]
)
def test_a_date_of_the_life_of_who_writes_is_not_of_the_appeal(said: str) -> None:
    fields = f"Заявитель: Гурьянова Вера Павловна\n{said}\nАдрес: г. Томари, ул. Лесная, д. 4\n"
    found = read_appeal(f"{fields}\nКрыша дома течёт второй год, вода бежит по стенам. Прошу её починить до зимы.\n")
    assert found.card.appeal.sent is None


def test_who_signs_too_may_be_told_in_a_sentence() -> None:
    found = read_appeal(
        "Главе города Томари\n\nДетскую площадку снесли в мае. Когда поставят новую?\n\n"
        "Подписали кто был дома: Гейкер Надежда Сергеевна (кв. 42, тел. 8 900 000-27-14), потом муж её Гейкер Олег "
        "Юрьевич, за ними дед Куприянов Иннокентий Захарович и ещё Минаева И. П.\n15 марта 2026\n"
    )
    assert found.card.applicant.person.name == "Надежда"
    assert [each.value.surname for each in found.people] == ["Гейкер", "Куприянов", "Минаева"]
    assert found.card.applicant.collective
