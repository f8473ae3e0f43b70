"""A row of a table as it is made ready for the database."""

import datetime

import pytest

from letterkit.checking.profile import load_profile
from letterkit.compose import Catalogue
from letterkit.compose.catalogue import ReplyText
from letterkit.core.case import Executor
from letterkit.core.office import RowState
from letterkit.core.people import Person
from letterkit.office.batches.row_entry import Gate, RowEntry
from letterkit.settings import load_settings
from letterkit.tables import read_sheet

TABLE = (
    "Фамилия;Имя;Отчество;Номер обращения;Дата регистрации;О чём обращение;Почтовый адрес;Куда направлено;Почему туда\n"
    "Иванова;Мария;Петровна;И-1;03.06.2024;уборка подъезда;ул. Мира, д. 1, г. Оха;инспекция;Дома проверяет инспекция\n"
    "Иванова;Мария;Петровна;И-2;31.02.2024;уборка подъезда;ул. Мира, д. 1, г. Оха;инспекция;Дома проверяет инспекция\n"
    "Петров;Иван;Ильич;И-3;;уборка подъезда;;инспекция;\n"
).encode()


@pytest.fixture
def reply() -> ReplyText:
    return Catalogue(load_settings().templates_dir).reply("redirect")


def test_a_row_waits_when_a_letter_can_be_made_of_it_and_has_the_keys_of_what_it_would_send(reply: ReplyText) -> None:
    settings = load_settings()
    author = Executor(Person("Петрова", "Анна", "Сергеевна"), phone="(4242) 00-00-00")
    gate = Gate(reply, load_profile(settings.profile_path), author, datetime.date(2024, 6, 5))
    sheet = read_sheet(TABLE, "т.csv", reply)
    made = RowEntry(7, gate, sheet.places).rows([(row, gate(row)) for row in sheet.rows()])
    assert [row.values["state"] for row in made] == [RowState.WAITING, RowState.FAULTY, RowState.FAULTY]
    assert [row.values["number"] for row in made] == [2, 3, 4]
    assert made[0].sent is not None
    assert made[0].sent.keys
    assert [row.sent for row in made[1:]] == [None, None]
