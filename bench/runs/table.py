"""The table of a batch, with as many rows as asked for: redirections, no two of one appeal or of one person."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from letterkit.compose.catalogue import ReplyText
from letterkit.core import clock
from letterkit.core.case import CaseCard, Executor
from letterkit.core.people import Person
from letterkit.tables import read_sheet

REPLY = "redirect"
HEAD = (
    "Номер обращения",
    "Дата регистрации",
    "Как поступило",
    "О чём обращение",
    "Фамилия",
    "Имя",
    "Отчество",
    "Почтовый адрес",
    "Куда направлено",
    "Почему туда",
)
_RECEIVER = "государственная жилищная инспекция Сахалинской области"
_WHY = "Работу управляющих компаний проверяет государственная жилищная инспекция"
_REGISTERED_DAYS_AGO = 3
_SUBJECTS = ("уборка подъездов дома", "ремонт лифта в доме", "отключение отопления в доме", "протечка крыши дома")
_STREETS = (("Речная", "Речной"), ("Южная", "Южной"), ("Школьная", "Школьной"), ("Мира", "Мира"), ("Лесная", "Лесной"))
_TOWNS = ("г. Оха, 694490", "г. Долинск, 694051", "г. Южно-Сахалинск, 693000", "г. Анива, 694030", "г. Холмск, 694620")
_PEOPLE = (
    (("Зайцева", "Чернова", "Маслова", "Орлова", "Белова", "Соколова", "Новикова"), ("Нина", "Вера", "Ольга"), "вна"),
    (("Орехов", "Маслов", "Зайцев", "Чернов", "Соколов", "Новиков", "Титов"), ("Степан", "Игорь", "Павел"), "вич"),
)
_FATHERS = ("Павло", "Андрее", "Ивано", "Сергее", "Петро")


def rows(count: int, first: int = 1) -> Iterator[Sequence[str]]:
    """Rows ``first`` to ``first + count - 1`` of a table without end; the same number is always the same row."""
    registered = f"{clock.today() - timedelta(days=_REGISTERED_DAYS_AGO):%d.%m.%Y}"
    for number in range(first, first + count):
        surname, name, patronymic = _person(number)
        street, on_street = _STREETS[number % len(_STREETS)]
        house = number // len(_STREETS) + 1
        yield (
            f"И-{number}",
            registered,
            "почта",
            f"{_SUBJECTS[number % len(_SUBJECTS)]} № {house} по ул. {on_street}",
            surname,
            name,
            patronymic,
            f"ул. {street}, д. {house}, кв. {number % 90 + 1}, {_TOWNS[number % len(_TOWNS)]}",
            _RECEIVER,
            _WHY,
        )


def csv_table(count: int, first: int = 1) -> bytes:
    """The rows as .csv."""
    return "\n".join(";".join(row) for row in (HEAD, *rows(count, first))).encode()


def xlsx_table(count: int) -> bytes:
    """The rows as .xlsx."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Ответы")
    sheet.append(HEAD)
    for row in rows(count):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cards(count: int, reply: ReplyText, first: int = 1) -> list[CaseCard]:
    """The rows as cards with number, date and executor, as a batch gives them to its letters."""
    executor = Executor(Person("Петрова", "Анна", "Сергеевна"), phone="(4242) 00-00-00")
    found = []
    for number, row in enumerate(read_sheet(csv_table(count, first), "таблица.csv", reply).rows(), first):
        assert row.card is not None, row.faults
        found.append(replace(row.card, executor=executor, number=f"3.08-{number}/24", date=clock.today()))
    return found


def _person(number: int) -> tuple[str, str, str]:
    surnames, names, ending = _PEOPLE[number % 2]
    place = number // 2
    return (
        surnames[place % len(surnames)],
        names[place // len(surnames) % len(names)],
        _FATHERS[place % len(_FATHERS)] + ending,
    )
