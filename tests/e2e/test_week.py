"""The registry's week from Monday to Friday: a table taken in, work given out, terms watched, figures read."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select, update

from letterkit.core import clock
from letterkit.deadlines.quarter import quarter_of
from letterkit.store.tables import Appeal, Person
from letterkit.worker.reminding import remind
from webui.engine import Engine

from .conftest import UNIT, SignIn, flaws
from .test_roles import told

if TYPE_CHECKING:
    from playwright.sync_api import Page

HEAD = ("Номер обращения", "Дата регистрации", "Фамилия", "Имя", "Вид обращения", "Как поступило", "О чём обращение")
EXTENDED, REDIRECTED, CLOSED, LATE = "Н-1", "Н-2", "Н-3", "Н-4"
DAYS_AGO = {EXTENDED: 24, REDIRECTED: 3, CLOSED: 25, LATE: 2100}
"""When each was registered: the first and the third end within days, the second was not for this body, one is late."""


def registered(number: str) -> date:
    return clock.today() - timedelta(days=DAYS_AGO[number])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of appeals as another system gives it out."""
    book = Workbook()
    sheet: Any = book.active
    sheet.append(HEAD)
    for number in DAYS_AGO:
        day = f"{registered(number):%d.%m.%Y}"
        sheet.append((number, day, "Егорова", "Елена", "жалоба", "почта", f"уборка двора, дело {number}"))
    book.save(tmp_path / "обращения.xlsx")
    return tmp_path / "обращения.xlsx"


@pytest.fixture
def own_mail(engine: Engine, tmp_path: Path) -> Iterator[Path]:
    """A folder where reminders go, in the place of a mail server, and Anna's address."""
    with engine.database.writing() as session:
        session.execute(update(Person).where(Person.login == "anna").values(email="anna@example.ru"))
    yield tmp_path / "mail"
    with engine.database.writing() as session:
        session.execute(update(Person).where(Person.login == "anna").values(email=None))


@pytest.mark.journey
@pytest.mark.browser
def test_the_registry_has_its_week(sign_in: SignIn, engine: Engine, table: Path, own_mail: Path) -> None:
    lida = sign_in("lida")
    before = {number: received(lida, number) for number in DAYS_AGO}
    import_(lida, table)
    ids = appeals_of(engine)
    for number in DAYS_AGO:
        assign(lida, ids[number])
    correct(lida, ids[LATE])

    lida.goto("/control")
    assert LATE in lida.inner_text("section:has(#late-title)")
    assert EXTENDED in lida.inner_text("section:has(#soon-title)")
    warn(engine, own_mail)
    lida.goto("/control/mail")
    told(lida, "Исполнева А.С.")
    assert flaws(lida) == []

    extend(lida, ids[EXTENDED])
    redirect(lida, ids[REDIRECTED])
    close(lida, ids[CLOSED])

    lida.goto("/control")
    final = lida.inner_text("main")
    assert LATE in final
    assert not any(number in final for number in (EXTENDED, REDIRECTED, CLOSED))
    book = downloaded(lida, "Скачать таблицу (.xlsx)")
    late = [row[2] for row in book["Просрочено"].iter_rows(min_row=3, values_only=True)]
    assert LATE in late
    assert not {EXTENDED, REDIRECTED, CLOSED}.intersection(late)

    added = {day: sum(quarter_of(registered(each)) == day for each in DAYS_AGO) for day in map(quarter_of, days())}
    for number in DAYS_AGO:
        assert received(lida, number) == before[number] + added[quarter_of(registered(number))]
    figures(lida, registered(REDIRECTED))


def days() -> list[date]:
    return [registered(number) for number in DAYS_AGO]


def appeals_of(engine: Engine) -> dict[str, int]:
    with engine.database.reading() as session:
        return dict(session.execute(select(Appeal.number, Appeal.id).where(Appeal.number.in_(DAYS_AGO))).all())


def received(page: "Page", number: str) -> int:
    """How many appeals of the quarter of ``number`` there are, as the spreadsheet of figures has it."""
    page.goto(f"/figures/?quarter={quarter_of(registered(number))}")
    rows = {row[0]: row[1] for row in downloaded(page, "Скачать таблицу (.xlsx)")["Обращения по каналам"].values}
    return int(rows.get("всего") or 0) if rows.get("всего") != "нет данных" else 0


def downloaded(page: "Page", link: str) -> Any:
    with page.expect_download() as taken:
        page.get_by_role("link", name=link).click()
    return load_workbook(io.BytesIO(taken.value.path().read_bytes()))


def import_(page: "Page", table: Path) -> None:
    page.goto("/appeals")
    page.get_by_role("link", name="Загрузить и выгрузить").click()
    page.set_input_files("#table", str(table))
    page.get_by_role("button", name="Проверить таблицу").click()
    told(page, "Новых обращений: 4")
    assert flaws(page) == []
    page.get_by_role("button", name="Загрузить в реестр").click()
    told(page, "Внесено новых обращений: 4")


def assign(page: "Page", appeal: int) -> None:
    page.goto(f"/appeals/{appeal}")
    page.select_option("#person", label=f"Исполнева Анна Сергеевна, {UNIT}")
    page.get_by_role("button", name="Поручить", exact=True).click()
    told(page, "Обращение поручено: Исполнева А.С.")


def correct(page: "Page", appeal: int) -> None:
    """The table had the subject in two words only: the registry puts it right."""
    page.goto(f"/appeals/{appeal}")
    page.get_by_role("link", name="Исправить сведения").click()
    page.locator("[name='appeal.subject']").wait_for()
    assert flaws(page) == []
    page.fill("[name='appeal.subject']", "уборка снега во дворе")
    page.get_by_role("button", name="Сохранить").click()
    told(page, "Сведения об обращении исправлены")
    told(page, "уборка снега во дворе")


def warn(engine: Engine, mail: Path) -> None:
    """The week's reminders go: to files, as in the demo."""
    settings = engine.settings.model_copy(update={"smtp_url": "files", "data": mail, "control_hour": 0})
    assert remind(settings, engine.database, engine.checkers.profiles()) >= 1
    letters = "".join(each.read_text("utf-8") for each in (mail / "mail").glob("*.eml"))
    assert "anna@example.ru" in letters


def extend(page: "Page", appeal: int) -> None:
    page.goto(f"/appeals/{appeal}")
    page.locator("summary", has_text="Продлить срок").click()
    page.fill("#ext_until", f"{clock.today() + timedelta(days=30):%Y-%m-%d}")
    page.fill("#ext_why", "Ждём заключение жилищной инспекции")
    page.get_by_role("button", name="Решить о продлении").click()
    told(page, "Гражданин ещё не уведомлён")
    page.locator("summary", has_text="Уведомить гражданина о продлении").click()
    page.fill("#told_how", "письмо № 12")
    page.get_by_role("button", name="Отметить уведомление").click()
    told(page, "Гражданин уведомлён")


def redirect(page: "Page", appeal: int) -> None:
    """Within seven days of registration (7.7)."""
    page.goto(f"/appeals/{appeal}")
    page.locator("summary", has_text="Другой срок").click()
    page.select_option("#term", "redirect")
    page.get_by_role("button", name="Выбрать срок").click()
    page.locator("summary", has_text="Как посчитан срок").click()
    told(page, f"7 дней с {registered(REDIRECTED):%d.%m.%Y}")
    page.locator("summary", has_text="Ответ дан в другой системе").click()
    page.fill("#answer-number", "17-п")
    page.select_option("#answer-result", "redirected")
    page.get_by_role("button", name="Внести ответ").click()
    told(page, "Результат:")
    assert "с опозданием" not in page.inner_text("main")


def close(page: "Page", appeal: int) -> None:
    page.goto(f"/appeals/{appeal}")
    page.locator("summary", has_text="Снять с контроля").click()
    page.fill("#close_number", "18")
    page.fill("#close_on", f"{clock.today():%Y-%m-%d}")
    page.fill("#close_why", "Ответ ушёл почтой")
    page.get_by_role("button", name="Снять с контроля").click()
    told(page, "Снято с контроля")


def figures(page: "Page", day: date) -> None:
    """A number of the page leads to the appeals behind it."""
    page.goto(f"/figures/?quarter={quarter_of(day)}")
    assert page.locator("svg").count() >= 1
    assert flaws(page) == []
    page.goto(f"/figures/appeals?quarter={quarter_of(day)}&what=received")
    told(page, f"№ {REDIRECTED}")
