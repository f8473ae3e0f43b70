"""The registry's control in a browser: extended with notice, noted, closed, the list taken away."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from letterkit.core import clock
from letterkit.office.cases import appeals
from letterkit.office.people import accounts
from webui.engine import Engine

from .conftest import CARD, SignIn, flaws
from .test_roles import told


def enter(engine: Engine, number: str, days_ago: int) -> int:
    """An appeal of Anna's, registered so many days ago."""
    lida = accounts.by_login(engine.database, "lida").actor
    registered = f"{clock.today() - timedelta(days=days_ago):%d.%m.%Y}"
    card = {**CARD, "appeal": {**CARD["appeal"], "number": number, "registered": registered}}  # type: ignore[dict-item]
    return appeals.add(engine.office, lida, card, accounts.by_login(engine.database, "anna").id).id


@pytest.mark.browser
@pytest.mark.parametrize(("width", "script"), [(1280, True), pytest.param(390, False, marks=pytest.mark.long)])
def test_an_appeal_is_extended_noted_and_closed(sign_in: SignIn, engine: Engine, width: int, script: bool) -> None:
    appeal = enter(engine, f"К-{width}", 24)
    late = enter(engine, f"КП-{width}", 2200)  # the latest come first in a list that shows ten
    lida = sign_in("lida", width, script)
    lida.goto("/control")
    assert f"КП-{width}" in lida.inner_text("section:has(#late-title)")
    assert f"К-{width}" in lida.inner_text("section:has(#soon-title)")
    if script:
        assert flaws(lida) == []
    with lida.expect_download() as taken:
        lida.get_by_role("link", name="Скачать таблицу (.xlsx)").click()
    book = load_workbook(io.BytesIO(taken.value.path().read_bytes()))
    assert f"КП-{width}" in [row[2].value for row in book["Просрочено"].iter_rows(min_row=3)]

    lida.goto(f"/appeals/{appeal}")
    lida.locator("summary", has_text="Продлить срок").click()
    lida.fill("#ext_until", f"{clock.today() + timedelta(days=90):%Y-%m-%d}")
    lida.fill("#ext_why", "Ждём заключение")
    lida.get_by_role("button", name="Решить о продлении").click()
    lida.wait_for_selector("#ext_until-error")
    assert lida.input_value("#ext_why") == "Ждём заключение"
    if script:
        assert flaws(lida) == []
    lida.fill("#ext_until", f"{clock.today() + timedelta(days=30):%Y-%m-%d}")
    lida.get_by_role("button", name="Решить о продлении").click()
    told(lida, "Гражданин ещё не уведомлён")
    lida.locator("summary", has_text="Уведомить гражданина о продлении").click()
    lida.fill("#told_how", "письмо № 12")
    lida.get_by_role("button", name="Отметить уведомление").click()
    told(lida, "Гражданин уведомлён")

    lida.goto(f"/appeals/{late}")
    lida.fill("#note", "Заключение получено")
    lida.get_by_role("button", name="Записать").click()
    told(lida, "Заключение получено")
    lida.locator("summary", has_text="Ответ дан другим способом").click()
    lida.fill("#how_1", "письмом № 15")
    lida.get_by_role("button", name="Отметить", exact=True).click()
    told(lida, "письмом № 15")
    lida.locator("summary", has_text="Снять с контроля").click()
    lida.fill("#close_number", "15")
    lida.fill("#close_on", f"{clock.today():%Y-%m-%d}")
    lida.fill("#close_why", "Ответ ушёл почтой")
    lida.get_by_role("button", name="Снять с контроля").click()
    told(lida, "Снято с контроля")
    lida.goto("/control")
    assert f"КП-{width}" not in lida.inner_text("main")
