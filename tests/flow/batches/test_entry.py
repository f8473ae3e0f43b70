"""A row is the same whichever process has made it ready for the database."""

import datetime
import pickle
from typing import Any

import pytest

from letterkit.compose import Catalogue
from letterkit.compose.catalogue import ReplyText
from letterkit.core.case import Executor
from letterkit.core.office import RowState
from letterkit.core.people import Person
from letterkit.flow.batches.entry import Entry, Gate, Read
from letterkit.flow.profile import load_profile
from letterkit.flow.sheets import Task, ahead, read_sheet
from letterkit.settings import load_settings

TABLE = (
    "Фамилия;Имя;Отчество;Номер обращения;Дата регистрации;О чём обращение;Почтовый адрес;Куда направлено;Почему туда\n"
    "Иванова;Мария;Петровна;И-1;03.06.2024;уборка подъезда;ул. Мира, д. 1, г. Оха;инспекция;Дома проверяет инспекция\n"
    "Иванова;Мария;Петровна;И-2;31.02.2024;уборка подъезда;ул. Мира, д. 1, г. Оха;инспекция;Дома проверяет инспекция\n"
    "Петров;Иван;Ильич;И-3;;уборка подъезда;;инспекция;\n"
).encode()


@pytest.fixture
def reply() -> ReplyText:
    return Catalogue(load_settings().templates_dir).reply("redirect")


@pytest.fixture
def task(reply: ReplyText) -> Task:
    settings = load_settings()
    author = Executor(Person("Петрова", "Анна", "Сергеевна"), phone="(4242) 00-00-00")
    gate = Gate(reply, load_profile(settings.profile_path), author, datetime.date(2024, 6, 5))
    entry = Entry(7, gate, read_sheet(TABLE, "т.csv", reply).places)
    return Task(TABLE, "т.csv", reply, gate, entry.rows)


def told(rows: list[Read]) -> list[Any]:
    return [(row.values, row.sent, vars(row.sent).get("keys") if row.sent else None) for row in rows]


def test_rows_made_by_another_process_are_those_made_here(task: Task) -> None:
    theirs: Task = pickle.loads(pickle.dumps(task))
    (looked,) = ahead._parts_of(read_sheet(TABLE, "т.csv", task.reply).rows(), task)
    (asked,) = ahead._parts_of(read_sheet(TABLE, "т.csv", theirs.reply).rows(), theirs)
    here = task.make(looked)
    there = pickle.loads(ahead._packed(ahead._Part(theirs.make(asked), is_made=True)))
    assert told(there.rows) == told(here)
    assert [row.values["state"] for row in here] == [RowState.WAITING, RowState.FAULTY, RowState.FAULTY]
    assert here[0].sent is not None
    assert there.rows[0].sent.keys
