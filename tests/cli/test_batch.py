"""``letterkit batch``: a table becomes letters in a folder, or every reason why not."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from letterkit.office.batches import folder_batch

from .conftest import Letterkit

HEAD = (
    "Номер обращения",
    "Дата регистрации",
    "О чём обращение",
    "Фамилия",
    "Имя",
    "Отчество",
    "Почтовый адрес",
    "Куда направлено",
    "Номер письма",
    "Дата письма",
    "Фамилия исполнителя",
    "Имя исполнителя",
    "Телефон исполнителя",
)
QUICK = ("--reply", "redirect", "--no-pages", "--engine", "off")


def cells(number: int, **other: str) -> list[str]:
    """A row with nothing wrong in it; ``other`` cells by their place, as «c3»."""
    row = [
        f"И-{number}",
        "03.06.2024",
        "уборка подъезда",
        "Иванова",
        "Мария",
        "Петровна",
        f"ул. Мира, д. {number}, г. Долинск, 694051",
        "администрация города Долинска",
        f"3.08-{number}/24",
        "05.06.2024",
        "Петрова",
        "Анна",
        "(4242) 00-00-00",
    ]
    for place, value in other.items():
        row[int(place[1:])] = value
    return row


def table(folder: Path, rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD) -> Path:
    file = folder / "таблица.csv"
    file.write_text("\n".join(";".join(row) for row in (head, *rows)) + "\n", encoding="utf-8")
    return file


def test_each_row_is_a_letter_and_the_register_has_them_all(letterkit: Letterkit, tmp_path: Path) -> None:
    out = tmp_path / "письма"
    ran = letterkit("batch", table(tmp_path, [cells(1), cells(2)]), *QUICK, "-o", out, "--jobs", 1)
    assert ran.code == 0, ran.err
    assert "2 письма" in ran.out
    names = sorted(path.name for path in out.iterdir())
    assert names == ["3.08-1-24_Иванова.docx", "3.08-2-24_Иванова.docx", "реестр.xlsx"]
    words = "\n".join(paragraph.text for paragraph in Document(str(out / names[1])).paragraphs)
    assert "администрацию города Долинска" in words
    rows = list(openpyxl.load_workbook(out / "реестр.xlsx").active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert [row[1] for row in rows] == ["Номер письма", "3.08-1/24", "3.08-2/24"]


def test_every_fault_is_told_and_nothing_is_made(letterkit: Letterkit, tmp_path: Path) -> None:
    out = tmp_path / "письма"
    rows = [cells(1), cells(2, c1="31.02.2024"), cells(3, c7=""), cells(4, c4="", c5=""), cells(1)]
    ran = letterkit("batch", table(tmp_path, rows), *QUICK, "-o", out)
    assert ran.code == 2
    for told in ("Строка 3, столбец B", "Строка 4, столбец H", "Строка 6, столбец A", "с ошибками"):
        assert told in ran.err
    assert [path.name for path in out.iterdir()] == ["ошибки.xlsx"]
    marked = openpyxl.load_workbook(out / "ошибки.xlsx")
    assert "Что исправить" in [cell.value for cell in next(marked.active.iter_rows())]  # type: ignore[union-attr]


@pytest.mark.long
def test_good_rows_are_made_when_asked_for(letterkit: Letterkit, tmp_path: Path) -> None:
    out = tmp_path / "письма"
    rows = [cells(1), cells(2, c1="31.02.2024")]
    ran = letterkit("batch", table(tmp_path, rows), *QUICK, "-o", out, "--good-rows", "--jobs", 1)
    assert ran.code == 0, ran.err
    assert {path.name for path in out.iterdir()} == {"3.08-1-24_Иванова.docx", "реестр.xlsx", "ошибки.xlsx"}


def test_a_trial_makes_nothing(letterkit: Letterkit, tmp_path: Path) -> None:
    file = table(tmp_path, [cells(1)])
    ran = letterkit("batch", file, *QUICK, "--dry-run")
    assert ran.code == 0
    assert "В таблице 1 строка: без ошибок 1, с ошибками 0." in ran.err
    assert {path.name for path in tmp_path.iterdir()} == {"таблица.csv", "var"}


def test_columns_are_told_of_before_any_row(letterkit: Letterkit, tmp_path: Path) -> None:
    head = ("Номер обращения", "Дата регистрации", "Любимый цвет")
    ran = letterkit("batch", table(tmp_path, [["И-1", "31.02.2024", "синий"]], head), *QUICK, "--dry-run")
    assert ran.code == 2
    assert "Любимый цвет" in ran.err
    assert "Куда направлено" in ran.err
    assert "Строка 2" not in ran.err


def test_the_template_of_a_reply_text_is_read_back_with_its_example(letterkit: Letterkit, tmp_path: Path) -> None:
    file = tmp_path / "образец.xlsx"
    assert letterkit("templates", "table", "redirect", "-o", file).code == 0
    ran = letterkit("batch", file, *QUICK, "--dry-run")
    assert ran.code == 0, ran.err
    assert "строка-образец" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("нет.csv", "--reply", "redirect", "-o", "out"), "нет.csv"),
        (("таблица.csv", "--reply", "нет", "-o", "out"), "нет"),
        (("таблица.csv", "--reply", "redirect"), "ключом -o"),
        (("таблица.csv", "--reply", "redirect", "-o", "таблица.csv"), "таблица.csv"),
    ],
)
def test_what_cannot_be_is_one_line(
    letterkit: Letterkit, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    table(tmp_path, [cells(1)])
    ran = letterkit("batch", *arguments)
    assert ran.code == 2
    assert told in ran.told
    assert not (tmp_path / "out").exists()


def test_work_that_was_stopped_goes_on_where_it_was(
    letterkit: Letterkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letters of the first chunk are there when a worker is asked for again: they are not made a second time."""
    out, file = tmp_path / "письма", table(tmp_path, [cells(number) for number in range(1, 8)])
    made: list[int] = []
    real = folder_batch.Worker.step

    def step(worker: folder_batch.Worker, batch_id: int) -> bool:
        went_on = real(worker, batch_id)
        made.append(batch_id)
        if len(made) == 2:  # the table is read, the first rows are made
            raise KeyboardInterrupt
        return went_on

    monkeypatch.setattr(folder_batch.Worker, "step", step)
    monkeypatch.setattr(folder_batch, "_workers", _in_this_process)
    stopped = letterkit("batch", file, *QUICK, "-o", out)
    assert stopped.code == 130
    assert not list(out.glob("*.docx"))
    ran = letterkit("batch", file, *QUICK, "-o", out)
    assert ran.code == 0, ran.err
    assert len(list(out.glob("*.docx"))) == 7
    assert len(made) == 3  # one more chunk, no row anew
    assert not (out / ".letterkit").exists()


class _in_this_process:
    """As ``local._workers``, without processes."""

    def __init__(self, count: int, paths: folder_batch.Paths, home: Path, batch_id: int) -> None:
        self._work = lambda: folder_batch._work_on(paths, home, batch_id)

    def __enter__(self) -> object:
        self._work()
        return list

    def __exit__(self, *fault: object) -> None:
        pass
