"""A table becomes letters in a real browser: mended, looked at, confirmed, followed, approved, taken away."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from letterkit.core import clock
from letterkit.core.office import BatchState
from letterkit.office.batches import approval, heartbeats, intake, steps
from letterkit.office.batches.plan import Plan
from letterkit.office.batches.work import Worker
from letterkit.office.cases import appeals
from letterkit.office.people import accounts
from letterkit.store.batch_tables import Batch
from webui.engine import Engine

from .conftest import SignIn, flaws

if TYPE_CHECKING:
    from playwright.sync_api import FileChooser, Page

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
Table = Callable[..., Path]
Step = Callable[["Page"], bool]


def row_of(series: str, number: int) -> list[str]:
    day = clock.today() - timedelta(days=2)
    return [
        f"{series}-{number}",
        f"{day:%d.%m.%Y}",
        "почта",
        f"уборка подъездов дома № {number} по ул. Речной",
        "Жукова",
        "Людмила",
        "Ивановна",
        f"ул. Речная, д. {number}, кв. {sum(map(ord, series)) % 90}, г. Оха, 694490",
        "государственная жилищная инспекция Сахалинской области",
        "Работу управляющих компаний проверяет государственная жилищная инспекция",
    ]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Writes a table of so many rows, with ``spoilt`` cells by row (from 0) and column."""

    def written(series: str, count: int, spoilt: dict[tuple[int, int], str] | None = None) -> Path:
        rows: Sequence[list[str]] = [row_of(series, number) for number in range(1, count + 1)]
        for (row, column), value in (spoilt or {}).items():
            rows[row][column] = value
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for each in (HEAD, *rows):
            sheet.append(list(each))
        path = tmp_path / f"{series}{'-с ошибками' if spoilt else ''}.xlsx"
        book.save(path)
        return path

    return written


@pytest.fixture
def step(engine: Engine) -> Step:
    """Does the next thing there is to do for the batch of a page, as a worker does; False when there is nothing."""
    worker = Worker(engine.bench)
    heartbeats.say(engine.database, "worker of the tests")
    return lambda page: worker.step(number_of(page))


def make_batch(engine: Engine, series: str, count: int) -> int:
    """A batch of Anna's the letters of which wait for a signer."""
    anna = accounts.by_login(engine.database, "anna").actor
    rows = [";".join(row) for row in (HEAD, *(row_of(series, number) for number in range(1, count + 1)))]
    begun = intake.begin(
        engine.office, anna, "\n".join(rows).encode(), f"{series}.csv", "redirect", plan=Plan(number=True)
    )
    worker = Worker(engine.bench)
    worker.step(begun.id)
    steps.confirm(engine.office, anna, begun.id)
    while worker.step(begun.id):
        pass
    return begun.id


def number_of(page: "Page") -> int:
    found = re.search(r"/batches/(\d+)", page.url)
    assert found is not None
    return int(found[1])


def send(page: "Page", table: Path, *, printed: bool = True) -> None:
    page.goto("/batches/new")
    page.check("#reply-redirect")
    page.set_input_files("#table", table)
    page.set_checked("[name=print]", printed)
    page.get_by_role("button", name="Загрузить и проверить").click()
    page.wait_for_url(re.compile(r"/batches/\d+$"))


def overflows(page: "Page") -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def state_of(engine: Engine, page: "Page") -> BatchState:
    with engine.database.reading() as session:
        return BatchState(session.get_one(Batch, number_of(page)).state)


@pytest.mark.journey
@pytest.mark.browser
@pytest.mark.office
def test_a_table_is_mended_confirmed_made_approved_and_taken_away(
    sign_in: SignIn, step: Step, table: Table, tmp_path: Path
) -> None:
    anna = sign_in("anna")
    spoilt = {(0, 1): "31.02.2026", (1, 2): "голубь", (2, 3): "", (3, 8): "", (4, 4): "", (4, 5): "", (4, 6): ""}
    send(anna, table("А", 6, spoilt))
    step(anna)
    anna.get_by_role("heading", name="Ошибки: 5 строк").wait_for()
    faults = anna.locator("table.faults").first.inner_text()
    for told in (
        "Такого дня нет",
        "Такого значения в списке нет",
        "Не сказано, кому отвечать",
        "Ячейка пустая",
        "Куда направлено",
    ):
        assert told in faults
    with anna.expect_download() as caught:
        anna.get_by_role("link", name="Скачать таблицу с отметками").click()
    marked = load_workbook(io.BytesIO(Path(caught.value.path()).read_bytes()))
    assert "Такого дня нет" in str(marked.worksheets[0].cell(2, len(HEAD) + 1).value)

    anna.get_by_role("link", name="Загрузить исправленную").click()
    assert anna.is_checked("#reply-redirect")
    anna.set_input_files("#table", table("А", 6))
    anna.get_by_role("button", name="Загрузить и проверить").click()
    anna.get_by_text("Читаем таблицу").wait_for()
    step(anna)
    # The first letter comes by itself, the next one by a button.
    anna.locator("#preview").get_by_text("Строка 2, Жукова Людмила Ивановна").wait_for()
    anna.locator("#preview img").first.wait_for()
    anna.get_by_role("button", name="Следующее").click()
    anna.locator("#preview").get_by_text("Строка 3, Жукова Людмила Ивановна").wait_for()
    anna.get_by_role("button", name="Составить 6 писем").click()
    anna.locator("[data-words]", has_text="Готово 0 из 6").wait_for()
    step(anna)
    anna.locator("[data-words]", has_text="Готово 1 из 6").wait_for()
    step(anna)
    anna.get_by_role("heading", name="Письма готовы").wait_for()
    assert anna.get_by_role("button", name="Утвердить").count() == 0

    ivan = sign_in("ivan")
    ivan.goto(anna.url)
    ivan.get_by_role("button", name="Утвердить 6 писем").click()
    ivan.get_by_text("Утверждено: 6 писем").first.wait_for()
    with ivan.expect_download() as caught:
        ivan.get_by_role("link", name="перечень с SHA-256").click()
    approved = {each["docx"] for each in json.loads(Path(caught.value.path()).read_text(encoding="utf-8"))}
    with ivan.expect_download() as caught:
        ivan.get_by_role("link", name="Утверждённые письма, .zip").click()
    archive = zipfile.ZipFile(caught.value.path())
    letters = {name: archive.read(name) for name in archive.namelist() if name.endswith(".docx")}
    assert {hashlib.sha256(letter).hexdigest() for letter in letters.values()} == approved
    assert len(letters) == 6
    for letter in letters.values():
        assert any("Уважаемая Людмила Ивановна!" in line.text for line in Document(io.BytesIO(letter)).paragraphs)
    with ivan.expect_download() as caught:
        ivan.get_by_role("button", name="PDF для печати").click()
    assert Path(caught.value.path()).read_bytes().startswith(b"%PDF")
    assert ivan.get_by_role("button", name="Отметить отправленными").count() == 0


@pytest.mark.browser
@pytest.mark.office
def test_approved_letters_are_sent_and_seen_on_their_appeal(sign_in: SignIn, engine: Engine) -> None:
    clerk, signer = (accounts.by_login(engine.database, login).actor for login in ("lida", "ivan"))
    number, day = row_of("Ж", 1)[:2]
    known = {"number": number, "registered": day, "subject": "уборка подъездов"}
    appeal = appeals.add(engine.office, clerk, {"appeal": known, "applicant": {"surname": "Жукова"}})
    batch = make_batch(engine, "Ж", 3)
    approval.approve(engine.office, signer, batch)

    lida = sign_in("lida")
    lida.goto(f"/batches/{batch}")
    assert flaws(lida) == []
    lida.get_by_label("Только строки").fill("2")
    lida.get_by_role("button", name="Отметить отправленными").click()
    lida.get_by_text("Отмечено отправленными: 1 письмо").wait_for()
    lida.get_by_label("Номер списка отправлений").fill("17")
    lida.get_by_role("button", name="Отметить отправленными").click()
    lida.get_by_text("Отмечено отправленными: 2 письма").wait_for()
    assert "список № 17" in lida.inner_text("#sending").replace("\u00a0", " ")
    assert flaws(lida) == []
    lida.goto(f"/appeals/{appeal.id}")
    assert flaws(lida) == []
    lida.get_by_text("ответ дан").first.wait_for()
    lida.get_by_role("link", name="Направлено в другой орган").click()
    lida.get_by_role("heading", name="Жукова Людмила Ивановна").wait_for()
    assert "отправлено" in lida.inner_text(".facts")
    with lida.expect_download() as caught:
        lida.get_by_role("link", name="Скачать паспорт (.json)").click()
    made = json.loads(Path(caught.value.path()).read_text(encoding="utf-8"))
    assert made["appeal"]["id"] == appeal.id
    assert made["sent"]["channel"] == "post"


@pytest.mark.browser
def test_a_batch_is_halted_gone_on_with_and_called_off(
    sign_in: SignIn, step: Step, table: Table, engine: Engine
) -> None:
    anna = sign_in("anna")
    send(anna, table("Б", 21), printed=False)
    step(anna)
    anna.get_by_role("button", name="Составить 21 письмо").click()
    anna.get_by_role("button", name="Приостановить").click()
    anna.get_by_role("heading", name="Приостановлено").wait_for()
    assert step(anna) is False
    anna.get_by_role("button", name="Продолжить").click()
    anna.get_by_role("heading", name="Письма готовятся").wait_for()
    step(anna)
    anna.locator("[data-words]", has_text="Готово 1 из 21").wait_for()
    assert anna.evaluate("document.querySelector('[data-bar]').value") == 1
    anna.get_by_text("Отменить рассылку…").click()
    anna.get_by_role("button", name="Отменить рассылку", exact=True).click()
    anna.get_by_role("heading", name="Рассылка отменена").wait_for()
    assert state_of(engine, anna) == BatchState.CANCELLED
    assert step(anna) is False
    assert "20 не составлялись" in " ".join(anna.inner_text("main").split())


@pytest.mark.browser
def test_the_keyboard_alone_leads_from_the_table_to_its_letters(
    sign_in: SignIn, step: Step, table: Table, engine: Engine
) -> None:
    anna = sign_in("anna")
    anna.goto("/batches/new")
    press_until(anna, "#reply-extension, [name=reply]")
    for _ in range(20):
        if anna.evaluate("document.activeElement.id") == "reply-redirect":
            break
        anna.keyboard.press("ArrowDown")
    assert anna.is_checked("#reply-redirect")
    press_until(anna, "#table")
    chooser_by_key(anna).set_files(table("В", 3))
    press_until(anna, "[name=print]")
    anna.keyboard.press("Space")
    press_until(anna, "[data-begin]")
    anna.keyboard.press("Enter")
    anna.wait_for_url(re.compile(r"/batches/\d+$"))
    step(anna)
    anna.get_by_role("button", name="Составить 3 письма").wait_for()
    press_until(anna, "#confirm button")
    anna.keyboard.press("Enter")
    anna.get_by_role("heading", name="Письма готовятся").wait_for()
    assert state_of(engine, anna) == BatchState.RUNNING


def chooser_by_key(page: "Page") -> "FileChooser":
    """The dialog of the field in focus; Chromium without a screen lets a key go by now and then."""
    from playwright.sync_api import TimeoutError

    for _ in range(5):
        try:
            with page.expect_file_chooser(timeout=4_000) as chooser:
                page.keyboard.press("Space")
            return chooser.value
        except TimeoutError:
            continue
    raise AssertionError("no key opens the dialog of files")


def press_until(page: "Page", selector: str) -> None:
    """Goes on by Tab until the focus is on something that ``selector`` names."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no Tab leads to {selector}")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 400])
def test_every_page_of_a_batch_is_clean_and_fits(sign_in: SignIn, step: Step, table: Table, width: int) -> None:
    anna = sign_in("anna", width)

    def is_fine() -> None:
        assert flaws(anna) == []
        assert not overflows(anna)

    anna.goto("/batches/new")
    is_fine()
    send(anna, table(f"Г{width}", 5, {(0, 1): "31.02.2026"}), printed=False)
    is_fine()
    step(anna)
    anna.locator("#preview .turns").wait_for()
    is_fine()
    anna.get_by_role("button", name="Составить 4 письма").click()
    anna.get_by_role("heading", name="Письма готовятся").wait_for()
    is_fine()
    while step(anna):
        pass
    anna.get_by_role("heading", name="Письма готовы").wait_for()
    is_fine()
    anna.goto(f"/batches/{number_of(anna)}/rows/3")
    is_fine()
    anna.goto("/batches")
    is_fine()
